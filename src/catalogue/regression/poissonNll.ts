// Negative log likelihood of counts under a Poisson distribution.
import { add, exp, less, log, mul, select, sub } from '../../math/build';
import { kerasNames, torchNames } from '../aliases';
import type { Declaration } from '../declaration';
import { LABEL, parameter } from '../symbols';
import { FULL, likelihoodEps } from './likelihood';
import { PREDICTED, REAL_PAIRS } from './pairs';

export const POISSON_NLL: Declaration = {
  id: 'poisson_nll',
  kind: 'loss',
  name: { en: 'Poisson negative log likelihood', zh: '泊松负对数似然' },
  abbreviation: 'Poisson NLL',
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [
    {
      kind: 'switch',
      name: 'logInput',
      default: true,
      meaning: {
        en: 'the prediction is the logarithm of the rate, else the rate itself',
        zh: '预测为速率的对数，否则为速率本身',
      },
    },
    {
      ...FULL,
      meaning: {
        en: 'adds Stirling’s approximation of ln y! where y > 1',
        zh: '对 y > 1 加上 ln y! 的 Stirling 近似',
      },
    },
    likelihoodEps(1e-8),
  ],
  limits: ({ logInput }) =>
    logInput === false
      ? { prediction: { from: 0, why: { en: 'a rate is never negative', zh: '速率不为负' } } }
      : {},
  form: ({ params }) => {
    const loss =
      params['logInput'] === false
        ? sub(PREDICTED, mul(LABEL, log(add(PREDICTED, parameter('eps', '\\epsilon')))))
        : sub(exp(PREDICTED), mul(LABEL, PREDICTED));
    if (params['full'] !== true) return { kind: 'samples', loss };
    const many = less(1, LABEL);
    const y = select(many, LABEL, 1);
    const stirling = add(sub(mul(y, log(y)), y), mul(0.5, log(mul(2 * Math.PI, y))));
    return { kind: 'samples', loss: add(loss, select(many, stirling, 0)) };
  },
  note: {
    formula:
      'L = \\frac{1}{n} \\sum_i \\left(\\lambda_i - y_i \\ln \\lambda_i\\right), \\qquad \\lambda_i = e^{\\hat y_i}',
    summary: {
      en: 'The negative log likelihood of counts, without the term $\\ln y!$ that no prediction can change. The variance of the noise is taken to equal the mean.',
      zh: '计数的负对数似然，略去与预测无关的 $\\ln y!$。假定噪声的方差等于均值。',
    },
    gradient: {
      en: '$e^{\\hat y} - y$ in the log rate: the plain difference of expected and seen counts.',
      zh: '对速率的对数为 $e^{\\hat y} - y$：期望计数与实际计数之差。',
    },
    use: {
      en: 'Counts of events: photons, visits, cells, claims.',
      zh: '事件计数：光子、访问量、细胞、理赔。',
    },
    avoid: {
      en: 'Counts that spread more than their mean (use a negative binomial), or targets that are no counts.',
      zh: '离散程度大于均值的计数（应用负二项分布），或目标并非计数。',
    },
    neighbours: {
      en: 'MSE on square roots of counts is close to it. MSLE compares ratios and is biased for the mean.',
      zh: '对计数开方后的 MSE 与之接近。MSLE 比较比值，对均值有偏。',
    },
    pitfalls: [
      {
        en: 'PyTorch takes log rates by default, Keras takes rates: read the other way round, the value is plausible and wrong.',
        zh: 'PyTorch 默认以速率的对数为输入，Keras 以速率为输入：搞反了会得到看似合理的错误值。',
      },
      {
        en: 'It can be negative, because $\\ln y!$ is left out.',
        zh: '因略去 $\\ln y!$，它可能为负。',
      },
    ],
    sources: [
      {
        title: 'Nelder and Wedderburn 1972, Generalized Linear Models',
        link: 'https://doi.org/10.2307/2344614',
      },
    ],
  },
  presets: [
    {
      name: 'keras',
      params: { logInput: false, eps: 1e-7 },
      meaning: { en: 'takes rates; adds 1e-7 inside the logarithm', zh: '以速率为输入；对数内加 1e-7' },
    },
  ],
  aliases: [
    ...torchNames('PoissonNLLLoss', 'poisson_nll_loss', {
      arguments: { log_input: 'logInput', full: 'full', eps: 'eps' },
    }),
    ...kerasNames('Poisson', 'poisson', [], { preset: 'keras' }),
  ],
};
