// Data and exact references for what an algorithm computes: rankings and Lovász by sums over sorted numbers, distances
// between surfaces from every pair of their voxels, transport on a line, where the sorted sides are the plan.
import type { Parameters } from '../../src/protocol/compute';
import { seeded } from '../unit/catalogue/cases';
import type { DD } from './doubleDouble';
import { lineTransport } from './lineTransport';
import { areaUnderCurve, averagePrecision, lovaszSoftmax } from './sortedSums';
import { percentile95, pooledMean, surfaceDistances } from './surfacePairs';

export interface NumberArray {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'float64' | 'uint8';
}

export interface AlgorithmCase {
  readonly id: string;
  readonly name: string;
  readonly params: Parameters;
  readonly prediction: NumberArray;
  readonly label: NumberArray;
  readonly reference: () => DD;
}

/** How large the data are: numbers to sort, voxels along each side of a mask, points on each side of a transport. */
export interface Sizes {
  readonly numbers: number;
  readonly side: number;
  readonly points: number;
}

type Precision = 'float32' | 'float64';

const CLASSES = 4;

export function algorithmCases({ numbers, points, side }: Sizes): AlgorithmCase[] {
  const ofNumbers = (['float32', 'float64'] as const).flatMap((dtype) => [
    ...sorted(numbers, dtype),
    transport(points, dtype),
  ]);
  return [...ofNumbers, ...surfaces(side)];
}

const rounding = (dtype: Precision): ((v: number) => number) =>
  dtype === 'float32' ? Math.fround : (v: number): number => v;

function sorted(numbers: number, dtype: Precision): AlgorithmCase[] {
  const random = seeded(11);
  const round = rounding(dtype);
  // Every tenth score is one of a hundred, so that many are equal.
  const scores = Float64Array.from({ length: numbers }, (_, i) =>
    round(i % 10 === 0 ? Math.floor(100 * random()) / 100 : random()),
  );
  const labels = Uint8Array.from(scores, (score) => (random() < 0.1 + 0.5 * score ? 1 : 0));
  const rows = Math.floor(numbers / CLASSES);
  const shares = new Float64Array(CLASSES * rows);
  for (let row = 0; row < rows; row++) {
    const part = shares.subarray(row * CLASSES, (row + 1) * CLASSES);
    for (let k = 0; k < CLASSES; k++) part[k] = 0.02 + random() ** 3;
    const sum = part.reduce((a, b) => a + b, 0);
    for (let k = 0; k < CLASSES; k++) part[k] = round((part[k] ?? 0) / sum);
  }
  const classes = Uint8Array.from({ length: rows }, () => Math.floor(CLASSES * random()));
  const ranking = {
    params: {},
    prediction: { values: scores, shape: [numbers], dtype },
    label: { values: labels, shape: [numbers], dtype: 'uint8' },
  } as const;
  return [
    { id: 'roc_auc', name: 'roc_auc', ...ranking, reference: () => areaUnderCurve(scores, labels) },
    {
      id: 'average_precision',
      name: 'average_precision',
      ...ranking,
      reference: () => averagePrecision(scores, labels),
    },
    {
      id: 'lovasz_softmax',
      name: `lovasz_softmax (classes of ${CLASSES})`,
      params: {},
      prediction: { values: shares, shape: [rows, CLASSES], dtype },
      label: { values: classes, shape: [rows], dtype: 'uint8' },
      reference: () => lovaszSoftmax(shares, classes, CLASSES),
    },
  ];
}

/** Points on the line (3t, 4t): every distance is 5|Δt|, without rounding. */
function transport(points: number, dtype: Precision): AlgorithmCase {
  const random = seeded(13);
  const places = (): number[] =>
    Array.from({ length: points }, () => Math.floor(random() * 2 ** 18) / 2 ** 10);
  const [from, to] = [places(), places()];
  const onLine = (ts: readonly number[]): NumberArray => ({
    values: ts.flatMap((t) => [3 * t, 4 * t]),
    shape: [points, 2],
    dtype,
  });
  return {
    id: 'emd',
    name: `emd (${points} × ${points} points)`,
    params: {},
    prediction: onLine(from),
    label: onLine(to),
    reference: () => lineTransport(from, to, 5),
  };
}

/** A ball, and one that is longer, lies beside it and has a hole. */
function surfaces(side: number): AlgorithmCase[] {
  const radius = side / 5;
  const mask = (inside: (x: number, y: number, z: number) => boolean): Uint8Array =>
    Uint8Array.from({ length: side ** 3 }, (_, i) => {
      const [z, y, x] = [i % side, Math.floor(i / side) % side, Math.floor(i / side ** 2)];
      return inside((x - side / 2) / radius, (y - side / 2) / radius, (z - side / 2) / radius) ? 1 : 0;
    });
  const prediction = mask((x, y, z) => x * x + y * y + z * z < 1);
  const label = mask(
    (x, y, z) =>
      (x - 0.2) ** 2 + y * y + (z / 1.4) ** 2 < 1 && x * x + (y - 0.3) ** 2 + (z - 0.5) ** 2 > 0.06,
  );
  const images = {
    params: {},
    prediction: { values: prediction, shape: [side, side, side], dtype: 'uint8' },
    label: { values: label, shape: [side, side, side], dtype: 'uint8' },
  } as const;
  const between = held(() => surfaceDistances(prediction, label, side));
  const name = (id: string): string => `${id} (${side}³ masks)`;
  return [
    {
      id: 'hausdorff95',
      name: name('hausdorff95'),
      ...images,
      reference: () => percentile95(between()),
    },
    { id: 'assd', name: name('assd'), ...images, reference: () => pooledMean(between()) },
  ];
}

/** Worked out once. */
function held<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}
