// Specificity: the recall of the negatives.
import { add, div, equal, select } from '../../math/build';
import { torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { MAIER_HEIN_2024, POWERS_2011 } from '../sources';
import { FP, parameter, TN } from '../symbols';
import { COUNT_ARGUMENTS, COUNT_INPUTS, COUNT_PARAMETERS, NOT_DIFFERENTIABLE } from './decisions';

export const SPECIFICITY: Declaration = {
  id: 'specificity',
  kind: 'metric',
  name: { en: 'Specificity', zh: '特异度' },
  abbreviation: 'TNR',
  tasks: ['classification', 'segmentation'],
  family: 'counts',
  ...COUNT_INPUTS,
  parameters: COUNT_PARAMETERS,
  noGradient: NOT_DIFFERENTIABLE,
  form: () => {
    const negative = add(TN, FP);
    return {
      kind: 'counts',
      value: select(equal(negative, 0), parameter('zeroDivision', 'z_0'), div(TN, negative)),
    };
  },
  note: {
    formula: '\\mathrm{specificity} = \\frac{\\mathrm{TN}}{\\mathrm{TN} + \\mathrm{FP}}',
    summary: {
      en: 'Of the negatives, the share that was left alone: one minus the false alarm rate.',
      zh: '负样本中未被误报的比例：1 减误报率。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: {
      en: 'Screening, where a false alarm leads to a needless test.',
      zh: '筛查中误报会导致不必要的检查时。',
    },
    avoid: {
      en: 'Segmentation with a vast background: it is .99 for any mask.',
      zh: '背景很大的分割：任何掩码都有 .99。',
    },
    neighbours: {
      en: 'Recall is the same for positives; their mean is balanced accuracy. The ROC curve plots one against the other.',
      zh: '召回率是正类的对应量；两者平均即平衡准确率。ROC 曲线画的就是二者。',
    },
    pitfalls: [
      {
        en: 'No negative in the labels is 0/0: zeroDivision decides.',
        zh: '标签中没有负样本时为 0/0：由 zeroDivision 决定。',
      },
      {
        en: 'For several classes each class is taken against the rest, so the negatives of a rare class are nearly everything.',
        zh: '多分类时每类对其余各类计算，稀有类的负样本几乎是全部。',
      },
    ],
    sources: [MAIER_HEIN_2024, POWERS_2011],
  },
  presets: [],
  aliases: torchmetricsNames('Specificity', 'specificity', undefined, { arguments: COUNT_ARGUMENTS }),
};
