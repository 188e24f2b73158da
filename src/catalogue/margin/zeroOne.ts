// 0-1 loss: the share of wrong signs.
import { less, select } from '../../math/build';
import type { Declaration } from '../declaration';
import { THRESHOLD } from '../parameters';
import { LABEL, parameter } from '../symbols';
import { SCORE, SIGNED_SCORES } from './scores';

export const ZERO_ONE: Declaration = {
  id: 'zero_one',
  kind: 'loss',
  name: { en: '0-1 loss', zh: '0-1 损失' },
  tasks: ['classification'],
  family: 'margin',
  ...SIGNED_SCORES,
  parameters: [{ ...THRESHOLD, default: 0, slider: [-3, 3] }],
  form: () => ({
    kind: 'samples',
    loss: select(less(parameter('threshold', 't'), SCORE), less(LABEL, 0), less(0, LABEL)),
  }),
  note: {
    formula: 'L = \\frac{1}{n} \\sum_i \\left[\\operatorname{sgn} f_i \\neq y_i\\right]',
    summary: {
      en: 'Counts the mistakes and nothing else: 1 for a wrong decision, 0 for a right one. It is one minus accuracy.',
      zh: '只数错误：判错为 1，判对为 0。等于 1 减准确率。',
    },
    gradient: {
      en: '0 wherever it exists, and a jump at the threshold: it cannot be descended.',
      zh: '存在之处处处为 0，在阈值处跳变：无法做梯度下降。',
    },
    use: {
      en: 'Reporting, and as the goal that surrogate losses stand in for.',
      zh: '用于报告，以及作为替代损失所要逼近的目标。',
    },
    avoid: {
      en: 'As a training loss; and on imbalanced data, where it flatters the majority.',
      zh: '作为训练损失；以及类别失衡的数据，它会偏袒多数类。',
    },
    neighbours: {
      en: 'Hinge, squared hinge, exponential and logistic (over ln 2) loss all bound it from above and have slopes.',
      zh: '合页、平方合页、指数以及 logistic（除以 ln 2）损失都是它的上界，且有斜率。',
    },
    pitfalls: [
      {
        en: 'A score exactly at the threshold is taken as negative.',
        zh: '得分恰为阈值时判为负类。',
      },
      {
        en: 'For probabilities the threshold is 0.5, not 0: set it, or every positive probability counts as a yes.',
        zh: '对概率而言阈值应为 0.5 而非 0：不设置的话，任何正概率都会被判为正类。',
      },
    ],
    sources: [
      {
        title: 'Bartlett et al. 2006, Convexity, Classification, and Risk Bounds',
        link: 'https://doi.org/10.1198/016214505000000907',
      },
    ],
  },
  presets: [],
  aliases: [{ path: 'sklearn.metrics.zero_one_loss', takes: { prediction: 'decision' } }],
};
