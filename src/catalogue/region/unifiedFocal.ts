// Asymmetric unified focal loss: a focal cross entropy and a focal Tversky loss that treat background and foreground
// differently.
import {
  add,
  div,
  equal,
  log,
  max,
  min,
  mul,
  neg,
  ONE,
  pow,
  select,
  sub,
  sumSamples,
} from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration, Setting } from '../declaration';
import { COLUMN_INDEX, COUNT, parameter } from '../symbols';
import { CLASS_REGION_PARAMETERS, probabilityAndLabel, REGION_INPUTS } from './overlap';

const DELTA = parameter('delta', '\\delta');
const GAMMA = parameter('gamma', '\\gamma');
const EPS = parameter('eps', '\\epsilon');

/** Probability and label of one region, and which elements belong to it (`1`, or a column of the classes). */
interface Region {
  readonly p: Expr;
  readonly y: Expr;
  readonly member: Expr;
}

/** One minus the Tversky index of a region, δ on what it misses. */
function tversky({ p, y, member }: Region): Expr {
  const sum = (a: Expr, b: Expr): Expr => sumSamples(mul(member, a, b));
  const errors = add(mul(DELTA, sum(sub(1, p), y)), mul(sub(1, DELTA), sum(p, sub(1, y))));
  return div(errors, add(sum(p, y), errors, EPS));
}

function value(setting: Setting): Expr {
  const { p, y } = probabilityAndLabel(setting);
  const clipped = min(max(p, EPS), sub(1, EPS));
  const classes = setting.layout === 'classes';
  const isBackground = equal(COLUMN_INDEX, 0);
  const background: Region = classes
    ? { p: clipped, y, member: isBackground }
    : { p: sub(1, clipped), y: sub(1, y), member: ONE };
  const foreground: Region = { p: clipped, y, member: classes ? sub(1, isBackground) : ONE };
  const cost = ({ p: q, y: t, member }: Region): Expr => neg(mul(member, t, log(q)));
  const crossEntropies = add(
    mul(sub(1, DELTA), sumSamples(mul(pow(sub(1, background.p), GAMMA), cost(background)))),
    mul(DELTA, sumSamples(cost(foreground))),
  );
  const pixels = classes ? sumSamples(y) : COUNT;
  const focal = div(crossEntropies, mul(2, pixels));
  const miss = tversky(foreground);
  const perfect = equal(miss, 0);
  const bent = select(perfect, 0, pow(select(perfect, 1, miss), sub(1, GAMMA)));
  const weight = parameter('weight', 'w');
  return add(mul(weight, focal), mul(sub(1, weight), 0.5, add(tversky(background), bent)));
}

export const UNIFIED_FOCAL: Declaration = {
  id: 'unified_focal',
  kind: 'loss',
  name: { en: 'Asymmetric unified focal loss', zh: '非对称统一焦点损失' },
  abbreviation: 'AUFL',
  tasks: ['segmentation'],
  family: 'compound',
  ...REGION_INPUTS,
  parameters: [
    {
      kind: 'number',
      name: 'weight',
      latex: 'w',
      default: 0.5,
      min: 0,
      max: 1,
      meaning: {
        en: 'share of the cross entropy part; the Tversky part has the rest',
        zh: '交叉熵部分的占比，其余为 Tversky 部分',
      },
    },
    {
      kind: 'number',
      name: 'gamma',
      latex: '\\gamma',
      default: 0.5,
      min: 0,
      max: 1,
      meaning: {
        en: 'fades easy background and raises hard foreground',
        zh: '淡化易分背景，同时抬高难分前景',
      },
    },
    {
      kind: 'number',
      name: 'delta',
      latex: '\\delta',
      default: 0.7,
      min: 0,
      max: 1,
      meaning: {
        en: 'weight of misses and of the foreground; false alarms and background have 1 − delta',
        zh: '漏检与前景的权重；误报与背景为 1 − delta',
      },
    },
    {
      kind: 'number',
      name: 'eps',
      latex: '\\epsilon',
      default: 1e-7,
      min: 0,
      max: 0.1,
      slider: [0, 1e-3],
      meaning: { en: 'clips probabilities and smooths the index', zh: '截断概率并平滑指数' },
    },
    ...CLASS_REGION_PARAMETERS.map((parameter) =>
      parameter.name === 'per' && parameter.kind === 'choice'
        ? { ...parameter, default: 'sample' }
        : parameter,
    ),
  ],
  limits: () => ({
    columns: {
      from: 2,
      to: 2,
      why: {
        en: 'the asymmetric form is defined for background and one foreground class',
        zh: '非对称形式只对背景与一个前景类别有定义',
      },
    },
  }),
  form: (setting) => ({ kind: 'groups', value: value(setting) }),
  note: {
    formula:
      'L = w\\, L_{\\mathrm{aF}} + (1 - w)\\, L_{\\mathrm{aFT}}, \\qquad L_{\\mathrm{aFT}} = \\tfrac{1}{2} \\left[(1 - T_{\\mathrm{bg}}) + (1 - T_{\\mathrm{fg}})^{1 - \\gamma}\\right]',
    summary: {
      en: 'Joins a focal cross entropy and a focal Tversky loss under three shared parameters. The focus is one-sided: easy background fades in the first part, hard foreground is raised in the second.',
      zh: '用三个共享参数把 focal 交叉熵与 focal Tversky 合在一起。聚焦是单侧的：前一部分淡化易分背景，后一部分抬高难分前景。',
    },
    gradient: {
      en: 'Pixelwise from the cross entropy, by regions from the Tversky part; the power $1 - \\gamma$ steepens it as the foreground becomes good.',
      zh: '交叉熵部分逐像素，Tversky 部分按区域；幂 $1 - \\gamma$ 使前景变好时反而更陡。',
    },
    use: {
      en: 'Small foreground, where tuning four or six parameters of a compound loss is too much.',
      zh: '前景很小，又不想调节复合损失的四到六个参数时。',
    },
    avoid: {
      en: 'Several foreground classes: the asymmetric form here is MONAI’s, for one.',
      zh: '多个前景类别：此处采用 MONAI 的非对称形式，只支持一个。',
    },
    neighbours: {
      en: 'Dice + CE with fixed roles for its parameters; `dice_focal` is the looser version of the idea.',
      zh: '可看作参数角色固定的 Dice + CE；`dice_focal` 是更宽松的版本。',
    },
    pitfalls: [
      {
        en: 'The paper’s $\\gamma$ has opposite effects in the two parts on purpose; copying it from focal loss (2) is outside its range.',
        zh: '论文中 $\\gamma$ 在两部分里的作用有意相反；照搬 focal 的 2 会超出其范围。',
      },
    ],
    sources: [
      {
        title: 'Yeung et al. 2022, Unified Focal loss',
        link: 'https://arxiv.org/abs/2102.04525',
      },
    ],
  },
  presets: [
    {
      name: 'MONAI',
      params: { weight: 0.5, gamma: 0.5, delta: 0.7, per: 'sample' },
      meaning: { en: 'a value each sample, then the mean', zh: '每个样本一个值，再取平均' },
    },
  ],
  aliases: [
    {
      path: 'monai.losses.AsymmetricUnifiedFocalLoss',
      preset: 'MONAI',
      arguments: { weight: 'weight', gamma: 'gamma', delta: 'delta' },
    },
  ],
};
