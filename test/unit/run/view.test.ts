// What the results view is given: histograms that count everything, the hardest samples, the share of the gradient.
import { expect } from 'chai';
import fc from 'fast-check';
import { GrowingHistogram } from '../../../src/worker/view/histogram';
import { Hardest } from '../../../src/worker/view/hardest';
import { compute } from './support';

/** Numbers whose bins are exact. */
const finite = fc.integer({ min: -(2 ** 30), max: 2 ** 30 }).map((n) => n / 1024);

describe('GrowingHistogram', () => {
  it('counts every value between edges that hold it, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 3000 }), (values) => {
        const histogram = new GrowingHistogram();
        histogram.addAll(Float64Array.from(values));
        const [found] = histogram.finish(48) ?? [];
        expect(found?.counts.length).to.be.at.most(48);
        expect(found?.edges.length).to.equal((found?.counts.length ?? 0) + 1);
        found?.counts.forEach((count, i) => {
          const [low = NaN, high = NaN] = [found.edges[i], found.edges[i + 1]];
          expect(count).to.equal(values.filter((v) => v >= low && v < high).length);
        });
        expect(found?.counts.reduce((a, b) => a + b, 0)).to.equal(values.length);
      }),
      { numRuns: 60 },
    );
  });

  it('grows both ways after the first thousand values', () => {
    const histogram = new GrowingHistogram(2);
    histogram.addAll(
      Float64Array.from({ length: 2000 }, (_, i) => i / 2000),
      { weights: new Float64Array(2000).fill(-2) },
    );
    histogram.addAll(Float64Array.of(-1e9, 1e9), { weights: Float64Array.of(5, 7) });
    const [counts, weights] = histogram.finish(48) ?? [];
    expect(counts?.counts.reduce((a, b) => a + b, 0)).to.equal(2002);
    expect(weights?.counts.reduce((a, b) => a + b, 0)).to.equal(4012);
    expect(counts?.edges[0]).to.be.at.most(-1e9);
    expect(counts?.edges.at(-1)).to.be.above(1e9);
  });

  it('takes every so many values where it is asked to', () => {
    const histogram = new GrowingHistogram();
    histogram.addAll(
      Float64Array.from({ length: 100 }, (_, i) => i),
      { first: 3, step: 10 },
    );
    const [found] = histogram.finish(48) ?? [];
    expect(found?.counts.reduce((a, b) => a + b, 0)).to.equal(10);
  });

  it('leaves NaN and infinities out, and is nothing without values', () => {
    const histogram = new GrowingHistogram();
    histogram.addAll(Float64Array.of(NaN, Infinity, -Infinity));
    expect(histogram.finish(10)).to.equal(undefined);
  });
});

describe('Hardest', () => {
  it('keeps the largest losses, hardest first', () => {
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 300 }), (losses) => {
        const hardest = new Hardest(10);
        losses.forEach((loss, index) => hardest.offer(loss, index, () => ({ prediction: [], label: [] })));
        const expected = [...losses].sort((a, b) => b - a).slice(0, 10);
        expect(hardest.sorted().map((s) => s.loss)).to.deep.equal(expected);
      }),
    );
  });
});

describe('the view of a result', () => {
  it('gives the share of the gradient by prediction, as bce has it by algebra', async () => {
    // |dL/dp| is 1/p for label 1: 10 at p = 0.1, 1.25 at p = 0.8.
    const { view } = await compute({
      compute: [{ id: 'bce' }],
      prediction: [0.1, 0.8],
      label: [1, 1],
      view: true,
    });
    const shares = view?.gradientShare?.shares.filter((s) => s > 0) ?? [];
    expect(shares[0]).to.be.closeTo(10 / 11.25, 1e-12);
    expect(shares[1]).to.be.closeTo(1.25 / 11.25, 1e-12);
    expect(view?.meanAbsoluteGradient).to.be.closeTo(11.25 / 2, 1e-12);
    expect(view?.hardest?.[0]).to.deep.include({ index: 0, prediction: [0.1], label: [1] });
  });
});
