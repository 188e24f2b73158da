// Squared earth mover's distance of ordered classes, and NIMA's form of it.
import { abs, cumulative, div, equal, pow, select, square, sub, sumColumns } from '../../math/build';
import type { Declaration } from '../declaration';
import { COLUMNS, parameter } from '../symbols';
import { DISTRIBUTIONS, NORMALIZE, rows } from './distributions';

export const EMD_SQUARED: Declaration = {
  id: 'emd_squared',
  kind: 'loss',
  name: { en: 'Squared earth mover’s distance of classes', zh: '有序类别的平方推土机距离' },
  abbreviation: 'EMD²',
  tasks: ['distributions', 'classification'],
  family: 'divergence',
  ...DISTRIBUTIONS,
  parameters: [
    {
      kind: 'choice',
      name: 'form',
      default: 'sum',
      choices: ['sum', 'nima'],
      meaning: {
        en: 'the sum of squares, or NIMA’s r-norm: (mean |ΔCDF|^r)^{1/r}',
        zh: '平方和，或 NIMA 的 r 范数：(mean |ΔCDF|^r)^{1/r}',
      },
    },
    {
      kind: 'number',
      name: 'r',
      latex: 'r',
      default: 2,
      min: 1,
      max: Infinity,
      slider: [1, 4],
      meaning: { en: 'the exponent of form nima', zh: '形式 nima 的指数' },
    },
    NORMALIZE,
  ],
  form: ({ params }) => {
    const { p, q } = rows(params);
    const between = sub(cumulative(p), cumulative(q));
    if (params['form'] !== 'nima') return { kind: 'samples', loss: sumColumns(square(between)) };
    const r = parameter('r', 'r');
    const mean = div(sumColumns(pow(abs(between), r)), COLUMNS);
    const none = equal(mean, 0);
    return { kind: 'samples', loss: select(none, 0, pow(select(none, 1, mean), div(1, r))) };
  },
  note: {
    formula:
      'L = \\sum_{k=1}^{K} \\left(\\mathrm{CDF}_p(k) - \\mathrm{CDF}_q(k)\\right)^2, \\qquad L_{\\mathrm{NIMA}} = \\left(\\frac{1}{K} \\sum_k \\left|\\mathrm{CDF}_p(k) - \\mathrm{CDF}_q(k)\\right|^r\\right)^{1/r}',
    summary: {
      en: 'Compares cumulative sums, so that a guess one class off costs less than one five classes off.',
      zh: '比较累积概率，因此偏一个等级的代价小于偏五个等级。',
    },
    gradient: {
      en: 'Smooth: each bin feels the differences of all cumulative sums from it onwards.',
      zh: '光滑：每一格都受到自身及其后所有累积差的影响。',
    },
    use: { en: 'Ratings, ages, grades, photo quality.', zh: '评分、年龄、等级、照片质量。' },
    avoid: { en: 'Classes without an order.', zh: '没有顺序的类别。' },
    neighbours: {
      en: '`wasserstein_1d` takes absolute values and positions. Cross entropy ignores the order.',
      zh: '`wasserstein_1d` 取绝对值并可指定位置。交叉熵不考虑顺序。',
    },
    pitfalls: [
      {
        en: 'The order of the classes enters: with columns sorted by name the loss is a random one.',
        zh: '类别顺序会影响结果：若列按名称排序，得到的损失毫无意义。',
      },
      {
        en: 'Form `nima` at r = 2 is the root of a mean, the other the sum: they differ by more than a factor.',
        zh: '形式 `nima` 在 r = 2 时是均值的平方根，另一形式是总和：两者不只差一个因子。',
      },
    ],
    sources: [
      {
        title: 'Hou et al. 2016, Squared Earth Mover’s Distance-based Loss',
        link: 'https://arxiv.org/abs/1611.05916',
      },
      { title: 'Talebi and Milanfar 2018, NIMA', link: 'https://arxiv.org/abs/1709.05424' },
    ],
  },
  presets: [
    {
      name: 'nima',
      params: { form: 'nima', r: 2 },
      meaning: { en: 'the root of the mean square', zh: '均方的平方根' },
    },
  ],
  aliases: [],
};
