// Mean squared error.
import { mul, square, sub } from '../../math/build';
import { kerasNames, torchmetricsNames, torchNames } from '../aliases';
import type { Declaration } from '../declaration';
import { FACTOR } from '../parameters';
import { LABEL, parameter, predictionOf } from '../symbols';

export const MSE: Declaration = {
  id: 'mse',
  kind: 'loss',
  name: { en: 'Mean squared error', zh: '均方误差' },
  abbreviation: 'MSE',
  tasks: ['regression'],
  family: 'error',
  layouts: ['elements'],
  parameters: [FACTOR],
  prediction: () => 'real',
  label: () => 'real',
  form: () => ({
    kind: 'samples',
    loss: mul(parameter('factor', 'c'), square(sub(predictionOf('real'), LABEL))),
  }),
  note: {
    formula: '\\mathrm{MSE} = \\frac{1}{n} \\sum_{i=1}^{n} \\left(\\hat y_i - y_i\\right)^2',
    summary: {
      en: 'The average squared distance between prediction and target. Minimising it is maximum likelihood under Gaussian noise of constant variance, so the best constant prediction is the mean of the targets.',
      zh: '预测与目标之差的平方的平均。在方差恒定的高斯噪声下，最小化它等价于极大似然，因此最优的常数预测是目标的均值。',
    },
    gradient: {
      en: 'The gradient is proportional to the error, $2(\\hat y - y)/n$: large errors pull hardest and steps shrink by themselves near the target.',
      zh: '梯度与误差成正比，$2(\\hat y - y)/n$：误差越大拉力越强，靠近目标时步长自然变小。',
    },
    use: {
      en: 'Regression with well-behaved noise, where an error twice as large is more than twice as bad.',
      zh: '噪声温和、误差翻倍代价超过翻倍的回归任务。',
    },
    avoid: {
      en: 'Heavy-tailed targets: one outlier of size 100 weighs as much as ten thousand errors of size 1. Behind a sigmoid its gradient vanishes when the model is confidently wrong.',
      zh: '重尾目标：一个大小为 100 的离群点相当于一万个大小为 1 的误差。若接在 sigmoid 之后，模型自信地出错时梯度会消失。',
    },
    neighbours: {
      en: 'Prefer MAE or Huber where outliers are noise; they cap the pull of one element. RMSE is its square root, in the units of the target.',
      zh: '离群点是噪声时选用 MAE 或 Huber，它们限制单个元素的拉力。RMSE 是其平方根，单位与目标一致。',
    },
    pitfalls: [
      {
        en: 'Shapes (N) and (N, 1) broadcast to N×N in PyTorch and give a plausible wrong number; here they are refused.',
        zh: '在 PyTorch 中 (N) 与 (N, 1) 会广播成 N×N，得到看似合理的错误值；这里会直接拒绝。',
      },
    ],
    sources: [
      { title: 'Gauss 1809, Theoria motus corporum coelestium', link: 'https://doi.org/10.3931/e-rara-522' },
    ],
  },
  presets: [
    {
      name: 'optax',
      params: { factor: 0.5 },
      meaning: { en: 'optax.l2_loss is half of the squared error', zh: 'optax.l2_loss 为平方误差的一半' },
    },
  ],
  aliases: [
    ...torchNames('MSELoss', 'mse_loss'),
    ...kerasNames('MeanSquaredError', 'mean_squared_error', ['mse']),
    { path: 'optax.squared_error', reduction: 'none' },
    { path: 'optax.l2_loss', preset: 'optax', reduction: 'none' },
    { path: 'sklearn.metrics.mean_squared_error' },
    ...torchmetricsNames('MeanSquaredError', 'mean_squared_error', []),
  ],
};
