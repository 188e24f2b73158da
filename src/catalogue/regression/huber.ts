// Huber loss: squared error near the target, absolute error far from it.
import { abs, lessEqual, mul, select, square, sub } from '../../math/build';
import { kerasNames, torchNames } from '../aliases';
import type { Declaration } from '../declaration';
import { HUBER_1964 } from '../sources';
import { parameter } from '../symbols';
import { ERROR, REAL_PAIRS } from './pairs';

export const HUBER: Declaration = {
  id: 'huber',
  kind: 'loss',
  name: { en: 'Huber loss', zh: 'Huber 损失' },
  abbreviation: 'Huber',
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [
    {
      kind: 'number',
      name: 'delta',
      latex: '\\delta',
      default: 1,
      min: 0,
      max: Infinity,
      slider: [0.05, 5],
      meaning: {
        en: 'the error from which the loss grows in a straight line, and the largest pull of one element',
        zh: '损失转为直线增长的误差，也是单个元素的最大拉力',
      },
    },
  ],
  form: () => {
    const delta = parameter('delta', '\\delta');
    const far = mul(delta, sub(abs(ERROR), mul(0.5, delta)));
    return { kind: 'samples', loss: select(lessEqual(abs(ERROR), delta), mul(0.5, square(ERROR)), far) };
  },
  note: {
    formula:
      'L = \\frac{1}{n} \\sum_i \\begin{cases} \\frac{1}{2} e_i^2 & |e_i| \\le \\delta \\\\ \\delta \\left(|e_i| - \\frac{1}{2} \\delta\\right) & \\text{else} \\end{cases}',
    summary: {
      en: 'Half the squared error up to $\\delta$, then a line of slope $\\delta$. It is the estimator that loses least when a share of the noise is arbitrary.',
      zh: '误差在 $\\delta$ 以内为平方误差的一半，之后为斜率 $\\delta$ 的直线。当噪声中有一部分可任意取值时，它的最坏损失最小。',
    },
    gradient: {
      en: 'The error itself, clipped to $[-\\delta, \\delta]$.',
      zh: '误差本身，截断在 $[-\\delta, \\delta]$ 内。',
    },
    use: {
      en: 'Regression with outliers, temporal-difference errors in reinforcement learning.',
      zh: '含离群点的回归、强化学习中的时序差分误差。',
    },
    avoid: {
      en: 'Targets of very different scales at once: one $\\delta$ cannot suit them all. Scale them first.',
      zh: '同时存在量级悬殊的目标时：一个 $\\delta$ 无法兼顾，应先缩放。',
    },
    neighbours: {
      en: 'Divided by $\\delta$ it is smooth L1 at $\\beta = \\delta$. For $\\delta \\to \\infty$ it becomes ½ MSE. Log-cosh is a smooth relative without a parameter.',
      zh: '除以 $\\delta$ 即 $\\beta = \\delta$ 的平滑 L1。$\\delta \\to \\infty$ 时为 ½ MSE。Log-cosh 是无参数的光滑近亲。',
    },
    pitfalls: [
      {
        en: 'PyTorch’s HuberLoss and SmoothL1Loss differ by the factor $\\delta$: exchanging one for the other rescales the learning rate.',
        zh: 'PyTorch 的 HuberLoss 与 SmoothL1Loss 相差因子 $\\delta$：互换等于改变学习率。',
      },
    ],
    sources: [HUBER_1964],
  },
  presets: [],
  aliases: [
    ...torchNames('HuberLoss', 'huber_loss', { arguments: { delta: 'delta' } }),
    ...kerasNames('Huber', 'huber', [], { arguments: { delta: 'delta' } }),
    { path: 'optax.huber_loss', reduction: 'none', arguments: { delta: 'delta' } },
  ],
};
