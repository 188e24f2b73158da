// Cross entropy with a weight for each class, which must be given.
import type { Declaration } from '../declaration';
import { CLASS_AXIS, CLASS_WEIGHT, IGNORE_INDEX, inputParameter, LABEL_SMOOTHING } from '../parameters';
import { MA_2021 } from '../sources';
import { classParameter } from '../symbols';
import { CLASS_SAMPLES, crossEntropyForm, DIVIDE_BY } from './classes';
import { logProbability } from './logProbability';

export const WEIGHTED_CROSS_ENTROPY: Declaration = {
  id: 'weighted_cross_entropy',
  kind: 'loss',
  name: { en: 'Weighted cross entropy', zh: '加权交叉熵' },
  abbreviation: 'WCE',
  tasks: ['classification', 'segmentation'],
  family: 'distribution',
  ...CLASS_SAMPLES,
  parameters: [
    inputParameter(),
    { ...CLASS_WEIGHT, required: true },
    IGNORE_INDEX,
    LABEL_SMOOTHING,
    DIVIDE_BY,
    CLASS_AXIS,
  ],
  form: (setting) => crossEntropyForm(setting, logProbability(setting.params), classParameter('weight', 'w')),
  note: {
    formula: 'L = -\\frac{\\sum_i w_{y_i} \\ln p_{i, y_i}}{\\sum_i w_{y_i}}',
    summary: {
      en: 'Cross entropy in which each sample counts by the weight of its class, so that rare classes are not drowned.',
      zh: '每个样本按其类别权重计入的交叉熵，使稀有类别不被淹没。',
    },
    gradient: {
      en: 'That of cross entropy, times the weight of the label’s class, over the sum of weights.',
      zh: '等于交叉熵的梯度乘以标签类别的权重，再除以权重之和。',
    },
    use: {
      en: 'Known imbalance: weights near the inverse of class frequency, or its root where that is too rough.',
      zh: '已知的类别失衡：权重取类别频率的倒数，过猛时取其平方根。',
    },
    avoid: {
      en: 'Extremely rare classes: single samples with huge weights make the gradient noisy.',
      zh: '极稀有类别：个别样本权重过大会使梯度噪声很强。',
    },
    neighbours: {
      en: '`class_balanced_ce` derives the weights from the counts. `logit_adjusted_ce` shifts logits instead and keeps its optimum consistent. `cross_entropy` takes the same weights optionally.',
      zh: '`class_balanced_ce` 由样本数推出权重。`logit_adjusted_ce` 改为平移 logits，最优解保持一致。`cross_entropy` 可选用相同的权重。',
    },
    pitfalls: [
      {
        en: '`mean` is Σw·l/Σw and not the mean of `none` (pytorch#40560); the last, small batch of an epoch then weighs differently.',
        zh: '`mean` 为 Σw·l/Σw，而不是 `none` 结果的平均（pytorch#40560）；一轮中最后的小批次因此权重不同。',
      },
      {
        en: 'Soft labels weigh each class inside the row, and the mean divides by N.',
        zh: '软标签在行内按类别加权，均值则除以 N。',
      },
    ],
    sources: [
      MA_2021,
      {
        title: 'King and Zeng 2001, Logistic Regression in Rare Events Data',
        link: 'https://doi.org/10.1093/oxfordjournals.pan.a004868',
      },
    ],
  },
  presets: [
    {
      name: 'torch',
      params: { divideBy: 'weights' },
      meaning: { en: 'divides by the summed weights', zh: '除以权重之和' },
    },
    {
      name: 'keras',
      params: { divideBy: 'samples' },
      meaning: { en: 'divides by the number of samples', zh: '除以样本数' },
    },
  ],
  aliases: [{ path: 'losses_pytorch.ND_Crossentropy.WeightedCrossEntropyLoss', params: { input: 'logits' } }],
};
