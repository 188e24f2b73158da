// Dice score of masks cut at a threshold.
import { add, div, equal, mul, select } from '../../math/build';
import type { Declaration } from '../declaration';
import { MAIER_HEIN_2024 } from '../sources';
import { parameter } from '../symbols';
import { NOT_DIFFERENTIABLE } from './decisions';
import { hardCounts, MASK_INPUTS, MASK_PARAMETERS } from './masks';

export const DICE_SCORE: Declaration = {
  id: 'dice_score',
  kind: 'metric',
  name: { en: 'Dice score (hard)', zh: 'Dice 分数（硬）' },
  abbreviation: 'DSC',
  tasks: ['segmentation'],
  family: 'counts',
  ...MASK_INPUTS,
  parameters: MASK_PARAMETERS,
  noGradient: NOT_DIFFERENTIABLE,
  form: (setting) => {
    const { tp, fp, fn } = hardCounts(setting);
    const sizes = add(mul(2, tp), fp, fn);
    const smooth = parameter('smooth', 's');
    const smoothed = add(sizes, smooth);
    const none = equal(smoothed, 0);
    const score = div(add(mul(2, tp), smooth), select(none, 1, smoothed));
    return { kind: 'groups', value: select(none, parameter('emptyValue', 'e_0'), score) };
  },
  note: {
    formula:
      '\\mathrm{DSC} = \\frac{2\\, |X \\cap Y|}{|X| + |Y|} = \\frac{2\\,\\mathrm{TP}}{2\\,\\mathrm{TP} + \\mathrm{FP} + \\mathrm{FN}}',
    summary: {
      en: 'The overlap of two masks, twice their intersection over the sum of their sizes: the F1 score of pixels.',
      zh: '两个掩码的重叠：交集的两倍除以大小之和，即像素的 F1 分数。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: { en: 'The usual score of medical segmentation.', zh: '医学分割最常用的指标。' },
    avoid: {
      en: 'Tiny structures, where one pixel moves it by tenths; contours, where distance counts.',
      zh: '极小结构：一个像素就能使其变化零点几；以及按距离评价的轮廓。',
    },
    neighbours: {
      en: 'IoU is D/(2 − D) and stricter. Surface distances see how far off a border is. `dice` is the soft loss.',
      zh: 'IoU 等于 D/(2 − D)，更严格。表面距离能看出边界偏了多远。`dice` 是软损失。',
    },
    pitfalls: [
      {
        en: 'Both masks empty: 1 by default (emptyValue); libraries give 0, 1 or NaN, and averages then hide missed objects (MONAI#7504, #4052, #9095).',
        zh: '两个掩码都为空：默认取 1（emptyValue）；各库给 0、1 或 NaN，取均值会掩盖漏检（MONAI#7504、#4052、#9095）。',
      },
      {
        en: 'The mean over images differs from the Dice of all pixels pooled: say which (`per`).',
        zh: '对图像取均值与合并全部像素的 Dice 不同：请说明是哪一种（`per`）。',
      },
    ],
    sources: [
      {
        title: 'Dice 1945, Measures of the Amount of Ecologic Association Between Species',
        link: 'https://doi.org/10.2307/1932409',
      },
      MAIER_HEIN_2024,
    ],
  },
  presets: [
    {
      name: 'dice_hard_coe',
      params: { threshold: 0.5, smooth: 1e-5, per: 'sample' },
      meaning: {
        en: 'tensorlayer: strictly above the threshold, smoothed by 1e-5, a value each sample',
        zh: 'tensorlayer：严格大于阈值，平滑系数 1e-5，每个样本一个值',
      },
    },
    {
      name: 'MONAI',
      params: { per: 'sample-class', threshold: 0.5, inclusive: true },
      meaning: {
        en: 'a value each sample and class; discretised at ≥ ½',
        zh: '每个样本与类别一个值；以 ≥ ½ 离散化',
      },
    },
  ],
  aliases: [
    { path: 'monai.metrics.DiceMetric', preset: 'MONAI' },
    { path: 'torchmetrics.segmentation.DiceScore' },
    { path: 'torchmetrics.segmentation.GeneralizedDiceScore' },
    { path: 'torchmetrics.functional.segmentation.dice_score' },
    { path: 'torchmetrics.functional.segmentation.generalized_dice_score' },
    {
      path: 'tl.cost.dice_hard_coe',
      preset: 'dice_hard_coe',
      arguments: { threshold: 'threshold', smooth: 'smooth' },
    },
    {
      path: 'tensorlayer.cost.dice_hard_coe',
      preset: 'dice_hard_coe',
      arguments: { threshold: 'threshold', smooth: 'smooth' },
    },
  ],
};
