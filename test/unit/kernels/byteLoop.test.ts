// Counts of conditions on bytes: the same as comparing number by number, whatever the bounds, and however many samples.
import { expect } from 'chai';
import fc from 'fast-check';
import { add, equal, less, lessEqual, mul, ONE } from '../../../src/math/build';
import { constant, symbol, type Expr } from '../../../src/math/expression';
import { BYTES_A_TURN, countsBytes } from '../../../src/worker/kernels/byteLoop';
import type { KernelSpec } from '../../../src/worker/kernels/spec';
import { bytesOf, runKernel } from './runKernel';

const P = symbol('prediction', 'sample');
const Y = symbol('label', 'sample');
const T = symbol('threshold', 'total');

type Condition = (p: number, y: number, t: number) => boolean;

/** Every comparison of a byte with a bound, of bytes with each other, and what is made of them. */
const conditions = (bound: Expr): (readonly [Expr, Condition])[] => [
  [less(bound, P), (p, _, t) => t < p],
  [lessEqual(bound, P), (p, _, t) => t <= p],
  [less(P, bound), (p, _, t) => p < t],
  [lessEqual(P, bound), (p, _, t) => p <= t],
  [equal(P, bound), (p, _, t) => p === t],
  [less(P, Y), (p, y) => p < y],
  [lessEqual(Y, P), (p, y) => y <= p],
  [equal(P, Y), (p, y) => p === y],
  [mul(less(bound, P), less(bound, Y)), (p, y, t) => t < p && t < y],
];

function specOf(sums: readonly Expr[], dtype: 'uint8' | 'bool' = 'uint8'): KernelSpec {
  return {
    precision: 'f32',
    sums,
    outputs: [],
    inputs: { prediction: { dtype, layout: 'elements' }, label: { dtype, layout: 'elements' } },
  };
}

function expectCounts(
  bound: Expr,
  threshold: number,
  p: Uint8Array,
  y: Uint8Array,
  chunk = p.length,
  dtype: 'uint8' | 'bool' = 'uint8',
): void {
  const all = conditions(bound);
  const both = add(less(bound, P), less(bound, Y));
  const spec = specOf([...all.map(([expr]) => expr), both, ONE], dtype);
  expect(countsBytes(spec)).to.equal(true);
  const number = (byte: number): number => (dtype === 'bool' ? Math.min(byte, 1) : byte);
  const counted = all.map(([, holds]) =>
    p.reduce((sum, v, i) => sum + (holds(number(v), number(y[i]!), Math.fround(threshold)) ? 1 : 0), 0),
  );
  const above = [p, y].flatMap((side) => [...side]).filter((v) => Math.fround(threshold) < number(v)).length;
  const found = runKernel(spec, { prediction: p, label: y }, p.length, { threshold }, chunk);
  expect(found.sums, `bound ${threshold}, ${p.length} samples`).to.deep.equal([...counted, above, p.length]);
}

/** All bytes, against themselves in another order. */
const EVERY = Uint8Array.from({ length: 768 }, (_, i) => i % 256);
const OTHERS = Uint8Array.from({ length: 768 }, (_, i) => (i * 37 + (i >> 8)) % 256);

describe('counts of conditions on bytes', () => {
  const bounds = [
    0,
    1,
    2,
    0.5,
    127,
    127.5,
    128,
    254,
    254.5,
    255,
    255.5,
    256,
    1e9,
    -0.5,
    -1,
    Infinity,
    -Infinity,
    NaN,
  ];
  for (const bound of bounds) {
    it(`hold bytes against ${bound}, as a number in the code and as a parameter`, () => {
      expectCounts(T, bound, EVERY, OTHERS);
      if (!Number.isNaN(bound)) expectCounts(constant(bound), bound, EVERY, OTHERS);
    });
  }

  it('take every byte of a mask of booleans but 0 for 1', () => {
    expectCounts(T, 0.5, EVERY, OTHERS, EVERY.length, 'bool');
    expectCounts(constant(1), 1, EVERY, OTHERS, EVERY.length, 'bool');
  });

  it('are the same for any bytes, bounds and chunks', () => {
    const sides = fc.integer({ min: 1, max: 700 }).chain((length) => {
      const side = fc.uint8Array({ minLength: length, maxLength: length });
      return fc.tuple(side, side, fc.integer({ min: 1, max: length }));
    });
    fc.assert(
      fc.property(sides, fc.double({ min: -2, max: 258 }), ([p, y, chunk], bound) =>
        expectCounts(T, bound, p, y, chunk),
      ),
    );
  });

  it('lose none where every sample counts, at the borders of turns and of what bytes and shorts hold', () => {
    const turns = [1, 2, 255, 256, 257, 512, 513, 65_535 / BYTES_A_TURN, 65_536 / BYTES_A_TURN];
    for (const samples of turns.flatMap((turn) =>
      [-1, 0, 1, 17].map((more) => Math.floor(turn * BYTES_A_TURN) + more),
    )) {
      const [p, y] = [new Uint8Array(samples).fill(255), new Uint8Array(samples).fill(1)];
      const sums = [less(T, P), mul(less(0, P), equal(Y, 1)), equal(P, 0), ONE];
      const found = runKernel(specOf(sums), { prediction: p, label: y }, samples, { threshold: 0.5 });
      expect(found.sums, `${samples} samples`).to.deep.equal([samples, samples, 0, samples]);
    }
  });

  it('hold as many conditions in a sum as a byte can count', () => {
    const sumOf = (count: number): Expr =>
      Array.from({ length: count }, (_, k) => less(-1 - k, k % 2 === 0 ? P : Y)).reduce((a, b) => add(a, b));
    expect(countsBytes(specOf([sumOf(17)]))).to.equal(false);
    expect(countsBytes(specOf([sumOf(16)]))).to.equal(true);
    const p = new Uint8Array(4 * BYTES_A_TURN).fill(9);
    for (const count of [15, 16, 17]) {
      const found = runKernel(specOf([sumOf(count)]), { prediction: p, label: p }, p.length);
      expect(found.sums).to.deep.equal([count * p.length]);
    }
  });

  it('count more than sixteen million at once', () => {
    const samples = 2 ** 24 + 2 * BYTES_A_TURN + 5;
    const p = new Uint8Array(samples).fill(1);
    const found = runKernel(specOf([less(T, P), ONE]), { prediction: p, label: p }, samples, {
      threshold: 0.5,
    });
    expect(found.sums).to.deep.equal([samples, samples]);
  });

  it('are as exact on float32, over blocks of any length and with numbers that are none', () => {
    for (const samples of [4095, 4096, 4097, 100_003]) {
      const p = Float32Array.from({ length: samples }, (_, i) => (i === samples - 700 ? NaN : (i % 10) / 10));
      const y = Float32Array.from({ length: samples }, (_, i) => (i % 3 === 0 ? 1 : 0));
      const spec: KernelSpec = {
        ...specOf([less(0.5, P), mul(less(0.5, P), equal(Y, 1)), add(equal(Y, 0), equal(Y, 1)), ONE]),
        inputs: {
          prediction: { dtype: 'float32', layout: 'elements' },
          label: { dtype: 'float32', layout: 'elements' },
        },
      };
      const above = p.filter((v) => v > 0.5).length;
      const both = p.filter((v, i) => v > 0.5 && y[i] === 1).length;
      const found = runKernel(spec, { prediction: bytesOf(p), label: bytesOf(y) }, samples);
      expect(found.sums).to.deep.equal([above, both, samples, samples]);
      expect(found.nonFinite).to.equal(1);
    }
  });

  it('are for bytes alone, and for conditions alone', () => {
    expect(countsBytes(specOf([mul(P, less(0, Y))]))).to.equal(false);
    expect(countsBytes(specOf([add(ONE, P)]))).to.equal(false);
    expect(countsBytes({ ...specOf([ONE]), outputs: [P] })).to.equal(false);
    const signed = { dtype: 'int8', layout: 'elements' } as const;
    expect(countsBytes({ ...specOf([ONE]), inputs: { prediction: signed } })).to.equal(false);
  });
});
