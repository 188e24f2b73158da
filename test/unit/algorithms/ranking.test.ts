// Ranking metrics against their definitions: the share of pairs in the right order, precision at every recall.
import { expect } from 'chai';
import fc from 'fast-check';
import { CURVE_POINTS, rank } from '../../../src/worker/algorithms/ranking';

interface Sample {
  readonly score: number;
  readonly positive: number;
  readonly weight: number;
}

/** Few distinct scores, so that many are tied. */
const samples = fc.array(
  fc.record({
    score: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1, max: 1, noNaN: true })),
    positive: fc.constantFrom(0, 1),
    weight: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 40 },
);

function ranked(of: readonly Sample[], weighted: boolean): ReturnType<typeof rank> {
  return rank({
    scores: Float64Array.from(of, ({ score }) => score),
    positive: Uint8Array.from(of, ({ positive }) => positive),
    ...(weighted ? { weights: Float64Array.from(of, ({ weight }) => weight) } : {}),
  });
}

function pairShare(of: readonly Sample[]): number {
  const [up, down] = [of.filter((s) => s.positive === 1), of.filter((s) => s.positive === 0)];
  const wins = up.flatMap((a) => down.map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)));
  return wins.length === 0 ? NaN : wins.reduce<number>((a, b) => a + b, 0) / wins.length;
}

/** Precision at each distinct score, weighted by the recall that it adds. */
function precisionByRecall(of: readonly Sample[]): number {
  const all = of.filter((s) => s.positive === 1).length;
  if (all === 0) return NaN;
  return [...new Set(of.map(({ score }) => score))].reduce((sum, score) => {
    const called = of.filter((s) => s.score >= score);
    const right = called.filter((s) => s.positive === 1).length;
    const gained = of.filter((s) => s.score === score && s.positive === 1).length;
    return sum + (gained / all) * (right / called.length);
  }, 0);
}

function expectSame(a: number, b: number): void {
  if (Number.isNaN(b)) expect(a).to.be.NaN;
  else expect(a).to.be.closeTo(b, 1e-12);
}

describe('ranking', () => {
  it('gives the share of pairs in the right order, ties counting half', () => {
    fc.assert(fc.property(samples, (of) => expectSame(ranked(of, false).auc, pairShare(of))));
  });

  it('gives the mean precision over recall', () => {
    fc.assert(
      fc.property(samples, (of) => expectSame(ranked(of, false).averagePrecision, precisionByRecall(of))),
    );
  });

  it('takes a weight for that many samples', () => {
    fc.assert(
      fc.property(samples, (of) => {
        const repeated = of.flatMap((s) => Array.from({ length: s.weight }, () => s));
        expectSame(ranked(of, true).auc, ranked(repeated, false).auc);
        expectSame(ranked(of, true).averagePrecision, ranked(repeated, false).averagePrecision);
      }),
    );
  });

  it('draws a curve of few points whose trapezoids have the area', () => {
    fc.assert(
      fc.property(samples, (of) => {
        const { curve, auc, positives, negatives } = ranked(of, false);
        expect(curve.at(-1)).to.include({ tp: positives, fp: negatives });
        if (Number.isNaN(auc)) return;
        const area = curve
          .slice(1)
          .reduce((sum, at, k) => sum + ((at.fp - curve[k]!.fp) * (at.tp + curve[k]!.tp)) / 2, 0);
        expect(area / (positives * negatives)).to.be.closeTo(auc, 1e-12);
      }),
    );
    const many = Array.from({ length: 5000 }, (_, i) => ({ score: Math.sin(i), positive: i % 2, weight: 1 }));
    const { curve } = ranked(many, false);
    expect(curve.length).to.be.within(500, CURVE_POINTS);
    expect(curve.at(-1)).to.include({ tp: 2500, fp: 2500 });
  });
});
