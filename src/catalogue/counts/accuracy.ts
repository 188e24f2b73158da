// Accuracy: the share of right decisions.
import { div, sumGroups } from '../../math/build';
import { kerasMetrics, torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { MAIER_HEIN_2024, POWERS_2011 } from '../sources';
import { TP } from '../symbols';
import { ALL, COUNT_INPUTS, MATRIX_PARAMETERS, NOT_DIFFERENTIABLE } from './decisions';

export const ACCURACY: Declaration = {
  id: 'accuracy',
  kind: 'metric',
  name: { en: 'Accuracy', zh: '准确率' },
  tasks: ['classification', 'segmentation'],
  family: 'counts',
  ...COUNT_INPUTS,
  parameters: MATRIX_PARAMETERS,
  noGradient: NOT_DIFFERENTIABLE,
  form: () => ({ kind: 'counts', value: div(sumGroups(TP), ALL) }),
  note: {
    formula:
      '\\mathrm{accuracy} = \\frac{1}{N} \\sum_i \\left[\\hat y_i = y_i\\right] = \\frac{\\mathrm{TP} + \\mathrm{TN}}{N}',
    summary: { en: 'The share of samples whose decision is right.', zh: '判决正确的样本比例。' },
    gradient: NOT_DIFFERENTIABLE,
    use: { en: 'Balanced classes whose errors cost the same.', zh: '类别均衡且各类错误代价相同时。' },
    avoid: {
      en: 'Imbalance: 99 % of negatives make “always no” 99 % accurate.',
      zh: '类别失衡时：负类占 99%，“总判为否”的准确率就有 99%。',
    },
    neighbours: {
      en: 'Balanced accuracy averages the recall of classes; MCC and Cohen’s κ correct for chance.',
      zh: '平衡准确率对各类召回率取平均；MCC 与 Cohen κ 校正随机一致。',
    },
    pitfalls: [
      {
        en: 'For several classes it is the share of samples whose class is right, whatever `average` says; a mean over classes of (TP + TN)/N would flatter. In multi-label data every cell of every sample counts.',
        zh: '多分类时它是类别判对的样本比例，与 `average` 无关；若对各类的 (TP + TN)/N 取平均会虚高。多标签时每个样本的每一格都计入。',
      },
      {
        en: 'torchmetrics averages multi-class accuracy over classes by default (macro), scikit-learn over samples.',
        zh: 'torchmetrics 的多分类准确率默认对类别取平均（macro），scikit-learn 对样本取平均。',
      },
    ],
    sources: [MAIER_HEIN_2024, POWERS_2011],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.accuracy_score' },
    ...torchmetricsNames('Accuracy', 'accuracy', undefined, { arguments: { threshold: 'threshold' } }),
    // Keras takes one of the three below by the shape of what it is given.
    ...kerasMetrics([], ['accuracy', 'acc'], { takes: { shapes: ['equal', 'oneHotLast', 'indexLast'] } }),
    ...kerasMetrics(['Accuracy'], [], { takes: { prediction: 'decision', shapes: ['equal'] } }),
    ...kerasMetrics(['BinaryAccuracy', 'binary_accuracy'], ['binary_accuracy'], {
      arguments: { threshold: 'threshold' },
    }),
    ...kerasMetrics(['CategoricalAccuracy', 'categorical_accuracy'], ['categorical_accuracy'], {
      takes: { shapes: ['oneHotLast'] },
    }),
    ...kerasMetrics(
      ['SparseCategoricalAccuracy', 'sparse_categorical_accuracy'],
      ['sparse_categorical_accuracy'],
      { takes: { shapes: ['indexLast'] } },
    ),
  ],
};
