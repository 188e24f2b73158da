// Logistic loss of scores and signs.
import { neg, softplus } from '../../math/build';
import { torchNames } from '../aliases';
import type { Declaration } from '../declaration';
import { MARGIN, SIGNED_SCORES } from './scores';

export const LOGISTIC: Declaration = {
  id: 'logistic',
  kind: 'loss',
  name: { en: 'Logistic (soft margin) loss', zh: 'Logistic（软间隔）损失' },
  tasks: ['classification'],
  family: 'margin',
  ...SIGNED_SCORES,
  parameters: [],
  form: () => ({ kind: 'samples', loss: softplus(neg(MARGIN)) }),
  note: {
    formula: 'L = \\frac{1}{n} \\sum_i \\ln\\left(1 + e^{-y_i f_i}\\right)',
    summary: {
      en: 'Binary cross entropy written with signs: the score is the log odds of the label.',
      zh: '用符号写出的二元交叉熵：得分即标签的对数几率。',
    },
    gradient: {
      en: '$-y\\,\\sigma(-yf)$: between 0 and 1 in size, half of it at a score of 0, and never quite 0.',
      zh: '$-y\\,\\sigma(-yf)$：大小在 0 与 1 之间，得分为 0 时为一半，永不恰为 0。',
    },
    use: {
      en: 'Logistic regression, gradient boosting, wherever scores should become probabilities.',
      zh: 'Logistic 回归、梯度提升，以及需要由得分得到概率的场合。',
    },
    avoid: {
      en: 'Sparse support is wanted: every sample keeps pulling a little.',
      zh: '希望解稀疏时：每个样本都会一直有一点拉力。',
    },
    neighbours: {
      en: 'Equal to `bce` on logits with labels 0 and 1. Hinge is its piecewise linear relative.',
      zh: '等于 0/1 标签下以 logits 为输入的 `bce`。合页损失是其分段线性的近亲。',
    },
    pitfalls: [
      {
        en: 'ln(1 + exp(x)) overflows as written; here it is max(x, 0) + log1p(exp(−|x|)).',
        zh: '直接计算 ln(1 + exp(x)) 会溢出；这里采用 max(x, 0) + log1p(exp(−|x|))。',
      },
      {
        en: 'On separable data the minimum is at infinite scores: without weight decay they grow for ever.',
        zh: '数据可分时最小值在得分无穷处：不加权重衰减，得分会一直增长。',
      },
    ],
    sources: [
      {
        title: 'Friedman et al. 2000, Additive logistic regression',
        link: 'https://doi.org/10.1214/aos/1016218223',
      },
    ],
  },
  presets: [],
  aliases: torchNames('SoftMarginLoss', 'soft_margin_loss'),
};
