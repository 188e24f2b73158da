// The Lovász extension against what it extends: on errors of 0 and 1 it is the Jaccard loss itself.
import { expect } from 'chai';
import fc from 'fast-check';
import { lovaszExtension, lovaszValue } from '../../../src/worker/algorithms/lovasz';

const bits = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.constantFrom(0, 1), { minLength: length, maxLength: length });
const ones = (n: number): Float64Array => new Float64Array(n).fill(1);
const close = (a: number, b: number): boolean => Math.abs(a - b) < 1e-12;

describe('Lovász extension', () => {
  it('is one minus intersection over union where every error is 0 or 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }).chain((n) => fc.tuple(bits(n), bits(n))),
        ([truth, wrong]) => {
          const found = truth.map((y, i) => (wrong[i] === 1 ? 1 - y : y));
          const both = truth.filter((y, i) => y === 1 && found[i] === 1).length;
          const either = truth.filter((y, i) => y === 1 || found[i] === 1).length;
          const { value } = lovaszExtension(
            Float64Array.from(wrong),
            Float64Array.from(truth),
            ones(truth.length),
          );
          expect(value).to.be.closeTo(either === 0 ? 0 : 1 - both / either, 1e-14);
        },
      ),
    );
  });

  it('is linear along its gradient: the value is Σ error · gradient', () => {
    const errors = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(errors, fc.infiniteStream(fc.constantFrom(0, 1)), (e, labels) => {
        const truth = Float64Array.from(e, () => labels.next().value as number);
        const { value, gradient } = lovaszExtension(Float64Array.from(e), truth, ones(e.length));
        expect(
          close(
            value,
            e.reduce((sum, v, i) => sum + v * gradient[i]!, 0),
          ),
        ).to.equal(true);
        expect(gradient.every((g) => g >= -1e-15)).to.equal(true);
      }),
    );
  });

  it('takes an element of weight 0 for absent and one of weight 2 for two', () => {
    const [errors, truth] = [Float64Array.of(0.9, 0.4, 0.7, 0.2), Float64Array.of(1, 0, 0, 1)];
    const without = lovaszExtension(Float64Array.of(0.9, 0.7, 0.2), Float64Array.of(1, 0, 1), ones(3));
    expect(lovaszExtension(errors, truth, Float64Array.of(1, 0, 1, 1)).value).to.be.closeTo(
      without.value,
      1e-15,
    );
    const twice = lovaszExtension(
      Float64Array.of(0.9, 0.4, 0.7, 0.2, 0.2),
      Float64Array.of(1, 0, 0, 1, 1),
      ones(5),
    );
    expect(lovaszExtension(errors, truth, Float64Array.of(1, 1, 1, 2)).value).to.be.closeTo(
      twice.value,
      1e-15,
    );
  });

  it('is the largest error where the class is absent', () => {
    const { value, gradient } = lovaszExtension(Float64Array.of(0.2, 0.8, 0.5), new Float64Array(3), ones(3));
    expect(value).to.equal(0.8);
    expect([...gradient]).to.deep.equal([0, 1, 0]);
  });

  it('has the same value where no gradient is wanted, with ties and weights', () => {
    const element = fc.record({
      error: fc.oneof(fc.constantFrom(0, 0.25, 1), fc.double({ min: 0, max: 3, noNaN: true })),
      truth: fc.constantFrom(0, 1),
      weight: fc.constantFrom(0, 1, 2),
    });
    fc.assert(
      fc.property(fc.array(element, { maxLength: 30 }), fc.boolean(), (elements, weighs) => {
        const errors = Float64Array.from(elements, ({ error }) => error);
        const truth = Float64Array.from(elements, (e) => e.truth);
        const weight = Float64Array.from(elements, (e) => (weighs ? e.weight : 1));
        const { value } = lovaszExtension(errors, truth, weight);
        expect(close(lovaszValue(errors, truth, weight), value)).to.equal(true);
      }),
    );
  });
});
