// Soft Dice loss of single outputs, raw or behind a sigmoid.
import { listOf, numberAt } from '../../catalogue/experiments/experiment';
import type { ExperimentComputation } from './computation';
import { evaluatorOf, evenly } from './evaluate';
import { LOGIT, LOSS } from './words';

export const softDiceRaw: ExperimentComputation = (params) => {
  const [logits, labels] = [listOf(params, 'logits'), listOf(params, 'labels')];
  const input = params['activation'] === 'sigmoid' ? 'logits' : 'raw';
  const loss = evaluatorOf(
    'dice',
    { input, smooth: numberAt(params, 'smooth') },
    { layout: 'elements', columns: 1 },
  );
  const of = (prediction: Float64Array, label: Float64Array): number[] =>
    Array.from(loss.values({ cases: prediction.length, prediction, label }));
  const y = logits.map((_, i) => labels[i % labels.length] ?? 0);
  const values = of(Float64Array.from(logits), Float64Array.from(y));
  const z = evenly(Math.min(-4, ...logits), Math.max(4, ...logits), 401);
  const x = Array.from(z);
  return {
    measures: {
      smallest: Math.min(...values),
      largest: Math.max(...values),
      outside: values.filter((value) => !(value >= 0 && value <= 1)).length,
    },
    figures: [
      {
        kind: 'lines',
        id: 'value',
        title: { en: 'Dice loss of one output', zh: '单个输出的 Dice 损失' },
        x: LOGIT,
        y: { ...LOSS, domain: [-3, 4] },
        series: [0, 1].map((label) => ({
          name: { en: `label ${label}`, zh: `标签 ${label}` },
          x,
          y: of(z, Float64Array.of(label)),
        })),
        marks: [
          { name: { en: 'least of a loss of probabilities', zh: '概率损失的下限' }, y: 0 },
          { name: { en: 'most', zh: '上限' }, y: 1 },
        ],
      },
    ],
  };
};
