// Mean squared logarithmic error.
import { log1p, square, sub } from '../../math/build';
import { kerasNames } from '../aliases';
import type { Declaration, Limit } from '../declaration';
import { LABEL } from '../symbols';
import { PREDICTED, REAL_PAIRS } from './pairs';

const ABOVE_MINUS_ONE: Limit = {
  above: -1,
  why: { en: 'ln(1 + x) needs numbers greater than −1', zh: 'ln(1 + x) 要求数值大于 −1' },
};

export const MSLE: Declaration = {
  id: 'msle',
  kind: 'loss',
  name: { en: 'Mean squared logarithmic error', zh: '均方对数误差' },
  abbreviation: 'MSLE',
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [],
  limits: () => ({ prediction: ABOVE_MINUS_ONE, label: ABOVE_MINUS_ONE }),
  form: () => ({ kind: 'samples', loss: square(sub(log1p(PREDICTED), log1p(LABEL))) }),
  note: {
    formula: '\\mathrm{MSLE} = \\frac{1}{n} \\sum_i \\left(\\ln(1 + \\hat y_i) - \\ln(1 + y_i)\\right)^2',
    summary: {
      en: 'The squared error of the logarithms: it measures ratios, so 10 for 20 costs about as much as 1000 for 2000.',
      zh: '对数的平方误差：衡量的是比值，把 20 预测成 10 与把 2000 预测成 1000 代价相近。',
    },
    gradient: {
      en: '$2(\\ln(1+\\hat y) - \\ln(1+y))/(1+\\hat y)$: weak for large predictions, steep near −1.',
      zh: '$2(\\ln(1+\\hat y) - \\ln(1+y))/(1+\\hat y)$：预测很大时很弱，接近 −1 时很陡。',
    },
    use: {
      en: 'Positive targets over several orders of magnitude: prices, populations, counts.',
      zh: '跨越多个数量级的正目标：价格、人口、计数。',
    },
    avoid: {
      en: 'Targets that may be negative, and costs that grow with the absolute error.',
      zh: '目标可能为负，或代价随绝对误差增长时。',
    },
    neighbours: {
      en: 'It is MSE on log1p of both sides. Poisson NLL also suits counts and keeps the mean right.',
      zh: '等于对两侧取 log1p 后的 MSE。Poisson NLL 同样适合计数，且不偏离均值。',
    },
    pitfalls: [
      {
        en: 'Overestimates cost less than underestimates of the same absolute size.',
        zh: '绝对误差相同时，高估的代价小于低估。',
      },
      {
        en: 'A prediction of −1 or less has no logarithm: it is refused here; Keras clips it without a word.',
        zh: '预测小于等于 −1 时对数无定义：这里会拒绝；Keras 则不作声地截断。',
      },
    ],
    sources: [
      {
        title: 'Tofallis 2015, A better measure of relative prediction accuracy',
        link: 'https://doi.org/10.1057/jors.2014.103',
      },
    ],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.mean_squared_log_error' },
    ...kerasNames('MeanSquaredLogarithmicError', 'mean_squared_logarithmic_error', ['msle']),
  ],
};
