// Recall: the share of positives that were found.
import { add, div, equal, select } from '../../math/build';
import { kerasMetrics, torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { POWERS_2011, VAN_RIJSBERGEN_1979 } from '../sources';
import { FN, parameter, TP } from '../symbols';
import { COUNT_ARGUMENTS, COUNT_INPUTS, COUNT_PARAMETERS, NOT_DIFFERENTIABLE } from './decisions';

export const RECALL: Declaration = {
  id: 'recall',
  kind: 'metric',
  name: { en: 'Recall (sensitivity)', zh: '召回率（灵敏度）' },
  tasks: ['classification', 'segmentation'],
  family: 'counts',
  ...COUNT_INPUTS,
  parameters: COUNT_PARAMETERS,
  form: () => {
    const positive = add(TP, FN);
    return {
      kind: 'counts',
      value: select(equal(positive, 0), parameter('zeroDivision', 'z_0'), div(TP, positive)),
    };
  },
  noGradient: NOT_DIFFERENTIABLE,
  note: {
    formula: '\\mathrm{recall} = \\frac{\\mathrm{TP}}{\\mathrm{TP} + \\mathrm{FN}}',
    summary: {
      en: 'Of the positives, the share that was found; also sensitivity, hit rate, true positive rate. It says nothing about false alarms.',
      zh: '正样本中被找出的比例，又称灵敏度、命中率、真阳性率。它不反映误报。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: {
      en: 'When a miss is what hurts: screening, safety, search.',
      zh: '漏报代价高时：筛查、安全、检索。',
    },
    avoid: {
      en: 'Alone: calling everything positive has recall 1. Read it with precision or specificity.',
      zh: '单独使用：全部判为正类即可使召回率为 1。应与精确率或特异度一起看。',
    },
    neighbours: {
      en: 'Precision divides by what was called positive instead. Specificity is the recall of the negatives; balanced accuracy is the mean recall of all classes.',
      zh: '精确率改以被判为正类者为分母。特异度是负类的召回率；平衡准确率是所有类别召回率的平均。',
    },
    pitfalls: [
      {
        en: 'No positive in the labels is 0/0: zeroDivision decides.',
        zh: '标签中没有正样本时为 0/0：由 zeroDivision 决定。',
      },
      {
        en: 'Micro-averaged over exclusive classes it is accuracy (torchmetrics#2280); macro averages give a rare class the weight of a common one.',
        zh: '在互斥多分类中取 micro 平均时它就是准确率（torchmetrics#2280）；macro 平均则使稀有类与常见类权重相同。',
      },
    ],
    sources: [VAN_RIJSBERGEN_1979, POWERS_2011],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.recall_score', arguments: COUNT_ARGUMENTS },
    ...torchmetricsNames('Recall', 'recall', undefined, { arguments: COUNT_ARGUMENTS }),
    ...kerasMetrics(['Recall'], ['recall'], { arguments: { thresholds: 'threshold' } }),
  ],
};
