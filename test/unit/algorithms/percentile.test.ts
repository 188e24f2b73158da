// The nth largest value against a sort: signs, ties, zeros and infinities.
import { expect } from 'chai';
import fc from 'fast-check';
import { nthLargest } from '../../../src/worker/algorithms/percentile';

const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.constantFrom(0, 1, 1, 2, -1, Infinity, -Infinity, 1 + 2 ** -40, 5e-324, -5e-324),
  fc.integer({ min: -3, max: 3 }),
);

describe('the nth largest value', () => {
  it('is that of the sorted values, with as many above', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 200 }), fc.nat(), (drawn, seed) => {
        // −0 and 0 are equal, and stand at different ranks: the caller makes one of them.
        const values = drawn.map((value) => value + 0);
        const n = 1 + (seed % values.length);
        const sorted = [...values].sort((a, b) => (a === b ? 0 : b > a ? 1 : -1));
        const { value, above } = nthLargest(Float64Array.from(values), n);
        expect(value).to.equal(sorted[n - 1]);
        expect(above).to.equal(values.filter((other) => other > value).length);
      }),
      { numRuns: 500 },
    );
  });
});
