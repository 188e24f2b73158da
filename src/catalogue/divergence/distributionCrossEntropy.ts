// Cross entropy of two distributions.
import { neg, sumColumns, xlogy } from '../../math/build';
import type { Declaration } from '../declaration';
import { DISTRIBUTIONS, NORMALIZE, rows } from './distributions';

export const DISTRIBUTION_CROSS_ENTROPY: Declaration = {
  id: 'distribution_cross_entropy',
  kind: 'loss',
  name: { en: 'Cross entropy of distributions', zh: '分布的交叉熵' },
  abbreviation: 'H(p, q)',
  tasks: ['distributions', 'classification'],
  family: 'divergence',
  ...DISTRIBUTIONS,
  parameters: [NORMALIZE],
  form: ({ params }) => {
    const { p, q } = rows(params);
    return { kind: 'samples', loss: neg(sumColumns(xlogy(p, q))) };
  },
  note: {
    formula: 'H(p, q) = -\\sum_k p_k \\ln q_k',
    summary: {
      en: 'The nats needed on average to code samples of $p$ with a code made for $q$. Its least value is the entropy of $p$, reached at $q = p$.',
      zh: '用为 $q$ 设计的编码去编码 $p$ 的样本平均所需的 nat 数。最小值为 $p$ 的熵，在 $q = p$ 处取得。',
    },
    gradient: { en: '$-p_k/q_k$ in each bin, the same as for KL.', zh: '每一格为 $-p_k/q_k$，与 KL 相同。' },
    use: { en: 'Soft labels, distillation.', zh: '软标签、知识蒸馏。' },
    avoid: {
      en: 'As a distance: it is not 0 for equal distributions.',
      zh: '当作距离使用：两分布相同时它不为 0。',
    },
    neighbours: {
      en: 'KL is this minus the entropy of $p$. With a one-hot $p$ it is `cross_entropy` of classes.',
      zh: 'KL 等于它减去 $p$ 的熵。$p$ 为 one-hot 时即分类的 `cross_entropy`。',
    },
    pitfalls: [
      {
        en: '0 · ln 0 is 0; where $p$ has mass and $q$ has none it is infinite, and is not clamped here as `cross_entropy` is.',
        zh: '0 · ln 0 取 0；若 $p$ 有质量而 $q$ 没有则为无穷，且不像 `cross_entropy` 那样截断。',
      },
    ],
    sources: [
      {
        title: 'Shannon 1948, A Mathematical Theory of Communication',
        link: 'https://doi.org/10.1002/j.1538-7305.1948.tb01338.x',
      },
    ],
  },
  presets: [],
  aliases: [],
};
