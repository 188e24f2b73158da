// Does DIoU loss regress boxes faster than IoU and GIoU loss?
import { REZATOFIGHI_2019, ZHENG_2020 } from '../sources';
import { SEED, whole } from './controls';
import { measured, namesOf, short, type Experiment } from './experiment';

/** 5,000 centres × 7 areas × 7 aspect ratios × 7 targets. */
export const ALL_CASES = 5000 * 7 ** 3;

export const DIOU_CONVERGES_FASTER: Experiment = {
  id: 'diou-converges-faster',
  title: { en: 'Does DIoU converge faster?', zh: 'DIoU 收敛更快吗？' },
  claim: {
    en: 'DIoU loss regresses boxes faster than IoU and GIoU loss, because it shortens the distance of the centres directly.',
    zh: 'DIoU 直接最小化中心距离，因此比 IoU 与 GIoU 损失收敛更快。',
  },
  controls: [
    whole(
      'cases',
      'N',
      68_600,
      [100, ALL_CASES],
      {
        en: 'pairs of a start and a target, of 1,715,000 in all',
        zh: '起始框与目标框的配对数，总计 1,715,000',
      },
      'log',
    ),
    {
      kind: 'several',
      name: 'losses',
      default: 'iou,giou,diou,ciou',
      choices: ['iou', 'giou', 'diou', 'ciou', 'eiou', 'siou'],
      meaning: { en: 'the losses that are compared', zh: '参与比较的损失' },
    },
    {
      kind: 'choice',
      name: 'start',
      default: 'disc',
      choices: ['disc', 'horizontal', 'vertical', 'contained'],
      meaning: {
        en: 'where boxes start: anywhere within 3 of the target, on a level with it, above and below it, or inside of it',
        zh: '起始位置：目标周围半径 3 内、与目标同一水平线、目标正上下方，或在目标内部',
      },
    },
    SEED,
  ],
  presets: [
    {
      name: 'quick',
      params: { cases: 6860 },
      meaning: { en: 'a tenth of the default, in a moment', zh: '默认的十分之一，立即完成' },
    },
    {
      name: 'full',
      params: { cases: ALL_CASES },
      meaning: { en: 'every case of the paper, in minutes', zh: '论文的全部情形，需数分钟' },
    },
    {
      name: 'horizontal',
      params: { start: 'horizontal' },
      meaning: {
        en: 'boxes beside the target, where GIoU has little to say',
        zh: '框在目标两侧，GIoU 在此信息很少',
      },
    },
    {
      name: 'vertical',
      params: { start: 'vertical' },
      meaning: { en: 'boxes above and below the target', zh: '框在目标上下方' },
    },
    {
      name: 'contained',
      params: { start: 'contained' },
      meaning: { en: 'boxes inside of the target, where GIoU is IoU', zh: '框在目标内部，此时 GIoU 即 IoU' },
    },
  ],
  measures: [
    {
      name: 'cumulativeError',
      meaning: {
        en: 'mean of Σ|Δ(cx, cy, w, h)|, added up over the 200 iterations',
        zh: 'Σ|Δ(cx, cy, w, h)| 的均值在 200 次迭代上的总和',
      },
    },
    {
      name: 'meanFinalError',
      meaning: { en: 'mean error after the last iteration', zh: '最后一次迭代后的平均误差' },
    },
    {
      name: 'medianFinalError',
      meaning: { en: 'median error after the last iteration', zh: '最后一次迭代后的误差中位数' },
    },
  ],
  verdict: (measures, params) => {
    const [compared, others] = [namesOf(params, 'losses'), ['giou', 'iou']];
    const rivals = others.filter((name) => compared.includes(name));
    if (!compared.includes('diou') || rivals.length === 0) {
      return {
        en: 'DIoU and a rival were not both compared, so this says nothing.',
        zh: '未同时比较 DIoU 与其对手，无法下结论。',
      };
    }
    const parts = rivals.map((rival) => against(rival, measures));
    return {
      en: `${parts.map(({ en }) => en).join('; ')}.`,
      zh: `${parts.map(({ zh }) => zh).join('；')}。`,
    };
  },
  about: ['diou_loss', 'giou_loss', 'iou_loss', 'ciou_loss'],
  sources: [ZHENG_2020, REZATOFIGHI_2019],
};

const READINGS = [
  { measure: 'cumulativeError', en: 'the error over all iterations', zh: '整个过程的累积误差' },
  { measure: 'meanFinalError', en: 'the mean error at the end', zh: '最终平均误差' },
  { measure: 'medianFinalError', en: 'the median error at the end', zh: '最终误差中位数' },
] as const;

/** Which readings of "faster" hold against one rival. */
function against(rival: string, measures: Parameters<Experiment['verdict']>[0]): { en: string; zh: string } {
  const said = READINGS.map(({ measure, en, zh }) => {
    const [ours, theirs] = [measured(measures, `${measure}.diou`), measured(measures, `${measure}.${rival}`)];
    const numbers = `${short(ours)} / ${short(theirs)}`;
    return { holds: ours < theirs, en: `${en} (${numbers})`, zh: `${zh}（${numbers}）` };
  });
  const [yes, no] = [said.filter((s) => s.holds), said.filter((s) => !s.holds)];
  const name = rival === 'iou' ? 'IoU' : 'GIoU';
  const list = (parts: typeof said, language: 'en' | 'zh'): string =>
    new Intl.ListFormat(language).format(parts.map((s) => s[language]));
  if (no.length === 0) {
    return {
      en: `DIoU is faster than ${name} in every reading: ${list(yes, 'en')}`,
      zh: `无论怎样理解，DIoU 都快于 ${name}：${list(yes, 'zh')}`,
    };
  }
  if (yes.length === 0) {
    return {
      en: `DIoU is not faster than ${name} in any reading: ${list(no, 'en')}`,
      zh: `无论怎样理解，DIoU 都不快于 ${name}：${list(no, 'zh')}`,
    };
  }
  return {
    en: `DIoU is faster than ${name} by ${list(yes, 'en')}, but not by ${list(no, 'en')}`,
    zh: `按${list(yes, 'zh')}，DIoU 快于 ${name}，但按${list(no, 'zh')}则不然`,
  };
}
