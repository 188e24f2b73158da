// Hinge loss: right answers must be right by a margin of 1.
import { kerasNames, torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { HINGE_ERROR, SIGNED_SCORES } from './scores';

export const HINGE: Declaration = {
  id: 'hinge',
  kind: 'loss',
  name: { en: 'Hinge loss', zh: '合页损失（Hinge）' },
  abbreviation: 'Hinge',
  tasks: ['classification'],
  family: 'margin',
  ...SIGNED_SCORES,
  parameters: [],
  form: () => ({ kind: 'samples', loss: HINGE_ERROR }),
  note: {
    formula: 'L = \\frac{1}{n} \\sum_i \\max\\left(0,\\, 1 - y_i f_i\\right), \\qquad y_i \\in \\{-1, 1\\}',
    summary: {
      en: 'The loss of support vector machines. A score on the right side and at least 1 from zero costs nothing; everything else costs its distance from there. It bounds the 0-1 loss from above.',
      zh: '支持向量机的损失。得分位于正确一侧且离零至少 1 时没有代价，否则代价为与该位置的距离。它是 0-1 损失的上界。',
    },
    gradient: {
      en: '$-y$ while the margin is missed and 0 beyond: only the samples near or across the border (the support vectors) move the model. At the kink it is taken as 0.',
      zh: '未达到间隔时为 $-y$，达到后为 0：只有边界附近或越界的样本（支持向量）推动模型。拐点处取 0。',
    },
    use: {
      en: 'Linear classifiers with weight decay, GAN discriminators, wherever only the decision counts.',
      zh: '带权重衰减的线性分类器、GAN 判别器，以及只关心判决结果的场合。',
    },
    avoid: {
      en: 'Probabilities are wanted: scores beyond the margin are not driven anywhere and cannot be calibrated well.',
      zh: '需要概率时：越过间隔的得分不再受约束，难以校准。',
    },
    neighbours: {
      en: 'Logistic loss is its smooth relative and never quite reaches 0. Squared hinge is differentiable at the kink but punishes outliers more. The perceptron drops the margin.',
      zh: 'Logistic 损失是其光滑版本，永远不会恰为 0。平方合页在拐点可导，但更重罚离群点。感知机损失则去掉间隔。',
    },
    pitfalls: [
      {
        en: 'Labels 0 and 1 put into the formula as they are make every negative cost exactly 1; here, as in Keras, 0 is taken for −1.',
        zh: '若直接把 0/1 标签代入公式，每个负样本的代价恒为 1；这里与 Keras 一致，把 0 当作 −1。',
      },
      {
        en: 'It takes raw scores. Behind a sigmoid the score never exceeds 1, so the loss never vanishes on positives and never falls under 1 on negatives.',
        zh: '它以原始得分为输入。若接在 sigmoid 之后，得分不超过 1：正样本的损失永不为零，负样本的损失不低于 1。',
      },
    ],
    sources: [
      {
        title: 'Cortes and Vapnik 1995, Support-vector networks',
        link: 'https://doi.org/10.1007/BF00994018',
      },
    ],
  },
  presets: [],
  aliases: [
    ...kerasNames('Hinge', 'hinge'),
    { path: 'optax.hinge_loss', reduction: 'none' },
    { path: 'sklearn.metrics.hinge_loss' },
    ...torchmetricsNames('HingeLoss', 'hinge_loss', ['Binary'], {
      takes: { label: 'binary', shapes: ['equal'] },
    }),
  ],
};
