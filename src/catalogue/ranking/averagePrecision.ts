// Average precision: the area under the precision-recall steps.
import { torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { RANKING_GRADIENT, RANKING_INPUTS, RANKING_PARAMETERS } from './scores';

export const AVERAGE_PRECISION: Declaration = {
  id: 'average_precision',
  kind: 'metric',
  name: { en: 'Average precision', zh: '平均精度' },
  abbreviation: 'AP',
  tasks: ['classification'],
  family: 'ranking',
  ...RANKING_INPUTS,
  parameters: RANKING_PARAMETERS,
  noGradient: RANKING_GRADIENT,
  form: () => ({ kind: 'algorithm', algorithm: 'average_precision' }),
  note: {
    formula: '\\mathrm{AP} = \\sum_n (R_n - R_{n-1})\\, P_n',
    summary: {
      en: 'Precision averaged over all recalls, as the threshold falls: how clean the top of the list is.',
      zh: '随阈值下降，对所有召回率上的精确率取平均：列表顶部有多干净。',
    },
    gradient: RANKING_GRADIENT,
    use: { en: 'Rare positives, search, detection.', zh: '正样本稀少、检索、检测。' },
    avoid: {
      en: 'Comparing data sets: chance level is the share of positives.',
      zh: '跨数据集比较：随机水平等于正样本比例。',
    },
    neighbours: {
      en: 'AUC weighs the whole list evenly. Detection’s AP (coco_map) interpolates at 101 recalls.',
      zh: 'AUC 对整个列表等权。检测的 AP（coco_map）在 101 个召回率上插值。',
    },
    pitfalls: [
      {
        en: 'It is a sum of steps, not of trapezoids: the trapezoid under the same points is larger.',
        zh: '它按阶梯而非梯形求和：同样的点用梯形会偏大。',
      },
      {
        en: 'No positive: NaN with the reason; scikit-learn gives 0.',
        zh: '没有正样本：结果为 NaN 并说明原因；scikit-learn 给 0。',
      },
    ],
    sources: [
      {
        title: 'Davis and Goadrich 2006, The relationship between Precision-Recall and ROC curves',
        link: 'https://doi.org/10.1145/1143844.1143874',
      },
    ],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.average_precision_score' },
    ...torchmetricsNames('AveragePrecision', 'average_precision'),
  ],
};
