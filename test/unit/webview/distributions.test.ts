// Distributions that are dragged, and the plan that moves one into the other.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  costOf,
  cumulative,
  resized,
  transportPlan,
  withBin,
} from '../../../webview/visualizer/views/distributions/distribution';

const distribution = (bins: number) =>
  fc.array(fc.integer({ min: 0, max: 50 }), { minLength: bins, maxLength: bins }).map((counts) => {
    const sum = counts.reduce((a, b) => a + b, 0);
    return sum === 0 ? counts.map(() => 1 / bins) : counts.map((c) => c / sum);
  });
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('a distribution that is dragged', () => {
  it('still sums to 1, and the other bins keep their proportions', () => {
    fc.assert(
      fc.property(
        distribution(6),
        fc.nat(5),
        fc.double({ min: -1, max: 2, noNaN: true }),
        (p, bin, value) => {
          const next = withBin(p, bin, value);
          expect(total(next)).to.be.closeTo(1, 1e-12);
          expect(next[bin]).to.equal(Math.min(1, Math.max(0, value)));
          const [a = 0, b = 0] = [0, 1, 2, 3, 4, 5].filter((i) => i !== bin);
          expect((next[a] ?? 0) * (p[b] ?? 0)).to.be.closeTo((next[b] ?? 0) * (p[a] ?? 0), 1e-12);
        },
      ),
    );
  });

  it('takes another number of bins', () => {
    expect(resized([0.5, 0.25, 0.25], 2)).to.deep.equal([0.5 / 0.75, 0.25 / 0.75]);
    expect(resized([0, 0, 1], 2)).to.deep.equal([0.5, 0.5]);
    expect(total(resized([0.2, 0.8], 5))).to.equal(1);
  });
});

describe('the transport plan', () => {
  it('takes all of one, gives all of the other, and costs the area between the cumulative sums', () => {
    fc.assert(
      fc.property(distribution(7), distribution(7), (q, p) => {
        const plan = transportPlan(q, p);
        const moved = (side: 'from' | 'to', bin: number): number =>
          total(plan.filter((move) => move[side] === bin).map(({ mass }) => mass));
        q.forEach((v, i) => expect(moved('from', i)).to.be.closeTo(v, 1e-9));
        p.forEach((v, i) => expect(moved('to', i)).to.be.closeTo(v, 1e-9));
        const [P, Q] = [cumulative(p), cumulative(q)];
        const area = total(P.map((v, i) => Math.abs(v - (Q[i] ?? 0))));
        expect(costOf(plan)).to.be.closeTo(area, 1e-9);
      }),
    );
  });
});
