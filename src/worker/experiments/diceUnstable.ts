// What one flipped pixel changes, by the size of the object.
import { listOf, numberAt } from '../../catalogue/experiments/experiment';
import type { ExperimentComputation } from './computation';
import { evaluatorOf, mismatch } from './evaluate';
import { lossName } from './words';

export const diceUnstable: ExperimentComputation = (params) => {
  const [sizes, side] = [listOf(params, 'sizes'), numberAt(params, 'side')];
  const pixels = side * side;
  const tooLarge = sizes.find((size) => size > pixels || !Number.isInteger(size));
  if (tooLarge !== undefined) {
    throw mismatch(
      `An object of ${tooLarge} pixels does not fit ${side} × ${side}.`,
      'Give whole numbers up to the image’s size.',
    );
  }
  const [inside, outside] = [numberAt(params, 'inside'), numberAt(params, 'outside')];
  const shape = { layout: 'elements', columns: pixels } as const;
  const losses = {
    dice: evaluatorOf('dice', { input: 'raw', smooth: numberAt(params, 'smooth') }, shape),
    ce: evaluatorOf('bce', { input: 'probabilities' }, shape),
  };
  const changes = Object.entries(losses).map(([name, loss]) => {
    const values = sizes.map((size) => {
      const prediction = new Float64Array(2 * pixels).fill(outside);
      prediction.fill(inside, 0, size).fill(inside, pixels + 1, pixels + size);
      const label = new Float64Array(pixels).fill(1, 0, size);
      const [before = NaN, after = NaN] = loss.values({ cases: 2, prediction, label: twice(label) });
      return after - before;
    });
    return { name, values };
  });
  return {
    measures: Object.fromEntries(changes.map(({ name, values }) => [`slope.${name}`, slope(sizes, values)])),
    figures: [
      {
        kind: 'lines',
        id: 'change',
        title: { en: 'Change by one flipped pixel', zh: '翻转一个像素带来的变化' },
        x: { label: { en: 'pixels of the object', zh: '目标的像素数' }, scale: 'log' },
        y: { label: { en: 'change of the loss', zh: '损失的变化' }, scale: 'log' },
        series: changes.map(({ name, values }) => ({ name: lossName(name), x: sizes, y: values })),
      },
    ],
  };
};

function twice(values: Float64Array): Float64Array {
  const both = new Float64Array(2 * values.length);
  both.set(values);
  both.set(values, values.length);
  return both;
}

/** Of the straight line of least squares through the logarithms. */
function slope(x: readonly number[], y: readonly number[]): number {
  const [u, v] = [x.map(Math.log), y.map(Math.log)];
  const mean = (a: readonly number[]): number => a.reduce((sum, b) => sum + b, 0) / a.length;
  const [mu, mv] = [mean(u), mean(v)];
  const across = u.reduce((sum, a) => sum + (a - mu) ** 2, 0);
  return u.reduce((sum, a, i) => sum + (a - mu) * ((v[i] ?? NaN) - mv), 0) / across;
}
