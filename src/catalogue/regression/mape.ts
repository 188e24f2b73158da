// Mean absolute percentage error.
import { abs, div, max, mul } from '../../math/build';
import { kerasNames } from '../aliases';
import type { Declaration } from '../declaration';
import { FACTOR } from '../parameters';
import { LABEL, parameter } from '../symbols';
import { ERROR, REAL_PAIRS } from './pairs';

export const MAPE: Declaration = {
  id: 'mape',
  kind: 'loss',
  name: { en: 'Mean absolute percentage error', zh: '平均绝对百分比误差' },
  abbreviation: 'MAPE',
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [
    {
      ...FACTOR,
      slider: [1, 100],
      meaning: { en: '1 gives a fraction, 100 a percentage', zh: '取 1 得小数，取 100 得百分数' },
    },
    {
      kind: 'number',
      name: 'floor',
      latex: '\\epsilon',
      default: 2.220446049250313e-16,
      min: 0,
      max: Infinity,
      slider: [1e-16, 1],
      scale: 'log',
      meaning: { en: 'the least size of a target to divide by', zh: '作除数的目标的最小绝对值' },
    },
  ],
  form: () => ({
    kind: 'samples',
    loss: mul(parameter('factor', 'c'), div(abs(ERROR), max(abs(LABEL), parameter('floor', '\\epsilon')))),
  }),
  note: {
    formula:
      '\\mathrm{MAPE} = \\frac{1}{n} \\sum_i \\frac{\\left|\\hat y_i - y_i\\right|}{\\max(|y_i|, \\epsilon)}',
    summary: {
      en: 'The mean error relative to the target: free of units, and given as a fraction.',
      zh: '相对于目标的平均误差：无量纲，以小数表示。',
    },
    gradient: {
      en: '$\\pm 1/|y|$: small targets pull hardest, so a model is drawn towards underestimating.',
      zh: '$\\pm 1/|y|$：小目标拉力最大，模型因此倾向于低估。',
    },
    use: {
      en: 'Reports on positive quantities well away from zero.',
      zh: '远离零的正量的误差报告。',
    },
    avoid: {
      en: 'Targets at or near zero, and counts that are often zero.',
      zh: '目标为零或接近零，以及常为零的计数。',
    },
    neighbours: {
      en: 'SMAPE divides by both sizes and stays below 2. MSLE compares logarithms and treats ratios evenly.',
      zh: 'SMAPE 以两者之和为分母，不超过 2。MSLE 比较对数，对比值更公平。',
    },
    pitfalls: [
      {
        en: 'A target of 0 is divided by 2.2e-16 (scikit-learn): one such element makes the mean about 1e15. Keras uses 1e-7.',
        zh: '目标为 0 时除以 2.2e-16（scikit-learn）：一个这样的元素就使均值达到约 1e15。Keras 用 1e-7。',
      },
      {
        en: 'Underestimates cost at most 1, overestimates have no limit: the measure is not symmetric.',
        zh: '低估的代价不超过 1，高估没有上限：该度量不对称。',
      },
    ],
    sources: [
      {
        title: 'Hyndman and Koehler 2006, Another look at measures of forecast accuracy',
        link: 'https://doi.org/10.1016/j.ijforecast.2006.03.001',
      },
    ],
  },
  presets: [
    {
      name: 'keras',
      params: { factor: 100, floor: 1e-7 },
      meaning: { en: 'in percent, targets floored at 1e-7', zh: '以百分数表示，目标下限 1e-7' },
    },
  ],
  aliases: [
    { path: 'sklearn.metrics.mean_absolute_percentage_error' },
    ...kerasNames('MeanAbsolutePercentageError', 'mean_absolute_percentage_error', ['mape'], {
      preset: 'keras',
    }),
  ],
};
