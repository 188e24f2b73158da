// Fits a linear model under penalties of several strengths and tests it on shifted samples.
import { listOf, numberAt } from '../../catalogue/experiments/experiment';
import type { Parameters } from '../../protocol/compute';
import type { ExperimentComputation } from './computation';
import { evaluatorOf, mismatch } from './evaluate';
import { lasso, normalOf, ridge } from './leastSquares';
import { randomFrom, type Random } from './random';

interface Samples {
  /** n rows of d features. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export const smallWeightsRobust: ExperimentComputation = (params) => {
  const [n, d, shift] = ['samples', 'features', 'shift'].map((name) => numberAt(params, name)) as [
    number,
    number,
    number,
  ];
  if (n <= d)
    throw mismatch(`${n} samples do not determine ${d} weights.`, 'Give more samples than features.');
  const random = randomFrom(numberAt(params, 'seed'));
  const [train, test] = [samples(params, random), samples(params, random)];
  const normal = normalOf(train.x, train.y, d);
  const fit = params['regularizer'] === 'l1' ? lasso : ridge;
  const lambdas = listOf(params, 'lambda');
  const found = lambdas.map((lambda) => {
    const w = fit(normal, lambda);
    return { norm: Math.hypot(...w), error: errorOf(w, test, 0), shifted: errorOf(w, test, shift) };
  });
  const label = { en: 'strength λ of the penalty', zh: '正则强度 λ' };
  const positive = lambdas.every((lambda) => lambda > 0);
  const x = { label, ...(positive ? { scale: 'log' as const } : {}) };
  return {
    measures: {
      shiftError: found.map((f) => f.shifted),
      error: found.map((f) => f.error),
      weightNorm: found.map((f) => f.norm),
    },
    figures: [
      {
        kind: 'lines',
        id: 'error',
        title: { en: 'Error against the strength of the penalty', zh: '误差随正则强度的变化' },
        x,
        y: { label: { en: 'mean square error', zh: '均方误差' } },
        series: [
          { name: { en: 'shifted', zh: '有偏移' }, x: lambdas, y: found.map((f) => f.shifted) },
          { name: { en: 'not shifted', zh: '无偏移' }, x: lambdas, y: found.map((f) => f.error) },
        ],
      },
      {
        kind: 'lines',
        id: 'norm',
        title: { en: 'Size of the weights', zh: '权重的大小' },
        x,
        y: { label: { en: 'norm of the weights', zh: '权重范数' } },
        series: [{ name: { en: 'norm', zh: '范数' }, x: lambdas, y: found.map((f) => f.norm) }],
      },
    ],
  };
};

/** Standard normal features, y = 2x₁ + noise. */
function samples(params: Parameters, random: Random): Samples {
  const [n, d, noise] = ['samples', 'features', 'noise'].map((name) => numberAt(params, name)) as [
    number,
    number,
    number,
  ];
  const x = Float64Array.from({ length: n * d }, () => random.normal());
  const y = Float64Array.from({ length: n }, (_, i) => 2 * x[i * d]! + noise * random.normal());
  return { x, y };
}

/** Mean square error with every feature moved by `shift`. */
function errorOf(w: Float64Array, { x, y }: Samples, shift: number): number {
  const d = w.length;
  const prediction = y.map((_, i) => w.reduce((sum, weight, k) => sum + weight * (x[i * d + k]! + shift), 0));
  const mse = evaluatorOf('mse', {}, { layout: 'elements', columns: y.length });
  return mse.values({ cases: 1, prediction, label: y })[0] ?? NaN;
}
