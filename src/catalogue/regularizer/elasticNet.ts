// Elastic net: a mixture of the L1 and L2 penalties.
import { abs, add, mul, square, sub, sumSamples } from '../../math/build';
import type { Declaration } from '../declaration';
import { parameter } from '../symbols';
import { LAMBDA, NO_REDUCTION_PITFALL, WEIGHT, WEIGHTS_ONLY } from './weights';

export const ELASTIC_NET: Declaration = {
  id: 'elastic_net',
  kind: 'loss',
  name: { en: 'Elastic net penalty', zh: '弹性网络正则项' },
  ...WEIGHTS_ONLY,
  parameters: [
    LAMBDA,
    {
      kind: 'number',
      name: 'ratio',
      latex: '\\rho',
      default: 0.5,
      min: 0,
      max: 1,
      meaning: { en: 'share of L1; the rest is half of L2', zh: 'L1 的占比；其余为 L2 的一半' },
    },
  ],
  form: () => {
    const ratio = parameter('ratio', '\\rho');
    const lasso = mul(ratio, sumSamples(abs(WEIGHT)));
    const ridge = mul(0.5, sub(1, ratio), sumSamples(square(WEIGHT)));
    return { kind: 'groups', groups: 'all', value: mul(parameter('lambda', '\\lambda'), add(lasso, ridge)) };
  },
  note: {
    formula: 'R = \\lambda \\left( \\rho \\sum_j |w_j| + \\frac{1 - \\rho}{2} \\sum_j w_j^2 \\right)',
    summary: {
      en: 'L1 for selection and L2 for stability: groups of correlated features enter or leave together.',
      zh: '用 L1 选择特征，用 L2 保持稳定：相关特征会成组进入或退出。',
    },
    gradient: {
      en: '$\\lambda(\\rho\\,\\mathrm{sgn}(w) + (1 - \\rho) w)$: a constant pull plus a proportional one.',
      zh: '为 $\\lambda(\\rho\\,\\mathrm{sgn}(w) + (1 - \\rho) w)$：恒定拉力加比例拉力。',
    },
    use: {
      en: 'More features than samples, features that are correlated.',
      zh: '特征多于样本，且特征相关。',
    },
    avoid: {
      en: 'A second strength is not worth tuning: use L1 or L2.',
      zh: '不值得再调一个强度时：用 L1 或 L2 即可。',
    },
    neighbours: {
      en: 'At ratio 1 it is `l1`; at ratio 0 it is `l2` with the factor ½.',
      zh: 'ratio 为 1 时即 `l1`；为 0 时即带因子 ½ 的 `l2`。',
    },
    pitfalls: [
      NO_REDUCTION_PITFALL,
      {
        en: 'The L2 part carries a ½ here as in scikit-learn; glmnet has it too, others do not.',
        zh: '此处 L2 部分带 ½，与 scikit-learn、glmnet 相同；有的实现不带。',
      },
    ],
    sources: [
      {
        title: 'Zou and Hastie 2005, Regularization and variable selection via the elastic net',
        link: 'https://doi.org/10.1111/j.1467-9868.2005.00503.x',
      },
    ],
  },
  presets: [],
  aliases: [],
};
