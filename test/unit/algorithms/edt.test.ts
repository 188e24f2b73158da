// The distance transform against the distance to every voxel of the mask in turn, and against values by algebra.
import { expect } from 'chai';
import fc from 'fast-check';
import { distances, squaredDistances } from '../../../src/worker/algorithms/edt';

function position(index: number, shape: readonly number[]): number[] {
  const out: number[] = [];
  let rest = index;
  for (const size of [...shape].reverse()) {
    out.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return out;
}

/** The definition: the least of all distances. */
function byDefinition(mask: Uint8Array, shape: readonly number[], spacing: readonly number[]): number[] {
  const places = Array.from(mask.keys(), (i) => position(i, shape));
  return places.map((here) => {
    let best = Infinity;
    places.forEach((there, j) => {
      if (mask[j] === 0) return;
      const d = here.reduce((sum, x, axis) => sum + ((x - there[axis]!) * spacing[axis]!) ** 2, 0);
      if (d < best) best = d;
    });
    return best;
  });
}

const volume = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 7 }), spacing: fc.constantFrom(0.3, 0.5, 1, 1.7, 4) }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((axes) => {
    const shape = axes.map(({ size }) => size);
    const count = shape.reduce((a, b) => a * b, 1);
    return fc.record({
      shape: fc.constant(shape),
      spacing: fc.constant(axes.map(({ spacing }) => spacing)),
      mask: fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: count, maxLength: count }),
    });
  });

describe('Euclidean distance transform', () => {
  it('is the least distance to a voxel of the mask, in one to four dimensions and with any spacing', () => {
    fc.assert(
      fc.property(volume, ({ shape, spacing, mask }) => {
        const bytes = Uint8Array.from(mask);
        const expected = byDefinition(bytes, shape, spacing);
        squaredDistances(bytes, shape, spacing).forEach((d, i) => {
          if (d === expected[i]) return;
          expect(Math.abs(d - expected[i]!) / Math.max(1, expected[i]!)).to.be.at.most(1e-13);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('crosses more lines than are gathered at once', () => {
    const [depth, width] = [3, 37];
    const mask = new Uint8Array(depth * width);
    mask[0] = 1;
    const found = distances(mask, [depth, width], [2, 0.5]);
    expect(found[width - 1]).to.equal(18);
    expect(found[2 * width]).to.equal(4);
    expect(found[2 * width + 6]).to.equal(5);
  });

  it('is infinite everywhere where the mask is empty, and 0 where it is full', () => {
    expect([...distances(new Uint8Array(6), [2, 3], [1, 1])]).to.deep.equal(new Array(6).fill(Infinity));
    expect([...distances(new Uint8Array(6).fill(1), [2, 3], [1, 1])]).to.deep.equal(new Array(6).fill(0));
  });

  it('keeps multiples of a spacing that no double holds exactly', () => {
    const mask = new Uint8Array(1001);
    mask[0] = 1;
    expect(distances(mask, [1001], [0.1])[1000]).to.equal(100);
  });
});
