// The four counts of hard decisions, or the matrix of true against predicted classes.
import { torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, THRESHOLD } from '../parameters';
import { MAIER_HEIN_2024, POWERS_2011 } from '../sources';
import { FN, FP, TN, TP } from '../symbols';
import { COUNT_INPUTS, NOT_DIFFERENTIABLE } from './decisions';

export const CONFUSION: Declaration = {
  id: 'confusion',
  kind: 'metric',
  name: { en: 'Confusion matrix', zh: '混淆矩阵' },
  tasks: ['classification', 'segmentation'],
  family: 'counts',
  ...COUNT_INPUTS,
  parameters: [THRESHOLD, inputParameter(), { ...IGNORE_INDEX, default: null }, CLASS_AXIS],
  form: () => ({ kind: 'counts', value: { tp: TP, fp: FP, fn: FN, tn: TN } }),
  noGradient: NOT_DIFFERENTIABLE,
  note: {
    formula:
      'M_{jk} = \\#\\{i : y_i = j,\\ \\hat y_i = k\\}, \\qquad \\begin{pmatrix} \\mathrm{TN} & \\mathrm{FP} \\\\ \\mathrm{FN} & \\mathrm{TP} \\end{pmatrix}',
    summary: {
      en: 'How often each true class was called each class: rows are true, columns predicted. For two classes it is the four counts that precision, recall, F1, IoU and the rest are ratios of.',
      zh: '每个真实类别被判为各类别的次数：行为真实，列为预测。二分类时即四个计数，精确率、召回率、F1、IoU 等都是它们的比值。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: {
      en: 'Before any single score: it shows which classes are mistaken for which, and how many samples a ratio rests on.',
      zh: '在看任何单一分数之前：它能显示哪些类别互相混淆，以及一个比值建立在多少样本之上。',
    },
    avoid: {
      en: 'Ranking models by hand from it; choose the ratio that matches the cost of the errors instead.',
      zh: '直接凭它给模型排序；应选择与错误代价相符的比值。',
    },
    neighbours: {
      en: 'Every metric of the `counts` family is computed from it. ROC and precision-recall curves are one such matrix for each threshold.',
      zh: '`counts` 一族的指标都由它算出。ROC 与精确率-召回率曲线相当于每个阈值一个混淆矩阵。',
    },
    pitfalls: [
      {
        en: 'scikit-learn and this project put the true class in rows; other tools transpose it.',
        zh: 'scikit-learn 与本项目以行为真实类别；有的工具则转置。',
      },
      {
        en: 'Scores above the threshold are positive: a probability of exactly 0.5 is not. MONAI and smp use ≥.',
        zh: '得分高于阈值才判为正类：概率恰为 0.5 时不算。MONAI 与 smp 使用 ≥。',
      },
    ],
    sources: [POWERS_2011, MAIER_HEIN_2024],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.confusion_matrix' },
    { path: 'monai.metrics.ConfusionMatrixMetric' },
    ...torchmetricsNames('ConfusionMatrix', 'confusion_matrix', undefined, {
      arguments: { threshold: 'threshold' },
    }),
  ],
};
