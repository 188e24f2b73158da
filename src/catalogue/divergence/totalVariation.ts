// Total variation distance.
import { abs, mul, sub, sumColumns } from '../../math/build';
import type { Declaration } from '../declaration';
import { DISTRIBUTIONS, NORMALIZE, rows } from './distributions';

export const TOTAL_VARIATION: Declaration = {
  id: 'total_variation',
  kind: 'loss',
  name: { en: 'Total variation distance', zh: '全变差距离' },
  abbreviation: 'TV',
  tasks: ['distributions'],
  family: 'divergence',
  ...DISTRIBUTIONS,
  parameters: [NORMALIZE],
  form: ({ params }) => {
    const { p, q } = rows(params);
    return { kind: 'samples', loss: mul(0.5, sumColumns(abs(sub(p, q)))) };
  },
  note: {
    formula: '\\mathrm{TV}(p, q) = \\frac{1}{2} \\sum_k \\left|p_k - q_k\\right|',
    summary: {
      en: 'The share of the mass that lies in the wrong bin: the largest difference of probability that any event can have.',
      zh: '放错位置的质量比例：任意事件在两分布下概率之差的最大值。',
    },
    gradient: {
      en: '$\\pm ½$ in each bin by the sign of $q - p$, 0 where they agree.',
      zh: '每一格按 $q - p$ 的符号为 $\\pm ½$，相等处为 0。',
    },
    use: {
      en: 'Reporting how much two distributions differ, in plain terms.',
      zh: '以直观方式报告两分布的差异。',
    },
    avoid: {
      en: 'Descent: the slope does not fade at the target and is blind to distance.',
      zh: '梯度下降：靠近目标时斜率不减，且不考虑距离。',
    },
    neighbours: {
      en: 'It is the Wasserstein distance when all moves cost 1. Pinsker: $\\mathrm{TV} \\le \\sqrt{\\mathrm{KL}/2}$.',
      zh: '当所有搬运代价都为 1 时即 Wasserstein 距离。Pinsker 不等式：$\\mathrm{TV} \\le \\sqrt{\\mathrm{KL}/2}$。',
    },
    pitfalls: [
      {
        en: 'Without the factor ½ it is the L1 distance, up to 2. Image processing calls something else total variation: the sum of differences of neighbours.',
        zh: '不带因子 ½ 时为 L1 距离，最大为 2。图像处理中的“全变差”是另一概念：相邻像素差之和。',
      },
    ],
    sources: [
      {
        title: 'Levin, Peres and Wilmer 2009, Markov Chains and Mixing Times',
        link: 'https://doi.org/10.1090/mbk/058',
      },
    ],
  },
  presets: [],
  aliases: [],
};
