// Top-k accuracy: the label is among the k highest scores.
import { kerasMetrics } from '../aliases';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX } from '../parameters';
import { MAIER_HEIN_2024 } from '../sources';

export const TOP_K_ACCURACY: Declaration = {
  id: 'top_k_accuracy',
  kind: 'metric',
  name: { en: 'Top-k accuracy', zh: 'Top-k 准确率' },
  tasks: ['classification'],
  family: 'counts',
  layouts: ['classes'],
  prediction: () => 'score',
  label: () => 'class',
  parameters: [
    {
      kind: 'number',
      name: 'k',
      latex: 'k',
      default: 5,
      min: 1,
      max: Infinity,
      slider: [1, 10],
      integer: true,
      meaning: { en: 'how many of the highest scores count as a hit', zh: '得分最高的多少个算作命中' },
    },
    { ...IGNORE_INDEX, default: null },
    CLASS_AXIS,
  ],
  noGradient: {
    en: 'It changes only where two scores swap ranks: the gradient is 0 wherever it exists.',
    zh: '只有当两个得分交换名次时才改变：梯度在存在之处处处为 0。',
  },
  form: () => ({ kind: 'algorithm', algorithm: 'top_k_accuracy' }),
  note: {
    formula:
      '\\mathrm{top}_k = \\frac{1}{N} \\sum_i \\left[y_i \\in \\text{the } k \\text{ highest scores}\\right]',
    summary: {
      en: 'The share of samples whose label is among the $k$ highest scores.',
      zh: '标签位于得分最高的 $k$ 个之中的样本比例。',
    },
    gradient: {
      en: 'It changes only where two scores swap ranks: the gradient is 0 wherever it exists.',
      zh: '只有当两个得分交换名次时才改变：梯度在存在之处处处为 0。',
    },
    use: {
      en: 'Many classes of which several may be right: ImageNet, recommendation.',
      zh: '类别众多且可能多个都合理：ImageNet、推荐。',
    },
    avoid: {
      en: 'Few classes: with k = 5 of 6 nearly everything is a hit.',
      zh: '类别很少时：6 类取 k = 5，几乎全部命中。',
    },
    neighbours: { en: 'At k = 1 it is accuracy, up to ties.', zh: 'k = 1 时即准确率（并列除外）。' },
    pitfalls: [
      {
        en: 'Among equal scores the lower class ranks higher here, as with the first largest; scikit-learn ranks the higher class first.',
        zh: '得分相同时，这里编号小的类别名次靠前（与取首个最大值一致）；scikit-learn 则相反。',
      },
      {
        en: 'With $k$ not below the number of classes every sample is a hit.',
        zh: '$k$ 不小于类别数时，每个样本都算命中。',
      },
    ],
    sources: [MAIER_HEIN_2024],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.top_k_accuracy_score', arguments: { k: 'k' } },
    ...kerasMetrics(
      ['TopKCategoricalAccuracy', 'top_k_categorical_accuracy'],
      ['top_k_categorical_accuracy'],
      { arguments: { k: 'k' } },
    ),
    ...kerasMetrics(
      ['SparseTopKCategoricalAccuracy', 'sparse_top_k_categorical_accuracy'],
      ['sparse_top_k_categorical_accuracy'],
      { arguments: { k: 'k' }, takes: { shapes: ['indexLast'] } },
    ),
  ],
};
