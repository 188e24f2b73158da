// Ranking by WebAssembly against a plain sort of the same scores: value, counts and curve.
import { expect } from 'chai';
import fc from 'fast-check';
import type { Numbers } from '../../../src/worker/run/pass';
import { ScoreRanking } from '../../../src/worker/algorithms/scoreRanking';
import { CURVE_POINTS, type CurvePoint, type RankingResult } from '../../../src/worker/algorithms/ranking';
import { Breather } from '../../../src/worker/run/context';
import { random } from '../run/support';

const idle = { signal: new AbortController().signal, progress: () => undefined };

async function byWebAssembly(scores: Numbers, labels: ArrayLike<number>): Promise<RankingResult> {
  const ranking = ScoreRanking.of(scores.length, scores instanceof Float32Array);
  if (ranking === undefined) throw new Error('there is no room');
  // Handed over in pieces of odd lengths, as chunks of files may be.
  for (let at = 0; at < scores.length; at += 100_003) {
    const piece = Float32Array.from(
      { length: Math.min(100_003, scores.length - at) },
      (_, i) => labels[at + i]!,
    );
    ranking.add(scores.subarray(at, at + piece.length), piece);
  }
  expect(ranking.hasNaN).to.equal(false);
  return ranking.finish(new Breather(idle));
}

/** The scores sorted by comparison, and everything by its definition at each distinct one. */
function bySorting(scores: Numbers, labels: ArrayLike<number>): RankingResult {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => {
    const [x, y] = [scores[a]!, scores[b]!];
    return x === y ? 0 : y > x ? 1 : -1;
  });
  const positives = Array.from(labels).filter((label) => label === 1).length;
  const negatives = scores.length - positives;
  const curve: CurvePoint[] = [{ threshold: Infinity, tp: 0, fp: 0 }];
  const step = scores.length / (CURVE_POINTS - 2);
  let [tp, fp, pairs, gained, next] = [0, 0, 0, 0, step];
  for (let at = 0; at < order.length;) {
    const threshold = scores[order[at]!]! + 0;
    let [p, n] = [0, 0];
    for (; at < order.length && scores[order[at]!] === threshold; at++) {
      if (labels[order[at]!] === 1) p++;
      else n++;
    }
    pairs += n * (tp + p / 2);
    tp += p;
    fp += n;
    gained += p * (tp / (tp + fp));
    if (tp + fp < next && at < order.length) continue;
    curve.push({ threshold, tp, fp });
    while (next <= tp + fp) next += step;
  }
  return {
    positives,
    negatives,
    auc: positives * negatives === 0 ? NaN : pairs / (positives * negatives),
    averagePrecision: positives === 0 ? NaN : gained / positives,
    curve,
  };
}

async function expectSame(scores: Numbers, labels: ArrayLike<number>): Promise<void> {
  const [found, wanted] = [await byWebAssembly(scores, labels), bySorting(scores, labels)];
  expect(found.positives).to.equal(wanted.positives);
  expect(found.negatives).to.equal(wanted.negatives);
  expect(found.curve).to.deep.equal(wanted.curve);
  for (const name of ['auc', 'averagePrecision'] as const) {
    if (Number.isNaN(wanted[name])) expect(found[name], name).to.be.NaN;
    else expect(Math.abs(found[name] / wanted[name] - 1) || 0, name).to.be.below(1e-12);
  }
}

const draw = random(7);
const labelsOf = (length: number): Uint8Array => Uint8Array.from({ length }, () => (draw() < 0.3 ? 1 : 0));

/** Scores that make sorting hard, by the index and the number of all. */
const HARD: Readonly<Record<string, (i: number, n: number) => number>> = {
  'all equal': () => 0.25,
  'of two values': (i) => (i % 3 === 0 ? 0.25 : -7),
  'of ten values, both signs': () => Math.floor(draw() * 10) - 5,
  ascending: (i, n) => i / n,
  descending: (i, n) => 1 - i / n,
  'of both zeros, subnormals and infinities': (i) =>
    [0, -0, 1e-45, -1e-45, Infinity, -Infinity, 1e-39][i % 7]!,
  'of any size': () => (draw() - 0.5) * 10 ** (draw() * 70 - 38),
  probabilities: () => 0.001 + 0.998 * draw(),
  'logits in a narrow band': () => 100 + draw() * 1e-3,
  'one far from all others': (i) => (i === 0 ? 1e30 : draw()),
};

describe('ranking by WebAssembly', () => {
  for (const [name, make] of Object.entries(HARD)) {
    it(`ranks scores ${name} as a plain sort does`, async () => {
      for (const n of [1, 2, 3, 24, 25, 2047, 2048, 2049, 40_000]) {
        const scores = Float32Array.from({ length: n }, (_, i) => make(i, n));
        await expectSame(scores, labelsOf(n));
        await expectSame(
          Float64Array.from({ length: n }, (_, i) => make(i, n)),
          labelsOf(n),
        );
      }
    });
  }

  it('tells float64 scores apart that are one float32', async () => {
    for (const n of [2, 30, 5000, 70_000]) {
      const near = Float64Array.from({ length: n }, () => 0.1 + Math.floor(draw() * n) * 2 ** -55);
      await expectSame(near, labelsOf(n));
      const clusters = near.map((value, i) => value * (1 + (i % 5)));
      await expectSame(clusters, labelsOf(n));
    }
  });

  it('ranks any numbers, with any labels', async () => {
    const score = fc.oneof(
      fc.double({ noNaN: true }),
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(0, -0, Infinity, -Infinity, 5e-324, -5e-324, Number.MAX_VALUE),
    );
    const sample = fc.tuple(score, fc.constantFrom(0, 1));
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { minLength: 1, maxLength: 200 }), async (samples) => {
        const labels = samples.map(([, label]) => label);
        await expectSame(
          Float64Array.from(samples, ([value]) => value),
          labels,
        );
        await expectSame(
          Float32Array.from(samples, ([value]) => value),
          labels,
        );
      }),
    );
  });

  it('ranks 300,000 scores', async () => {
    const n = 300_000;
    await expectSame(
      Float32Array.from({ length: n }, () => draw() - 0.4),
      labelsOf(n),
    );
    await expectSame(
      Float64Array.from({ length: n }, () => draw() - 0.4),
      labelsOf(n),
    );
  });

  it('has a value that is not a number where one class is absent', async () => {
    const scores = Float32Array.of(0.2, 0.9, 0.2);
    await expectSame(scores, [0, 0, 0]);
    await expectSame(scores, [1, 1, 1]);
  });

  it('sees NaN anywhere, of either precision', () => {
    for (const make of [(n: number) => new Float32Array(n), (n: number) => new Float64Array(n)]) {
      for (const place of [0, 15, 16, 36]) {
        const scores = make(37);
        scores[place] = place % 2 === 0 ? NaN : -NaN;
        const ranking = ScoreRanking.of(37, scores instanceof Float32Array);
        ranking?.add(scores, new Float32Array(37));
        expect(ranking?.hasNaN, String(place)).to.equal(true);
      }
    }
  });

  it('has no room for nothing, nor for more than a memory holds', () => {
    expect(ScoreRanking.of(0, true)).to.equal(undefined);
    expect(ScoreRanking.of(2 ** 30, true)).to.equal(undefined);
  });

  it('stops between its steps when it is cancelled', async () => {
    const cancel = new AbortController();
    const ranking = ScoreRanking.of(3_000_000, true);
    const scores = Float32Array.from({ length: 3_000_000 }, draw);
    ranking?.add(scores, new Float32Array(scores.length));
    cancel.abort();
    const failure = await ranking
      ?.finish(new Breather({ ...idle, signal: cancel.signal }))
      .catch((error: unknown) => error);
    expect(failure).to.have.nested.property('failure.code', 'cancelled');
  });
});
