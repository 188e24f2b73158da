// Surfaces of masks and the distances between them, against the definitions voxel by voxel.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  cropToUnion,
  directedDistances,
  percentile,
  surfaceOf,
} from '../../../src/worker/algorithms/surface';
import { surfaceDistances } from '../../../src/worker/algorithms/surfaceMetrics';

function position(index: number, shape: readonly number[]): number[] {
  const out: number[] = [];
  let rest = index;
  for (const size of [...shape].reverse()) {
    out.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return out;
}

function at(mask: Uint8Array, shape: readonly number[], place: readonly number[]): number {
  if (place.some((x, axis) => x < 0 || x >= shape[axis]!)) return 0;
  return mask[place.reduce((index, x, axis) => index * shape[axis]! + x, 0)]!;
}

/** Foreground with a face neighbour that is not. */
function surfaceByDefinition(mask: Uint8Array, shape: readonly number[]): number[][] {
  return Array.from(mask.keys(), (i) => position(i, shape)).filter(
    (place) =>
      at(mask, shape, place) === 1 &&
      place.some((_, axis) =>
        [-1, 1].some(
          (step) =>
            at(
              mask,
              shape,
              place.map((x, k) => (k === axis ? x + step : x)),
            ) === 0,
        ),
      ),
  );
}

function nearest(from: number[][], to: number[][], spacing: readonly number[]): number[] {
  return from.map((a) =>
    Math.min(...to.map((b) => Math.hypot(...a.map((x, axis) => (x - b[axis]!) * spacing[axis]!)))),
  );
}

const pair = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 7 }), step: fc.constantFrom(0.5, 1, 2.3) }), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((axes) => {
    const shape = axes.map(({ size }) => size);
    const count = shape.reduce((a, b) => a * b, 1);
    const mask = fc
      .array(fc.constantFrom(0, 0, 1), { minLength: count, maxLength: count })
      .map((bits) => Uint8Array.from(bits));
    return fc.record({
      shape: fc.constant(shape),
      spacing: fc.constant(axes.map(({ step }) => step)),
      a: mask,
      b: mask,
    });
  });

describe('surface distances', () => {
  it('finds the foreground next to what is not, outside of the image included', () => {
    fc.assert(
      fc.property(pair, ({ shape, a }) => {
        const found = surfaceOf(a, shape);
        const expected = surfaceByDefinition(a, shape).map((place) => place.join());
        expect(
          [...found.keys()].filter((i) => found[i] === 1).map((i) => position(i, shape).join()),
        ).to.deep.equal(expected);
      }),
    );
  });

  it('measures from every surface voxel to the nearest of the other mask, both ways', () => {
    fc.assert(
      fc.property(pair, ({ shape, spacing, a, b }) => {
        const found = surfaceDistances(a, b, { shape, spacing });
        const [ofA, ofB] = [surfaceByDefinition(a, shape), surfaceByDefinition(b, shape)];
        if (ofA.length === 0 && ofB.length === 0) {
          expect(found).to.equal('both empty');
          return;
        }
        if (ofA.length === 0 || ofB.length === 0) {
          expect(found).to.equal('one empty');
          return;
        }
        if (typeof found === 'string') throw new Error(found);
        for (const [got, wanted] of [
          [found.there.distances, nearest(ofA, ofB, spacing)],
          [found.back.distances, nearest(ofB, ofA, spacing)],
        ] as const) {
          wanted.sort((x, y) => x - y);
          expect(got.length).to.equal(wanted.length);
          got.forEach((d, i) => expect(d).to.be.closeTo(wanted[i]!, 1e-12 * (1 + wanted[i]!)));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('looks only at the box around both masks', () => {
    const [a, b] = [new Uint8Array(5 * 6 * 7), new Uint8Array(5 * 6 * 7)];
    a[1 * 42 + 2 * 7 + 3] = 1;
    b[3 * 42 + 2 * 7 + 5] = 1;
    const box = cropToUnion(a, b, [5, 6, 7]);
    expect(box?.shape).to.deep.equal([3, 1, 3]);
    expect(box?.masks.map((mask) => [...mask].indexOf(1))).to.deep.equal([0, 8]);
    expect(cropToUnion(new Uint8Array(4), new Uint8Array(4), [2, 2])).to.equal(undefined);
  });

  it('searches a line no further than it must, but far enough', () => {
    const [from, to] = [new Uint8Array(50), new Uint8Array(50)];
    from[20] = 1;
    to[49] = 1;
    expect([...directedDistances(from, to, [1, 50], [1, 2])]).to.deep.equal([58]);
    to[3] = 1;
    expect([...directedDistances(from, to, [1, 50], [1, 2])]).to.deep.equal([34]);
  });
});

describe('percentile', () => {
  it('lies between the two nearest ranks, as numpy.percentile gives it', () => {
    const values = Float64Array.of(1, 2, 4, 8);
    expect(percentile(values, 95)).to.be.closeTo(7.4, 1e-12);
    expect(percentile(values, 50)).to.equal(3);
    expect(percentile(values, 100)).to.equal(8);
    expect(percentile(Float64Array.of(3), 95)).to.equal(3);
  });
});
