// dL/dz of every channel under form 1, behind a softmax and behind sigmoids.
import { listOf, numberAt } from '../../catalogue/experiments/experiment';
import type { ExperimentComputation } from './computation';
import { behindSigmoid, evaluatorOf, mismatch } from './evaluate';
import { same } from './words';

export const form1NeverUpdatesZeros: ExperimentComputation = (params) => {
  const [logits, label] = [listOf(params, 'logits'), numberAt(params, 'label')];
  if (label >= logits.length) {
    throw mismatch(`label ${label} is no class of ${logits.length} logits.`, 'Classes are counted from 0.');
  }
  const shape = { layout: 'classes', columns: logits.length } as const;
  const at = { cases: 1, prediction: Float64Array.from(logits), label: Float64Array.of(label) };
  const gradient = (evaluator: ReturnType<typeof evaluatorOf>): number[] =>
    Array.from(evaluator.evaluate(at).gradient, (g) => g + 0);
  const softmax = gradient(evaluatorOf('cross_entropy', { input: 'logits' }, shape));
  const sigmoid = gradient(evaluatorOf(behindSigmoid('cross_entropy'), { input: 'probabilities' }, shape));
  return {
    measures: { 'gradient.softmax': softmax, 'gradient.sigmoid': sigmoid },
    figures: [
      {
        kind: 'bars',
        id: 'gradient',
        title: { en: 'dL/dz of each channel', zh: '各通道的 dL/dz' },
        x: { label: { en: 'class', zh: '类别' } },
        y: { label: same('dL/dz') },
        categories: logits.map((_, k) => same(k === label ? `${k} = y` : String(k))),
        series: [
          { name: same('softmax'), values: softmax },
          { name: same('sigmoid'), values: sigmoid },
        ],
      },
    ],
  };
};
