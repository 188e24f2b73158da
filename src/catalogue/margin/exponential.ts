// Exponential loss, the one that AdaBoost descends.
import { exp, neg } from '../../math/build';
import type { Declaration } from '../declaration';
import { MARGIN, SIGNED_SCORES } from './scores';

export const EXPONENTIAL: Declaration = {
  id: 'exponential',
  kind: 'loss',
  name: { en: 'Exponential loss', zh: '指数损失' },
  tasks: ['classification'],
  family: 'margin',
  ...SIGNED_SCORES,
  parameters: [],
  form: () => ({ kind: 'samples', loss: exp(neg(MARGIN)) }),
  note: {
    formula: 'L = \\frac{1}{n} \\sum_i e^{-y_i f_i}',
    summary: {
      en: 'Falls exponentially as the margin grows and rises exponentially with a mistake. Boosting by it reweighs samples as AdaBoost does.',
      zh: '间隔增大时指数下降，判错时指数上升。用它做提升即得到 AdaBoost 的样本加权方式。',
    },
    gradient: {
      en: '$-y\\,e^{-yf}$, the loss itself: the worst sample can outweigh all others.',
      zh: '$-y\\,e^{-yf}$，大小等于损失本身：最差的样本可能压过其余全部样本。',
    },
    use: { en: 'Boosting on clean labels.', zh: '标签干净时的提升算法。' },
    avoid: { en: 'Noisy labels and unbounded scores.', zh: '标签有噪声，或得分无界时。' },
    neighbours: {
      en: 'Logistic loss has the same minimiser up to a factor of 2 in the score, and grows only linearly with a mistake.',
      zh: 'Logistic 损失的最优解相同（得分差因子 2），而判错时只线性增长。',
    },
    pitfalls: [
      {
        en: 'A margin of −710 overflows float64 (−89 in float32): the value is then reported as infinite.',
        zh: '间隔为 −710 时 float64 溢出（float32 为 −89）：此时如实报告为无穷大。',
      },
    ],
    sources: [
      {
        title: 'Freund and Schapire 1997, A Decision-Theoretic Generalization of On-Line Learning',
        link: 'https://doi.org/10.1006/jcss.1997.1504',
      },
      {
        title: 'Friedman et al. 2000, Additive logistic regression',
        link: 'https://doi.org/10.1214/aos/1016218223',
      },
    ],
  },
  presets: [],
  aliases: [],
};
