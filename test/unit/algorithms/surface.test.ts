// Surfaces of masks and the distances between them, against the definitions voxel by voxel.
import { expect } from 'chai';
import fc from 'fast-check';
import { bitsOf, bytesOf, countOnes, noBits, Packer } from '../../../src/worker/algorithms/bitMasks';
import { percentile } from '../../../src/worker/algorithms/percentile';
import { longAxesLast, Surfaces } from '../../../src/worker/algorithms/surface';
import { directedDistances, surfaceOf } from '../../../src/worker/algorithms/surfacePlain';

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
  return from.map((a) => {
    let best = Infinity;
    for (const b of to) {
      let sum = 0;
      for (let axis = 0; axis < a.length; axis++) sum += ((a[axis]! - b[axis]!) * spacing[axis]!) ** 2;
      if (sum < best) best = sum;
    }
    return Math.sqrt(best);
  });
}

/** Sides that end within a word of bits, with it and behind it. */
const side = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(15, 16, 17, 31, 63, 64, 65, 130));

const pair = fc
  .record({
    last: side,
    others: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
    steps: fc.array(fc.constantFrom(0.5, 1, 2.3), { minLength: 3, maxLength: 3 }),
    shares: fc.array(fc.constantFrom(0, 0.01, 0.1, 0.5, 0.9, 1), { minLength: 2, maxLength: 2 }),
    seed: fc.integer({ min: 1, max: 2 ** 30 }),
  })
  .map(({ last, others, steps, shares, seed }) => {
    const shape = [...others, last];
    const draw = drawFrom(seed);
    const [a, b] = shares.map((share) =>
      new Uint8Array(shape.reduce((x, y) => x * y, 1)).map(() => (draw() < share ? 1 : 0)),
    ) as [Uint8Array, Uint8Array];
    return { shape, spacing: steps.slice(0, shape.length), a, b };
  });

function drawFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function expectNear(found: Float64Array, expected: readonly number[]): void {
  expect(found.length).to.equal(expected.length);
  found.forEach((d, i) => expect(d).to.be.closeTo(expected[i]!, 1e-12 * (1 + expected[i]!)));
}

describe('masks as bits', () => {
  it('come back as they were, rows of any length, and say what is no mask', () => {
    fc.assert(
      fc.property(pair, ({ shape, a }) => {
        const width = shape.at(-1)!;
        const bits = bitsOf(a, width);
        expect([...bytesOf(bits, width)]).to.deep.equal([...a]);
        expect(countOnes(bits)).to.equal(a.reduce((x, y) => x + y, 0));
      }),
    );
    for (const wrong of [0, 15, 16, 18]) {
      const bytes = new Uint8Array(19);
      bytes[wrong] = 2;
      const packer = new Packer(19, 19);
      const read = (start: number, into: Uint8Array): void =>
        into.set(bytes.subarray(start, start + into.length));
      expect(packer.pack(0, read, noBits(19, 19)), `byte ${wrong}`).to.equal(false);
      bytes[wrong] = 1;
      expect(packer.pack(0, read, noBits(19, 19))).to.equal(true);
    }
  });

  it('take more than one chunk, within rows and between them', () => {
    for (const [rows, width] of [
      [3, 300_001],
      [90_001, 7],
    ] as const) {
      const mask = new Uint8Array(rows * width).map((_, i) => (i % 7 === 3 || i % 1001 < 400 ? 1 : 0));
      expect(bytesOf(bitsOf(mask, width), width).every((v, i) => v === mask[i])).to.equal(true);
    }
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

  for (const [where, room] of [
    ['in WebAssembly', Infinity],
    ['in typed arrays', 0],
    ['where only the distances have no room', 20_000],
  ] as const)
    it(`measures from every surface voxel to the nearest of the other mask, both ways, ${where}`, () => {
      fc.assert(
        fc.property(pair, ({ shape, spacing, a, b }) => {
          const width = shape.at(-1)!;
          const found = new Surfaces({ shape, spacing }, undefined, room).between(
            bitsOf(a, width),
            bitsOf(b, width),
          );
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
          expectNear(found.there.distances, nearest(ofA, ofB, spacing));
          expectNear(found.back.distances, nearest(ofB, ofA, spacing));
        }),
        { numRuns: 100 },
      );
    });

  it('looks only at the box around both masks, wherever it is, and forgets the pair before', () => {
    const shape = [6, 8, 200];
    const surfaces = new Surfaces({ shape, spacing: [1, 1, 1] });
    for (const x of [0, 1, 60, 63, 64, 120]) {
      const [a, b] = [new Uint8Array(6 * 8 * 200), new Uint8Array(6 * 8 * 200)];
      for (let z = 2; z < 5; z++)
        for (let y = 3; y < 7; y++) {
          a.fill(1, (z * 8 + y) * 200 + x, (z * 8 + y) * 200 + x + 66);
          b.fill(1, (z * 8 + y) * 200 + x + 5, (z * 8 + y) * 200 + x + 80);
        }
      const found = surfaces.between(bitsOf(a, 200), bitsOf(b, 200));
      if (typeof found === 'string') throw new Error(found);
      const [ofA, ofB] = [surfaceByDefinition(a, shape), surfaceByDefinition(b, shape)];
      expectNear(found.there.distances, nearest(ofA, ofB, [1, 1, 1]));
      expectNear(found.back.distances, nearest(ofB, ofA, [1, 1, 1]));
    }
  });

  it('sees a hole from the neighbouring words', () => {
    const shape = [3, 3, 200];
    const corner = new Uint8Array(1800);
    corner[0] = 1;
    for (const hole of [1, 62, 63, 64, 65, 127, 128, 198]) {
      const mask = new Uint8Array(1800).fill(1);
      mask[4 * 200 + hole] = 0;
      const found = new Surfaces({ shape, spacing: [1, 1, 1] }).between(
        bitsOf(mask, 200),
        bitsOf(corner, 200),
      );
      if (typeof found === 'string') throw new Error(found);
      expectNear(found.there.distances, nearest(surfaceByDefinition(mask, shape), [[0, 0, 0]], [1, 1, 1]));
    }
  });

  it('puts axes of one voxel first', () => {
    expect(longAxesLast({ shape: [3, 1, 4, 1], spacing: [1, 2, 3, 4] })).to.deep.equal({
      shape: [1, 1, 3, 4],
      spacing: [2, 4, 1, 3],
    });
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
    const values = Float64Array.of(2, 8, 1, 4);
    expect(percentile(values.slice(), 95)).to.be.closeTo(7.4, 1e-12);
    expect(percentile(values.slice(), 50)).to.equal(3);
    expect(percentile(values.slice(), 100)).to.equal(8);
    expect(percentile(Float64Array.of(3), 95)).to.equal(3);
    expect(percentile(new Float64Array(0), 95)).to.be.NaN;
  });

  it('is what sorting gives, with ties and in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 9, noNaN: true })), {
          minLength: 1,
          maxLength: 300,
        }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (values, q) => {
          const sorted = Float64Array.from(values).sort();
          const at = ((values.length - 1) * q) / 100;
          const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
          expect(percentile(Float64Array.from(values), q)).to.equal(
            below + (above - below) * (at - Math.floor(at)),
          );
        },
      ),
    );
    // An organ pipe, which makes the middle of three a bad pivot.
    const pipe = Float64Array.from({ length: 20_001 }, (_, i) => Math.min(i, 20_000 - i));
    expect(percentile(pipe, 95)).to.equal(9500);
  });
});
