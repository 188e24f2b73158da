// Matthews correlation: the correlation of decision and truth.
import { div, equal, mul, select, sqrt, sub, sumGroups } from '../../math/build';
import { torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { POWERS_2011 } from '../sources';
import { TP } from '../symbols';
import { ALL, COUNT_INPUTS, LABELLED, MATRIX_PARAMETERS, NOT_DIFFERENTIABLE, PREDICTED } from './decisions';

export const MCC: Declaration = {
  id: 'mcc',
  kind: 'metric',
  name: { en: 'Matthews correlation coefficient', zh: 'Matthews 相关系数' },
  abbreviation: 'MCC',
  tasks: ['classification', 'segmentation'],
  family: 'counts',
  ...COUNT_INPUTS,
  parameters: MATRIX_PARAMETERS,
  noGradient: NOT_DIFFERENTIABLE,
  form: () => {
    const covariance = sub(mul(ALL, sumGroups(TP)), sumGroups(mul(LABELLED, PREDICTED)));
    const predictions = sumGroups(mul(PREDICTED, sub(ALL, PREDICTED)));
    const labels = sumGroups(mul(LABELLED, sub(ALL, LABELLED)));
    const spread = mul(sqrt(predictions), sqrt(labels));
    const none = equal(spread, 0);
    return { kind: 'counts', value: select(none, 0, div(covariance, select(none, 1, spread))) };
  },
  note: {
    formula:
      '\\mathrm{MCC} = \\frac{\\mathrm{TP} \\cdot \\mathrm{TN} - \\mathrm{FP} \\cdot \\mathrm{FN}}{\\sqrt{(\\mathrm{TP} + \\mathrm{FP})(\\mathrm{TP} + \\mathrm{FN})(\\mathrm{TN} + \\mathrm{FP})(\\mathrm{TN} + \\mathrm{FN})}}',
    summary: {
      en: 'The correlation of decisions and labels: 1 is perfect, 0 no better than chance, −1 always wrong. High only where both classes are handled well in both directions.',
      zh: '判决与标签的相关系数：1 为完美，0 不优于随机，−1 全错。只有两类在两个方向上都处理得好时才高。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: {
      en: 'One honest number for imbalanced binary decisions.',
      zh: '用一个诚实的数概括失衡的二分类判决。',
    },
    avoid: {
      en: 'Comparing data sets of very different prevalence.',
      zh: '比较患病率（正类占比）悬殊的数据集。',
    },
    neighbours: {
      en: 'F1 ignores true negatives. Cohen’s κ is close to it, and equal where both margins agree. `mcc_loss` is its soft form.',
      zh: 'F1 忽略真阴性。Cohen κ 与之接近，边际相同时相等。`mcc_loss` 是其软化形式。',
    },
    pitfalls: [
      {
        en: 'If decisions or labels are all of one class it is 0/0: 0, as in scikit-learn.',
        zh: '判决或标签只有一类时为 0/0：取 0，与 scikit-learn 相同。',
      },
      {
        en: 'For several classes it is the R_K statistic of the whole matrix, not a mean over classes.',
        zh: '多分类时它是整个矩阵的 R_K 统计量，而非各类平均。',
      },
    ],
    sources: [
      {
        title:
          'Matthews 1975, Comparison of the predicted and observed secondary structure of T4 phage lysozyme',
        link: 'https://doi.org/10.1016/0005-2795(75)90109-9',
      },
      {
        title: 'Gorodkin 2004, Comparing two K-category assignments by a K-category correlation coefficient',
        link: 'https://doi.org/10.1016/j.compbiolchem.2004.09.006',
      },
      POWERS_2011,
    ],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.matthews_corrcoef' },
    ...torchmetricsNames('MatthewsCorrCoef', 'matthews_corrcoef', undefined, {
      arguments: { threshold: 'threshold' },
    }),
  ],
};
