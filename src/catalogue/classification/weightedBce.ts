// Binary cross entropy with a weight on label 1.
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { MA_2021 } from '../sources';
import { parameter } from '../symbols';
import { BINARY_PROBABILITIES, weightedCrossEntropy } from './binary';

export const WEIGHTED_BCE: Declaration = {
  id: 'weighted_bce',
  kind: 'loss',
  name: { en: 'Weighted binary cross entropy', zh: '加权二元交叉熵' },
  abbreviation: 'WBCE',
  tasks: ['classification', 'segmentation'],
  family: 'distribution',
  ...BINARY_PROBABILITIES,
  parameters: [
    inputParameter(),
    {
      kind: 'number',
      name: 'weight',
      latex: 'w',
      default: 1,
      min: 0,
      max: Infinity,
      slider: [0.1, 10],
      scale: 'log',
      meaning: {
        en: 'factor of label 1: above 1 against false negatives, below 1 against false positives',
        zh: '标签 1 的系数：大于 1 抑制假阴性，小于 1 抑制假阳性',
      },
    },
    { ...IGNORE_INDEX, default: null },
    CLASS_AXIS,
  ],
  form: (setting) => ({ kind: 'samples', loss: weightedCrossEntropy(setting, parameter('weight', 'w')) }),
  note: {
    formula: 'L = -\\frac{1}{n} \\sum_i \\left[ w\\, y_i \\ln p_i + (1 - y_i) \\ln(1 - p_i) \\right]',
    summary: {
      en: 'Binary cross entropy in which a positive counts $w$ times. Its optimum is not the true probability $\\pi$ but $w\\pi/(w\\pi + 1 - \\pi)$.',
      zh: '每个正样本计 $w$ 次的二元交叉熵。其最优解不是真实概率 $\\pi$，而是 $w\\pi/(w\\pi + 1 - \\pi)$。',
    },
    gradient: {
      en: 'Positives pull $w$ times as hard; negatives as before. In the logit: $-w(1-p)$ and $p$.',
      zh: '正样本的拉力变为 $w$ 倍，负样本不变。对 logit 分别为 $-w(1-p)$ 与 $p$。',
    },
    use: {
      en: 'Rare positives, or misses that cost more than false alarms.',
      zh: '正样本稀少，或漏报代价高于误报时。',
    },
    avoid: {
      en: 'Calibrated probabilities are wanted: the weight shifts all of them. Moving the threshold afterwards has the same effect on decisions.',
      zh: '需要校准概率时：权重会使全部概率偏移。事后移动阈值对判决有同样效果。',
    },
    neighbours: {
      en: '`balanced_bce` weighs both labels with weights that sum to 1. Focal loss weighs by difficulty instead of class.',
      zh: '`balanced_bce` 对两类同时加权且权重和为 1。Focal 按难度而非类别加权。',
    },
    pitfalls: [
      {
        en: 'Keras’s class_weight and PyTorch’s pos_weight weigh a class; `weight` of PyTorch’s BCELoss weighs elements: the same word, another thing.',
        zh: 'Keras 的 class_weight 与 PyTorch 的 pos_weight 是类别权重；PyTorch BCELoss 的 `weight` 是元素权重：同名不同义。',
      },
      {
        en: 'The mean divides by the number of elements, not by the sum of weights: a larger $w$ also raises the learning rate.',
        zh: '均值除以元素个数而非权重之和：增大 $w$ 也相当于提高学习率。',
      },
    ],
    sources: [
      MA_2021,
      {
        title: 'Elkan 2001, The Foundations of Cost-Sensitive Learning',
        link: 'https://dl.acm.org/doi/10.5555/1642194.1642224',
      },
    ],
  },
  presets: [],
  aliases: [],
};
