// Mean absolute error.
import { abs } from '../../math/build';
import { kerasNames, torchNames } from '../aliases';
import type { Declaration } from '../declaration';
import { ERROR, REAL_PAIRS } from './pairs';

export const MAE: Declaration = {
  id: 'mae',
  kind: 'loss',
  name: { en: 'Mean absolute error', zh: '平均绝对误差' },
  abbreviation: 'MAE',
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [],
  form: () => ({ kind: 'samples', loss: abs(ERROR) }),
  note: {
    formula: '\\mathrm{MAE} = \\frac{1}{n} \\sum_{i=1}^{n} \\left|\\hat y_i - y_i\\right|',
    summary: {
      en: 'The average distance between prediction and target, in the units of the target. It is maximum likelihood under Laplace noise, so the best constant prediction is the median.',
      zh: '预测与目标之间距离的平均，单位与目标相同。对应拉普拉斯噪声下的极大似然，因此最优的常数预测是中位数。',
    },
    gradient: {
      en: 'Only the sign of the error: $\\pm 1/n$, however large or small the error is. At an error of 0 it is taken as 0.',
      zh: '只取误差的符号：无论误差大小，梯度都为 $\\pm 1/n$；误差恰为 0 时取 0。',
    },
    use: {
      en: 'Targets with outliers or heavy tails, and reports in the target’s own units.',
      zh: '目标含离群点或重尾时；以及需要以目标原单位报告误差时。',
    },
    avoid: {
      en: 'Fine convergence at a fixed learning rate: the pull does not fade near the target, so steps overshoot and oscillate.',
      zh: '以固定学习率精细收敛时：靠近目标拉力不减弱，步子会越过目标并来回振荡。',
    },
    neighbours: {
      en: 'MSE weighs large errors by their size. Smooth L1 and Huber are MAE with a rounded tip, which removes the oscillation.',
      zh: 'MSE 按误差大小加权。Smooth L1 与 Huber 是把尖端磨圆的 MAE，消除了振荡。',
    },
    pitfalls: [
      {
        en: 'Shapes (N) and (N, 1) broadcast to N×N in PyTorch without an error; here they are refused.',
        zh: '在 PyTorch 中 (N) 与 (N, 1) 会不报错地广播成 N×N；这里会直接拒绝。',
      },
      {
        en: 'It is not scale-free: an MAE is only comparable between targets of the same unit and spread.',
        zh: '它依赖量纲：只有目标的单位与离散程度相同时，MAE 才可比较。',
      },
    ],
    sources: [
      {
        title: 'Willmott and Matsuura 2005, Advantages of the mean absolute error',
        link: 'https://doi.org/10.3354/cr030079',
      },
    ],
  },
  presets: [],
  aliases: [
    ...torchNames('L1Loss', 'l1_loss'),
    ...kerasNames('MeanAbsoluteError', 'mean_absolute_error', ['mae']),
    { path: 'sklearn.metrics.mean_absolute_error' },
    { path: 'torchmetrics.MeanAbsoluteError' },
    { path: 'torchmetrics.functional.mean_absolute_error' },
  ],
};
