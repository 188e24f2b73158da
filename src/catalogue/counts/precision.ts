// Precision: the share of predicted positives that are right.
import { add, div, equal, select } from '../../math/build';
import { kerasMetrics, torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { VAN_RIJSBERGEN_1979 } from '../sources';
import { FP, parameter, TP } from '../symbols';
import { COUNT_INPUTS, COUNT_PARAMETERS, NOT_DIFFERENTIABLE } from './decisions';

export const PRECISION: Declaration = {
  id: 'precision',
  kind: 'metric',
  name: { en: 'Precision', zh: '精确率' },
  tasks: ['classification', 'segmentation'],
  family: 'counts',
  ...COUNT_INPUTS,
  parameters: COUNT_PARAMETERS,
  form: () => {
    const predicted = add(TP, FP);
    return {
      kind: 'counts',
      value: select(equal(predicted, 0), parameter('zeroDivision', 'z_0'), div(TP, predicted)),
    };
  },
  noGradient: NOT_DIFFERENTIABLE,
  note: {
    formula: '\\mathrm{precision} = \\frac{\\mathrm{TP}}{\\mathrm{TP} + \\mathrm{FP}}',
    summary: {
      en: 'Of what was called positive, the share that is. It says nothing about the positives that were missed.',
      zh: '被判为正类的样本中确为正类的比例。它不反映漏掉的正样本。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: { en: 'When a false alarm is what hurts.', zh: '误报代价高时。' },
    avoid: {
      en: 'Alone: a classifier that calls one sure positive has precision 1. Read it with recall.',
      zh: '单独使用：只判一个有把握的正例即可使精确率为 1。应与召回率一起看。',
    },
    neighbours: {
      en: 'Recall asks the opposite question; F1 is their harmonic mean. Average precision covers all thresholds.',
      zh: '召回率问的是相反的问题；F1 是两者的调和平均。平均精度覆盖所有阈值。',
    },
    pitfalls: [
      {
        en: 'Nothing predicted positive is 0/0: zeroDivision decides (0 here, as in scikit-learn, which also warns).',
        zh: '没有任何正类预测时为 0/0：由 zeroDivision 决定（此处与 scikit-learn 相同，取 0）。',
      },
      {
        en: 'Micro-averaged over all classes of a multi-class problem it is accuracy (torchmetrics#2280).',
        zh: '在多分类中对所有类别取 micro 平均时它就是准确率（torchmetrics#2280）。',
      },
    ],
    sources: [VAN_RIJSBERGEN_1979],
  },
  presets: [],
  aliases: [
    {
      path: 'sklearn.metrics.precision_score',
      arguments: { average: 'average', zero_division: 'zeroDivision' },
    },
    ...torchmetricsNames('Precision', 'precision', undefined, {
      arguments: { average: 'average', threshold: 'threshold', zero_division: 'zeroDivision' },
    }),
    ...kerasMetrics(['Precision'], ['precision'], { arguments: { thresholds: 'threshold' } }),
  ],
};
