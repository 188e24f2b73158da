// Jensen-Shannon divergence.
import { add, div, equal, mul, select, sqrt, sumColumns, xlogy } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration } from '../declaration';
import { DISTRIBUTIONS, NORMALIZE, rows } from './distributions';

/** x ln(x/m) with m the mean of x and y; where both are 0 the ratio is 2, which it tends to as x grows alone. */
function half(x: Expr, mean: Expr): Expr {
  const empty = equal(mean, 0);
  return xlogy(x, select(empty, 2, div(x, select(empty, 1, mean))));
}

export const JS: Declaration = {
  id: 'js',
  kind: 'loss',
  name: { en: 'Jensen-Shannon divergence', zh: 'JS 散度' },
  abbreviation: 'JS',
  tasks: ['distributions'],
  family: 'divergence',
  ...DISTRIBUTIONS,
  parameters: [
    NORMALIZE,
    {
      kind: 'switch',
      name: 'root',
      default: false,
      meaning: { en: 'takes the square root, which is a metric', zh: '取平方根，此时为度量' },
    },
  ],
  form: ({ params }) => {
    const { p, q } = rows(params);
    const mean = mul(0.5, add(p, q));
    const divergence = mul(0.5, sumColumns(add(half(p, mean), half(q, mean))));
    return { kind: 'samples', loss: params['root'] === true ? sqrt(divergence) : divergence };
  },
  note: {
    formula:
      '\\mathrm{JS}(p, q) = \\tfrac{1}{2} D_{\\mathrm{KL}}(p \\,\\|\\, m) + \\tfrac{1}{2} D_{\\mathrm{KL}}(q \\,\\|\\, m), \\qquad m = \\tfrac{1}{2}(p + q)',
    summary: {
      en: 'How far each distribution is from the mean of both: symmetric, always finite, between 0 and $\\ln 2$.',
      zh: '两个分布各自到二者平均的 KL 的均值：对称、恒有限，取值在 0 与 $\\ln 2$ 之间。',
    },
    gradient: {
      en: '$\\frac{1}{2} \\ln(q_k/m_k)$ in each bin. Where the supports are disjoint the value stands at $\\ln 2$ and shifting either changes nothing.',
      zh: '每一格为 $\\frac{1}{2} \\ln(q_k/m_k)$。支撑集不相交时值停在 $\\ln 2$，平移任何一方都不变。',
    },
    use: {
      en: 'Comparing histograms or topic mixtures; the loss behind the original GAN.',
      zh: '比较直方图或主题分布；原始 GAN 所对应的损失。',
    },
    avoid: {
      en: 'Pulling together distributions that do not overlap: use a Wasserstein distance.',
      zh: '拉近互不重叠的分布时：应使用 Wasserstein 距离。',
    },
    neighbours: {
      en: 'A bounded, symmetric form of KL. Hellinger is close to it in shape, total variation linear.',
      zh: 'KL 的有界对称形式。Hellinger 与之形状接近，全变差则为线性。',
    },
    pitfalls: [
      {
        en: 'SciPy’s jensenshannon is the distance, the square root of this divergence.',
        zh: 'SciPy 的 jensenshannon 是距离，即此散度的平方根。',
      },
      {
        en: 'With logarithms of base 2 the bound is 1; here they are natural and it is 0.693.',
        zh: '以 2 为底时上界为 1；这里用自然对数，上界为 0.693。',
      },
    ],
    sources: [
      {
        title: 'Lin 1991, Divergence measures based on the Shannon entropy',
        link: 'https://doi.org/10.1109/18.61115',
      },
    ],
  },
  presets: [
    {
      name: 'scipy',
      params: { root: true },
      meaning: { en: 'jensenshannon is the square root', zh: 'jensenshannon 取平方根' },
    },
  ],
  aliases: [{ path: 'scipy.spatial.distance.jensenshannon', preset: 'scipy', reduction: 'none' }],
};
