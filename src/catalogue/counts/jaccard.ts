// Jaccard index of masks cut at a threshold.
import { kerasMetrics, torchmetricsNames } from '../aliases';
import { add, div, equal, select } from '../../math/build';
import type { Declaration } from '../declaration';
import { MAIER_HEIN_2024 } from '../sources';
import { parameter } from '../symbols';
import { NOT_DIFFERENTIABLE } from './decisions';
import { hardCounts, MASK_INPUTS, MASK_PARAMETERS } from './masks';

export const JACCARD: Declaration = {
  id: 'jaccard',
  kind: 'metric',
  name: { en: 'Jaccard index (hard IoU)', zh: 'Jaccard 指数（硬 IoU）' },
  abbreviation: 'IoU',
  tasks: ['segmentation', 'classification'],
  family: 'counts',
  ...MASK_INPUTS,
  parameters: MASK_PARAMETERS,
  noGradient: NOT_DIFFERENTIABLE,
  form: (setting) => {
    const { tp, fp, fn } = hardCounts(setting);
    const union = add(tp, fp, fn);
    const smooth = parameter('smooth', 's');
    const smoothed = add(union, smooth);
    const none = equal(smoothed, 0);
    const score = div(add(tp, smooth), select(none, 1, smoothed));
    return { kind: 'groups', value: select(none, parameter('emptyValue', 'e_0'), score) };
  },
  note: {
    formula:
      '\\mathrm{IoU} = \\frac{|X \\cap Y|}{|X \\cup Y|} = \\frac{\\mathrm{TP}}{\\mathrm{TP} + \\mathrm{FP} + \\mathrm{FN}}',
    summary: { en: 'Intersection over union of two masks.', zh: '两个掩码的交并比。' },
    gradient: NOT_DIFFERENTIABLE,
    use: {
      en: 'The usual score of natural-image segmentation, averaged over classes as mIoU.',
      zh: '自然图像分割最常用的指标，对类别取平均即 mIoU。',
    },
    avoid: { en: 'Tiny structures and borders, as for Dice.', zh: '极小结构与边界，理由同 Dice。' },
    neighbours: {
      en: 'For one mask it orders like Dice, IoU = D/(2 − D); it punishes single bad masks more in a mean. `soft_iou` is the soft loss.',
      zh: '对单个掩码与 Dice 排序相同，IoU = D/(2 − D)；取均值时更重罚个别差掩码。`soft_iou` 是软损失。',
    },
    pitfalls: [
      {
        en: 'Both masks empty: 1 by default (emptyValue); scikit-learn gives 0 with a warning.',
        zh: '两个掩码都为空：默认取 1（emptyValue）；scikit-learn 给 0 并警告。',
      },
      {
        en: 'mIoU over the classes of each image differs from mIoU of the pooled confusion matrix.',
        zh: '逐图各类的 mIoU 与合并混淆矩阵的 mIoU 不同。',
      },
    ],
    sources: [
      {
        title: 'Jaccard 1912, The Distribution of the Flora in the Alpine Zone',
        link: 'https://doi.org/10.1111/j.1469-8137.1912.tb05611.x',
      },
      MAIER_HEIN_2024,
    ],
  },
  presets: [
    {
      name: 'iou_coe',
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
    {
      name: 'scikit-learn',
      params: { emptyValue: 0 },
      meaning: { en: 'both empty is 0', zh: '两者皆空时取 0' },
    },
  ],
  aliases: [
    { path: 'sklearn.metrics.jaccard_score', preset: 'scikit-learn' },
    { path: 'monai.metrics.MeanIoU', preset: 'MONAI' },
    ...torchmetricsNames('JaccardIndex', 'jaccard_index', undefined, {
      arguments: { threshold: 'threshold' },
    }),
    ...kerasMetrics(['MeanIoU'], [], {
      params: { per: 'class' },
      takes: { prediction: 'decision', shapes: ['equal'] },
    }),
    ...kerasMetrics(['OneHotMeanIoU'], [], {
      params: { per: 'class' },
      takes: { shapes: ['oneHotLast'] },
    }),
    { path: 'torchmetrics.segmentation.MeanIoU' },
    { path: 'torchmetrics.functional.segmentation.mean_iou' },
    { path: 'tl.cost.iou_coe', preset: 'iou_coe', arguments: { threshold: 'threshold', smooth: 'smooth' } },
    {
      path: 'tensorlayer.cost.iou_coe',
      preset: 'iou_coe',
      arguments: { threshold: 'threshold', smooth: 'smooth' },
    },
  ],
};
