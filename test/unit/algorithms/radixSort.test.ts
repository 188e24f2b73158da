// Sorting by radix against the engine's own sort.
import { expect } from 'chai';
import fc from 'fast-check';
import { ascending, descendingOrder } from '../../../src/worker/algorithms/radixSort';

/** Numbers with ties, of both signs, that differ beyond a float32's digits. */
const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: 0, max: 5 }).map((k) => 0.1 + k * 1e-15),
  fc.constantFrom(0, -0, Infinity, -Infinity, 1e-320, Number.MAX_VALUE),
);
const numbers = fc.array(number, { maxLength: 200 }).map((values) => Float64Array.from(values));

describe('radix sort', () => {
  it('orders any numbers from the largest to the smallest, equal ones as they stood', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const expected = [...values.keys()].sort((a, b) => {
          if (values[a] === values[b]) return a - b;
          return values[b]! > values[a]! ? 1 : -1;
        });
        expect([...descendingOrder(values)]).to.deep.equal(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('sorts values upwards, of float32 and of float64', () => {
    const float32 = fc.array(fc.float({ noNaN: true }), { maxLength: 200 });
    fc.assert(
      fc.property(
        fc.oneof(
          numbers,
          float32.map((values) => Float64Array.from(values)),
        ),
        (values) => {
          const expected = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
          expect([...ascending(values)].map((v) => v + 0)).to.deep.equal(expected.map((v) => v + 0));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('settles long runs of numbers that are one float32', () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => 1 + ((i * 271) % 500) * 1e-13);
    const order = descendingOrder(values);
    expect([...order].every((at, i) => i === 0 || values[at]! < values[order[i - 1]!]!)).to.equal(true);
  });
});
