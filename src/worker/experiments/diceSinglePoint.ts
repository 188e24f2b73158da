// Dice loss and cross entropy of one point, over logits from −10 to 10.
import { numberAt } from '../../catalogue/experiments/experiment';
import type { Figure } from '../../protocol/figures';
import type { ExperimentComputation } from './computation';
import { evaluatorOf, evenly } from './evaluate';
import { lossName, LOSS, PROBABILITY, same } from './words';

const POINTS = 20_001;
const SHOWN_EVERY = 50;

export const diceSinglePoint: ExperimentComputation = (params) => {
  const x = evenly(-10, 10, POINTS);
  const at = { cases: POINTS, prediction: x, label: Float64Array.of(numberAt(params, 't')) };
  const shape = { layout: 'elements', columns: 1 } as const;
  const dice = evaluatorOf('dice', { input: 'logits', smooth: numberAt(params, 'epsilon') }, shape).evaluate(
    at,
  );
  const ce = evaluatorOf('bce', { input: 'logits' }, shape).evaluate(at);
  const slopes = dice.gradient.map(Math.abs);
  const steepest = slopes.reduce((best, slope, i) => (slope > (slopes[best] ?? 0) ? i : best), 0);
  const byP = params['axis'] === 'p';
  const shown = [...x.keys()].filter((i) => i % SHOWN_EVERY === 0);
  const places = shown.map((i) => (byP ? 1 / (1 + Math.exp(-(x[i] ?? 0))) : (x[i] ?? 0)));
  // Against p, the gradient is the one in p.
  const curve = (values: Float64Array, gradient: boolean): number[] =>
    shown.map(
      (i, k) => (values[i] ?? NaN) / (gradient && byP ? (places[k] ?? 0) * (1 - (places[k] ?? 0)) : 1),
    );
  const figure = (id: string, title: Figure['title'], of: 'value' | 'gradient'): Figure => ({
    kind: 'lines',
    id,
    title,
    x: byP ? PROBABILITY : { label: { en: 'logit x', zh: 'logit x' } },
    y: of === 'value' ? LOSS : { label: same(byP ? 'dL/dp' : 'dL/dx') },
    series: [
      { name: lossName('dice'), x: places, y: curve(dice[of], of === 'gradient') },
      { name: lossName('ce'), x: places, y: curve(ce[of], of === 'gradient') },
    ],
  });
  return {
    measures: {
      'fractionAbove0.9': dice.value.filter((loss) => loss > 0.9).length / POINTS,
      largestGradient: slopes[steepest] ?? NaN,
      largestGradientAt: x[steepest] ?? NaN,
    },
    figures: [
      figure('loss', { en: 'Loss of one point', zh: '单点的损失' }, 'value'),
      figure('gradient', { en: 'Gradient of one point', zh: '单点的梯度' }, 'gradient'),
    ],
  };
};
