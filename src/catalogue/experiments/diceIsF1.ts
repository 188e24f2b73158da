// Is Dice the F1 score, and IoU = D/(2 − D)?
import { MILLETARI_2016, VAN_RIJSBERGEN_1979 } from '../sources';
import { SEED, whole } from './controls';
import { measured, short, type Experiment } from './experiment';

export const DICE_IS_F1: Experiment = {
  id: 'dice-is-f1',
  title: { en: 'Is Dice F1?', zh: 'Dice 就是 F1 吗？' },
  claim: {
    en: 'The Dice coefficient is the F1 score, so Dice loss optimises F1 directly; and IoU = D/(2 − D).',
    zh: 'Dice 系数等同于 F1，因此 Dice 损失直接优化 F1；且 IoU = D/(2 − D)。',
  },
  controls: [
    whole(
      'masks',
      'N',
      1000,
      [2, 100_000],
      { en: 'pairs of random masks, hard and soft ones', zh: '随机掩码对数，硬、软各一组' },
      'log',
    ),
    whole('pixels', 'n', 64, [1, 4096], { en: 'pixels of a mask', zh: '每个掩码的像素数' }, 'log'),
    SEED,
  ],
  presets: [],
  measures: [
    {
      name: 'largestHardDifference',
      meaning: { en: 'largest |D − F1| of hard masks', zh: '硬掩码上 |D − F1| 的最大值' },
    },
    {
      name: 'largestSoftDifference',
      meaning: {
        en: 'the same of soft masks, TP, FP and FN as sums of products',
        zh: '软掩码上的同一差值，TP、FP、FN 为乘积之和',
      },
    },
    {
      name: 'identityError',
      meaning: {
        en: 'largest |IoU − D/(2 − D)| of all pairs',
        zh: '所有掩码对上 |IoU − D/(2 − D)| 的最大值',
      },
    },
    {
      name: 'meanOfIdentityError',
      meaning: { en: 'the same of the means over all pairs', zh: '对所有掩码对的均值计算的同一误差' },
    },
  ],
  verdict: (measures) => {
    const [hard, soft, identity, mean] = [
      'largestHardDifference',
      'largestSoftDifference',
      'identityError',
      'meanOfIdentityError',
    ].map((name) => measured(measures, name)) as [number, number, number, number];
    const holds = Math.max(hard, soft, identity) < 1e-12;
    return {
      en: `${holds ? 'Yes, for every pair of masks, up to rounding' : `Not quite: they differ by up to ${short(Math.max(hard, soft, identity))}`}; but mean IoU is not D/(2 − D) of the mean D (off by ${short(mean)}), so a mean of one cannot be converted into a mean of the other.`,
      zh: `${holds ? '是，对每一对掩码都成立（仅有舍入误差）' : `不完全成立：最多相差 ${short(Math.max(hard, soft, identity))}`}；但平均 IoU 不等于平均 D 的 D/(2 − D)（相差 ${short(mean)}），两种均值不能互换。`,
    };
  },
  about: ['dice', 'f1', 'soft_iou', 'jaccard', 'dice_score'],
  sources: [VAN_RIJSBERGEN_1979, MILLETARI_2016],
};
