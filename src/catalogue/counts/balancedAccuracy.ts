// Balanced accuracy: the mean recall of the classes.
import { div, equal, select, sub, sumGroups } from '../../math/build';
import type { Declaration } from '../declaration';
import { MAIER_HEIN_2024 } from '../sources';
import { TP } from '../symbols';
import { COUNT_INPUTS, LABELLED, MATRIX_PARAMETERS, NOT_DIFFERENTIABLE } from './decisions';

export const BALANCED_ACCURACY: Declaration = {
  id: 'balanced_accuracy',
  kind: 'metric',
  name: { en: 'Balanced accuracy', zh: '平衡准确率' },
  tasks: ['classification', 'segmentation'],
  family: 'counts',
  ...COUNT_INPUTS,
  parameters: MATRIX_PARAMETERS,
  noGradient: NOT_DIFFERENTIABLE,
  form: () => {
    const absent = equal(LABELLED, 0);
    const recall = select(absent, 0, div(TP, select(absent, 1, LABELLED)));
    return { kind: 'counts', value: div(sumGroups(recall), sumGroups(sub(1, absent))) };
  },
  note: {
    formula: '\\mathrm{balanced\\ accuracy} = \\frac{1}{C} \\sum_c \\frac{M_{cc}}{\\sum_k M_{ck}}',
    summary: {
      en: 'The mean of the recall of every class that occurs: each class counts alike, however rare it is.',
      zh: '所有出现类别的召回率的平均：无论多稀有，每类同样计入。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: { en: 'Imbalanced classes that are all equally important.', zh: '类别失衡但同等重要时。' },
    avoid: {
      en: 'A class with two samples: its recall is a coin toss and weighs as much as the others.',
      zh: '某类只有两个样本时：其召回率近乎随机，却与其他类同权重。',
    },
    neighbours: {
      en: 'For two classes it is the mean of recall and specificity, and the area under a ROC curve of one point.',
      zh: '二分类时等于召回率与特异度的平均，也是单点 ROC 曲线下的面积。',
    },
    pitfalls: [
      {
        en: 'A class that the labels lack is left out of the mean, as scikit-learn does (with a warning).',
        zh: '标签中没有的类别不计入平均，与 scikit-learn 相同（它会警告）。',
      },
    ],
    sources: [
      MAIER_HEIN_2024,
      {
        title: 'Brodersen et al. 2010, The Balanced Accuracy and Its Posterior Distribution',
        link: 'https://doi.org/10.1109/ICPR.2010.764',
      },
    ],
  },
  presets: [],
  aliases: [{ path: 'sklearn.metrics.balanced_accuracy_score' }],
};
