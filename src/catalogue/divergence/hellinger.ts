// Hellinger distance.
import { equal, mul, select, sqrt, square, sub, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration } from '../declaration';
import { DISTRIBUTIONS, NORMALIZE, rows } from './distributions';

/** √x, with a slope of 0 at 0 where the true one is infinite. */
function root(x: Expr): Expr {
  const none = equal(x, 0);
  return select(none, 0, sqrt(select(none, 1, x)));
}

export const HELLINGER: Declaration = {
  id: 'hellinger',
  kind: 'loss',
  name: { en: 'Hellinger distance', zh: 'Hellinger 距离' },
  tasks: ['distributions'],
  family: 'divergence',
  ...DISTRIBUTIONS,
  parameters: [NORMALIZE],
  form: ({ params }) => {
    const { p, q } = rows(params);
    const squares = sumColumns(square(sub(root(p), root(q))));
    return { kind: 'samples', loss: root(mul(0.5, squares)) };
  },
  note: {
    formula: 'H(p, q) = \\frac{1}{\\sqrt 2} \\left\\lVert \\sqrt p - \\sqrt q \\right\\rVert_2',
    summary: {
      en: 'The Euclidean distance of the square roots of two distributions, scaled to lie between 0 and 1. It is a metric.',
      zh: '两分布平方根之间的欧氏距离，缩放到 0 与 1 之间。它是度量。',
    },
    gradient: {
      en: 'Infinite as a bin of $q$ empties while $p$ has mass there; at an empty bin and at $p = q$ it is taken as 0.',
      zh: '当 $q$ 的某格趋于空而 $p$ 有质量时梯度趋于无穷；空格处以及 $p = q$ 处取 0。',
    },
    use: {
      en: 'Comparing distributions with a bounded metric; drift detection.',
      zh: '以有界度量比较分布；漂移检测。',
    },
    avoid: {
      en: 'Descent from empty bins: nothing pulls there.',
      zh: '从空格出发做梯度下降：那里没有拉力。',
    },
    neighbours: {
      en: '$H^2 \\le \\mathrm{TV} \\le \\sqrt 2 H$. Its square is one minus the Bhattacharyya coefficient $\\sum \\sqrt{pq}$.',
      zh: '$H^2 \\le \\mathrm{TV} \\le \\sqrt 2 H$。其平方等于 1 减 Bhattacharyya 系数 $\\sum \\sqrt{pq}$。',
    },
    pitfalls: [
      {
        en: 'Some texts leave out the factor $1/\\sqrt 2$: the largest value is then $\\sqrt 2$.',
        zh: '有些文献省略因子 $1/\\sqrt 2$：最大值就变为 $\\sqrt 2$。',
      },
    ],
    sources: [
      {
        title: 'Hellinger 1909, Neue Begründung der Theorie quadratischer Formen',
        link: 'https://doi.org/10.1515/crll.1909.136.210',
      },
    ],
  },
  presets: [],
  aliases: [],
};
