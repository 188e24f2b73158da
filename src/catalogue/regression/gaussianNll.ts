// Negative log likelihood of a Gaussian whose variance is predicted too.
import { add, div, log, max, mul, square } from '../../math/build';
import { torchNames } from '../aliases';
import type { Declaration } from '../declaration';
import { extraInput, parameter } from '../symbols';
import { FULL, likelihoodEps } from './likelihood';
import { ERROR, REAL_PAIRS } from './pairs';

export const GAUSSIAN_NLL: Declaration = {
  id: 'gaussian_nll',
  kind: 'loss',
  name: { en: 'Gaussian negative log likelihood', zh: '高斯负对数似然' },
  abbreviation: 'Gaussian NLL',
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [{ ...FULL, meaning: { en: 'adds ½ ln 2π', zh: '加上 ½ ln 2π' } }, likelihoodEps(1e-6)],
  inputs: {
    variance: {
      required: true,
      shape: 'element',
      meaning: { en: 'the predicted variance of each element', zh: '每个元素的预测方差' },
      limit: { from: 0, why: { en: 'a variance is never negative', zh: '方差不为负' } },
    },
  },
  form: ({ params }) => {
    const variance = max(extraInput('variance', 'sample', '\\sigma^2'), parameter('eps', '\\epsilon'));
    const loss = mul(0.5, add(log(variance), div(square(ERROR), variance)));
    return { kind: 'samples', loss: params['full'] === true ? add(loss, 0.5 * Math.log(2 * Math.PI)) : loss };
  },
  note: {
    formula:
      'L = \\frac{1}{2n} \\sum_i \\left( \\ln \\sigma_i^2 + \\frac{(\\hat y_i - y_i)^2}{\\sigma_i^2} \\right)',
    summary: {
      en: 'Squared error in units of a predicted variance, plus the price of claiming a large one. The model learns where it is unsure.',
      zh: '以预测方差为单位的平方误差，再加上声称方差大的代价。模型由此学会自己在何处没有把握。',
    },
    gradient: {
      en: 'In the mean, the error divided by the variance: elements that the model calls noisy hardly pull any more.',
      zh: '对均值为误差除以方差：被模型判为噪声大的元素几乎不再有拉力。',
    },
    use: {
      en: 'Regression with noise that varies over the inputs, and estimates of uncertainty.',
      zh: '噪声随输入变化的回归，以及不确定性估计。',
    },
    avoid: {
      en: 'Little data: a variance that shrinks on memorised samples makes the loss dive without bound.',
      zh: '数据很少时：对记住的样本方差会缩小，使损失无下界地下降。',
    },
    neighbours: {
      en: 'With constant variance it is MSE up to a factor and an offset.',
      zh: '方差恒定时，它与 MSE 只差一个因子和常数。',
    },
    pitfalls: [
      {
        en: 'Variance, not standard deviation, and not its logarithm: pass exp(log variance).',
        zh: '需要的是方差，不是标准差，也不是其对数：请传入 exp(对数方差)。',
      },
      {
        en: 'A variance below eps is raised to eps without a gradient there.',
        zh: '低于 eps 的方差会被抬到 eps，且在那里没有梯度。',
      },
    ],
    sources: [
      {
        title:
          'Nix and Weigend 1994, Estimating the mean and variance of the target probability distribution',
        link: 'https://doi.org/10.1109/ICNN.1994.374138',
      },
    ],
  },
  presets: [],
  aliases: torchNames('GaussianNLLLoss', 'gaussian_nll_loss', { arguments: { full: 'full', eps: 'eps' } }),
};
