// Holds every vector function to 2 ulp over all of float64, subnormal numbers, zeros, infinities and NaN among what
// goes in and what comes out, in the fast and in the full form, against references of 80 digits
// (fixtures/make_reference.py).
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PointwiseOp } from '../../../src/math/expression';
import { POINTWISE } from '../../../src/math/pointwise';
import { applied, withAndWithoutFusing } from './applied';
import { MOST_ULP, ulps } from './ulps';

interface Expected {
  readonly value: Float64Array;
  /** What is left over, in 1/256 of the last digit. */
  readonly left: Int8Array;
}

interface Reference {
  readonly points: Float64Array;
  readonly unary: ReadonlyMap<PointwiseOp, Expected>;
  readonly pairs: readonly [Float64Array, Float64Array];
  readonly binary: ReadonlyMap<PointwiseOp, Expected>;
}

/** In the order of the file. */
const UNARY = ['log', 'log1p', 'exp', 'expm1', 'tanh', 'atan', 'sigmoid', 'softplus', 'logCosh'] as const;
const BINARY = ['pow', 'xlogy'] as const;
/** Made of instructions that IEEE 754 rounds rightly. */
const EXACT = ['sqrt', 'sign', 'abs', 'neg'] as const;

function readReference(): Reference {
  const file = readFileSync(join(process.cwd(), 'test/unit/kernels/fixtures/float64.bin'));
  let at = 0;
  const bytes = (count: number): ArrayBuffer => {
    at += count;
    return file.buffer.slice(file.byteOffset + at - count, file.byteOffset + at);
  };
  const [points = 0, pairs = 0] = new Uint32Array(bytes(8));
  const floats = (count: number): Float64Array => new Float64Array(bytes(8 * count));
  const expected = (count: number): Expected => ({
    value: floats(count),
    left: new Int8Array(bytes(count)),
  });
  const x = floats(points);
  const unary = UNARY.map((op) => [op, expected(points)] as const);
  const both = [floats(pairs), floats(pairs)] as const;
  const binary = BINARY.map((op) => [op, expected(pairs)] as const);
  const log = unary[0]?.[1];
  if (log === undefined || at !== file.length) throw new Error('the file holds something else');
  const clamped: Expected = {
    value: log.value.map((v) => (v < -100 ? -100 : v)),
    left: log.left.map((v, i) => (log.value[i]! < -100 ? 0 : v)),
  };
  return {
    points: x,
    unary: new Map<PointwiseOp, Expected>([...unary, ['clampedLog', clamped]]),
    pairs: both,
    binary: new Map<PointwiseOp, Expected>(binary),
  };
}

/** Neighbours that are computed together: where all of them are ordinary numbers, the fast form is right for them. */
const TOGETHER = 32;

/** @param full whether a NaN is put among the neighbours, which sends them into the full form */
function inGroups(op: PointwiseOp, full: boolean, x: Float64Array, y?: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  // In front: what no whole turn of the fast loop takes is for the full one anyway.
  const first = full ? [NaN] : [];
  for (let at = 0; at < x.length; at += TOGETHER) {
    const part = (of: Float64Array): Float64Array =>
      Float64Array.of(...first, ...of.subarray(at, at + TOGETHER));
    const found = applied(op, part(x), y && part(y));
    out.set(found.subarray(first.length), at);
  }
  return out;
}

function expectWithin(got: Float64Array, { value, left }: Expected, name: (i: number) => string): void {
  let worst = MOST_ULP;
  let found: string | undefined;
  value.forEach((want, i) => {
    const off = ulps(got[i]!, want, 52, left[i]! / 256);
    if (off <= worst) return;
    worst = off;
    found = `${name(i)} gave ${got[i]} for ${want}: ${off} ulp`;
  });
  expect(found).to.equal(undefined);
}

describe('vector functions of float64', function () {
  this.timeout(20_000);
  const { points, unary, pairs, binary } = readReference();

  withAndWithoutFusing(() => {
    for (const form of ['fast', 'full'] as const) {
      for (const [op, expected] of unary) {
        it(`${op} is within 2 ulp in its ${form} form`, () => {
          const got = inGroups(op, form === 'full', points);
          expectWithin(got, expected, (i) => `${op}(${points[i]})`);
        });
      }
      for (const [op, expected] of binary) {
        it(`${op} is within 2 ulp in its ${form} form`, () => {
          const got = inGroups(op, form === 'full', ...pairs);
          expectWithin(got, expected, (i) => `${op}(${pairs[0][i]}, ${pairs[1][i]})`);
        });
      }
    }
    for (const op of EXACT) {
      it(`${op} is exact`, () => {
        expect(inGroups(op, false, points)).to.deep.equal(points.map((x) => POINTWISE[op].of(x, 0, 0)));
      });
    }
  });
});
