// The distance transform against the distance to every voxel of the mask in turn, and against values by algebra.
import { expect } from 'chai';
import fc from 'fast-check';
import { DistanceTransform, distances, squaredDistances } from '../../../src/worker/algorithms/edt';

function position(index: number, shape: readonly number[]): number[] {
  const out: number[] = [];
  let rest = index;
  for (const size of [...shape].reverse()) {
    out.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return out;
}

/** Numbers from 0 to 1, the same for the same seed: one mask is far quicker drawn so than by the library. */
function drawFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** The definition: the least of all distances, its terms added in the order of the axes. */
function byDefinition(mask: Uint8Array, shape: readonly number[], spacing: readonly number[]): Float64Array {
  const places = Array.from(mask.keys(), (i) => position(i, shape));
  const sites = places.filter((_, i) => mask[i] !== 0);
  return Float64Array.from(places, (here) => {
    let best = Infinity;
    for (const there of sites) {
      let sum = 0;
      for (let axis = 0; axis < here.length; axis++)
        sum += ((here[axis]! - there[axis]!) * spacing[axis]!) ** 2;
      if (sum < best) best = sum;
    }
    return best;
  });
}

/** Masks of single voxels, of blobs, of nearly everything; empty and full ones. */
const volume = fc
  .record({
    axes: fc.array(
      fc.record({ size: fc.integer({ min: 1, max: 20 }), step: fc.constantFrom(0.3, 0.5, 1, 1.7, 4) }),
      { minLength: 1, maxLength: 4 },
    ),
    share: fc.constantFrom(0, 0.004, 0.03, 0.2, 0.9, 1),
    seed: fc.integer({ min: 1, max: 2 ** 30 }),
  })
  .map(({ axes, share, seed }) => {
    // Four axes of 20 have more pairs of voxels than can be looked at.
    const shape = axes.map(({ size }) => (axes.length > 3 ? Math.ceil(size / 3) : size));
    const draw = drawFrom(seed);
    const mask = new Uint8Array(shape.reduce((a, b) => a * b, 1)).map(() => (draw() < share ? 1 : 0));
    return { shape, spacing: axes.map(({ step }) => step), mask };
  });

function expectSame(found: Float64Array, expected: Float64Array): void {
  expect(found.length).to.equal(expected.length);
  found.forEach((d, i) => {
    const wanted = expected[i]!;
    if (d !== wanted) expect(Math.abs(d - wanted) / wanted, `voxel ${i}`).to.be.at.most(4 * Number.EPSILON);
  });
}

describe('Euclidean distance transform', () => {
  for (const [where, room] of [
    ['in WebAssembly', Infinity],
    ['in typed arrays', 0],
  ] as const)
    it(`is the least distance to a voxel of the mask, in one to four dimensions and with any spacing, ${where}`, () => {
      fc.assert(
        fc.property(volume, ({ shape, spacing, mask }) => {
          const expected = byDefinition(mask, shape, spacing);
          const transform = new DistanceTransform(shape, spacing, room);
          expectSame(transform.squared(mask), expected);
          expectSame(transform.distances(mask), expected.map(Math.sqrt));
        }),
        { numRuns: 60 },
      );
    });

  it('takes lines whose voxels are near for some and far for others', () => {
    const shape = [5, 66, 47];
    const mask = new Uint8Array(5 * 66 * 47);
    const sites = [
      [0, 3, 5],
      [4, 60, 17],
      [3, 34, 46],
      [4, 61, 40],
    ] as const;
    for (const [z, y, x] of sites) mask[(z * 66 + y) * 47 + x] = 1;
    for (let z = 0; z < 5; z++) mask.fill(1, (z * 66 + 20) * 47, (z * 66 + 21) * 47);
    expectSame(squaredDistances(mask, shape, [2.5, 1, 0.7]), byDefinition(mask, shape, [2.5, 1, 0.7]));
  });

  it('forgets the image before', () => {
    const shape = [4, 20, 20];
    const transform = new DistanceTransform(shape, [1, 1, 1]);
    const [first, second] = [new Uint8Array(1600), new Uint8Array(1600)];
    first.fill(1, 0, 40);
    second[1200] = second[1599] = 1;
    transform.squared(first);
    expectSame(transform.squared(second), byDefinition(second, shape, [1, 1, 1]));
    expect(transform.squared(new Uint8Array(1600)).every((d) => d === Infinity)).to.equal(true);
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
