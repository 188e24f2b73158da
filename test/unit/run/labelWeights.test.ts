// Weighted means of classes: their divisor is known from the labels, so that the predictions are read once.
import { expect } from 'chai';
import type { ComputationResult, Nested } from '../../../src/protocol/compute';
import { run } from '../../../src/worker/run/run';
import { memory, random } from './support';

const ROWS = 9000;
const CLASSES = 3;
const draw = random(11);
const prediction = Array.from({ length: ROWS }, () => Array.from({ length: CLASSES }, () => 4 * draw() - 2));
const label = Array.from({ length: ROWS }, () => Math.floor(CLASSES * draw()));

interface Found extends ComputationResult {
  /** How many times each number of the prediction was read. */
  readonly readings: number;
}

async function crossEntropy(
  labels: number[],
  params: Record<string, number | string | number[]>,
  reduction: 'mean' | 'sum',
): Promise<Found> {
  let numbers = 0;
  const platform = {
    open(...[input, role]: Parameters<typeof memory.open>): ReturnType<typeof memory.open> {
      const source = memory.open(input, role);
      if (role !== 'prediction') return source;
      const read: typeof source.read = (start, into) => {
        numbers += into.length / 8;
        source.read(start, into);
      };
      return Object.assign(Object.create(source) as typeof source, { read });
    },
  };
  const request = {
    compute: [{ id: 'cross_entropy', params: { input: 'logits', ...params } }],
    prediction,
    label: labels,
    reduction,
    gradient: true,
  };
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const answer = await run(request, platform, context);
  if (!answer.ok) throw new Error(answer.error.message);
  const [result] = answer.results;
  if (result === undefined) throw new Error('no result');
  return { ...result, readings: numbers / (ROWS * CLASSES) };
}

/** The gradient of a weighted mean is that of the sum over Σ of the labels' weights. */
async function expectMean(
  labels: number[],
  params: Record<string, number | string | number[]>,
  divisor: number,
): Promise<{ mean: Found; sum: Found }> {
  const [mean, sum] = [await crossEntropy(labels, params, 'mean'), await crossEntropy(labels, params, 'sum')];
  expect(mean.value).to.be.closeTo((sum.value as number) / divisor, 1e-13);
  const [ours, theirs] = [mean, sum].map(({ gradient }) => (gradient as Nested[]).flat(2) as number[]);
  ours?.forEach((g, i) => expect(g).to.be.closeTo((theirs?.[i] ?? NaN) / divisor, 1e-17));
  return { mean, sum };
}

describe('the divisor of a weighted mean', () => {
  it('is the number of labels where they weigh the same', async () => {
    const { mean, sum } = await expectMean(label, {}, ROWS);
    expect(mean.readings).to.equal(sum.readings);
  });

  it('is the sum of the weights of their classes', async () => {
    const weight = [0.25, 3, 0];
    const divisor = label.reduce((total, k) => total + (weight[k] ?? NaN), 0);
    const { mean, sum } = await expectMean(label, { weight }, divisor);
    expect(mean.readings).to.equal(sum.readings);
  });

  it('leaves out what is ignored, at the price of a second pass', async () => {
    const some = label.map((k, i) => (i % 1000 === 7 ? -100 : k));
    const { mean, sum } = await expectMean(some, {}, ROWS - 9);
    expect(mean.readings).to.be.greaterThan(sum.readings);
  });

  it('is refused where a label is no class, as without a gradient', async () => {
    const error = await crossEntropy([...label.slice(1), 7], {}, 'mean').catch((e: unknown) => e);
    expect((error as Error).message).to.match(/7/);
  });
});
