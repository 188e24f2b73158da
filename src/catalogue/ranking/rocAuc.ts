// Area under the ROC curve.
import { kerasMetrics, torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { RANKING_GRADIENT, RANKING_INPUTS, RANKING_PARAMETERS } from './scores';

export const ROC_AUC: Declaration = {
  id: 'roc_auc',
  kind: 'metric',
  name: { en: 'Area under the ROC curve', zh: 'ROC 曲线下面积' },
  abbreviation: 'AUC',
  tasks: ['classification'],
  family: 'ranking',
  ...RANKING_INPUTS,
  parameters: RANKING_PARAMETERS,
  noGradient: RANKING_GRADIENT,
  form: () => ({ kind: 'algorithm', algorithm: 'roc_auc' }),
  note: {
    formula: '\\mathrm{AUC} = P\\left(f_+ > f_-\\right) + \\tfrac{1}{2} P\\left(f_+ = f_-\\right)',
    summary: {
      en: 'The chance that a random positive scores higher than a random negative, ties counting half. Every threshold enters; the scale of the scores does not.',
      zh: '随机一个正样本得分高于随机一个负样本的概率，并列计一半。涵盖所有阈值，与得分的尺度无关。',
    },
    gradient: RANKING_GRADIENT,
    use: { en: 'Comparing scores before a threshold is chosen.', zh: '尚未选定阈值时比较模型。' },
    avoid: {
      en: 'Rare positives: a thousand false alarms hardly move it. Read average precision.',
      zh: '正样本稀少时：上千次误报也几乎不影响它，应看平均精度。',
    },
    neighbours: {
      en: 'Average precision looks at the top of the list. It equals the Mann-Whitney U statistic over the number of pairs.',
      zh: '平均精度关注列表顶部。它等于 Mann-Whitney U 统计量除以样本对数。',
    },
    pitfalls: [
      {
        en: 'One class only: there are no pairs, and the value is NaN with the reason.',
        zh: '只有一类时没有样本对：结果为 NaN 并说明原因。',
      },
      {
        en: 'Several classes: one against the rest, averaged evenly over classes (macro); libraries differ in this.',
        zh: '多分类：一对其余并对类别等权平均（macro）；各库做法不一。',
      },
    ],
    sources: [
      {
        title: 'Hanley and McNeil 1982, The meaning and use of the area under a ROC curve',
        link: 'https://doi.org/10.1148/radiology.143.1.7063747',
      },
      {
        title: 'Fawcett 2006, An introduction to ROC analysis',
        link: 'https://doi.org/10.1016/j.patrec.2005.10.010',
      },
    ],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.roc_auc_score' },
    ...torchmetricsNames('AUROC', 'auroc'),
    ...kerasMetrics([], ['AUC', 'auc']),
  ],
};
