// Sizes of surface elements against geometry that is known: flat walls, cut corners, and the symmetry of a mask and
// what it leaves out.
import { expect } from 'chai';
import { cellCodes, surfelSizes } from '../../../src/worker/algorithms/surfels';

/** Σ of the sizes over the whole surface of a mask. */
function surface(mask: number[], shape: number[], spacing: number[]): number {
  const sizes = surfelSizes(spacing);
  return cellCodes(Uint8Array.from(mask), shape).codes.reduce((sum, code) => sum + sizes[code]!, 0);
}

describe('surface elements', () => {
  it('are as large for a mask as for its complement, and 0 where no surface passes', () => {
    for (const spacing of [
      [2, 3],
      [1.3, 0.7, 2.1],
    ]) {
      const sizes = surfelSizes(spacing);
      expect(sizes[0]).to.equal(0);
      sizes.forEach((size, code) => expect(size).to.be.closeTo(sizes[sizes.length - 1 - code]!, 1e-14));
    }
  });

  it('cut a corner off: half a diagonal, and a triangle through three midpoints', () => {
    expect(surfelSizes([3, 4])[1]).to.equal(2.5);
    // Half of |(b − a) × (c − a)| with a, b, c halfway along edges of 2, 4 and 6.
    expect(surfelSizes([2, 4, 6])[1]).to.be.closeTo(Math.hypot(2 * 3, 1 * 3, 1 * 2) / 2, 1e-14);
  });

  it('make a wall as large as the wall', () => {
    // The half of the space beyond axis 0, seen from one cell.
    expect(surfelSizes([2, 4, 6])[0b00001111]).to.equal(24);
    expect(surfelSizes([2, 5])[0b0011]).to.equal(5);
    expect(surfelSizes([2, 5])[0b0101]).to.equal(2);
  });

  it('close around a single voxel: a diamond, an octahedron', () => {
    expect(surface([1], [1, 1], [1, 1])).to.be.closeTo(4 * Math.hypot(0.5, 0.5), 1e-14);
    expect(surface([1], [1, 1, 1], [1, 1, 1])).to.be.closeTo(8 * (Math.sqrt(3) / 8), 1e-14);
  });

  it('lie between a voxel and the next, one cell more along each axis', () => {
    const { codes, shape } = cellCodes(Uint8Array.of(0, 1), [1, 2]);
    expect(shape).to.deep.equal([2, 3]);
    expect([...codes]).to.deep.equal([0, 1, 2, 0, 4, 8]);
  });
});
