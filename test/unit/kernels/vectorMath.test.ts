// Holds every vector function to 2 ulp: float32 against float64 over every exponent, float64 against references
// of 60 digits (fixtures/make_reference.py), in the fast and in the full form, and every special value.
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apply, symbol, type PointwiseOp } from '../../../src/math/expression';
import { POINTWISE } from '../../../src/math/pointwise';
import type { KernelSpec } from '../../../src/worker/kernels/spec';
import { bytesOf, runKernel } from './runKernel';

const X = symbol('x', 'sample');
const Y = symbol('y', 'sample');
const UNARY = [
  'log',
  'exp',
  'log1p',
  'expm1',
  'sqrt',
  'tanh',
  'atan',
  'sigmoid',
  'softplus',
  'logCosh',
  'clampedLog',
  'sign',
  'abs',
  'neg',
] as const;
const MOST_ULP = 2;

/** x as fractions of the last digit of `want`; 0 or ∞ where one of them is no ordinary number. */
function ulps(got: number, want: number, digits: 23 | 52, left = 0): number {
  const nearest = digits === 23 ? Math.fround(want) : want;
  if (got === nearest || (Number.isNaN(got) && Number.isNaN(nearest))) return Math.abs(left) > 0 ? 0.5 : 0;
  if (!Number.isFinite(nearest) || !Number.isFinite(got)) return Infinity;
  const least = digits === 23 ? -126 : -1022;
  const exponent = want === 0 ? least : Math.max(least, Math.floor(Math.log2(Math.abs(want))));
  return Math.abs(got - want - left) / 2 ** (exponent - digits);
}

function apply32(op: PointwiseOp, x: Float32Array, y?: Float32Array): Float64Array {
  const input = { dtype: 'float32', layout: 'elements' } as const;
  const spec: KernelSpec = {
    precision: 'f32',
    sums: [],
    outputs: [y === undefined ? apply(op, X) : apply(op, X, Y)],
    inputs: y === undefined ? { x: input } : { x: input, y: input },
  };
  return runKernel(spec, { x: bytesOf(x), y: bytesOf(y ?? x) }, x.length).outputs[0]!;
}

function apply64(op: PointwiseOp, x: Float64Array, y?: Float64Array): Float64Array {
  const input = { dtype: 'float64', layout: 'elements' } as const;
  const spec: KernelSpec = {
    precision: 'f64',
    sums: [],
    outputs: [y === undefined ? apply(op, X) : apply(op, X, Y)],
    inputs: y === undefined ? { x: input } : { x: input, y: input },
  };
  return runKernel(spec, { x: bytesOf(x), y: bytesOf(y ?? x) }, x.length).outputs[0]!;
}

function worst32(op: PointwiseOp, x: Float32Array, y?: Float32Array): string | undefined {
  let worst = MOST_ULP;
  let found: string | undefined;
  apply32(op, x, y).forEach((got, i) => {
    const want = POINTWISE[op].of(x[i]!, y?.[i] ?? 0, 0);
    const off = ulps(got, want, 23);
    if (off <= worst) return;
    worst = off;
    found = `${op}(${x[i]}, ${y?.[i]}) gave ${got} for ${want}: ${off} ulp`;
  });
  return found;
}

/** Bit patterns at even distances through all of float32, NaN included. */
function everyExponent(): Float32Array {
  const bits = Uint32Array.from({ length: 1 << 18 }, (_, i) => i * 16_384 + ((i * 7919) % 16_384));
  return new Float32Array(bits.buffer);
}

/** Where the fast form holds and losses live. */
function ordinary(op: string): Float32Array {
  const least = op === 'log' || op === 'clampedLog' || op === 'sqrt' ? 1e-6 : op === 'log1p' ? -0.999 : -20;
  return Float32Array.from({ length: 1 << 17 }, (_, i) => least + (i / (1 << 17)) ** 3 * (20 - least));
}

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  2,
  -2,
  0.5,
  -0.5,
  3,
  -3,
  Infinity,
  -Infinity,
  NaN,
  1e-40,
  -1e-40,
  1e30,
  -1e30,
  88,
  -88,
  1e-310,
];

type Reference = Readonly<Record<string, readonly (readonly number[])[]>>;

describe('vector functions', function () {
  this.timeout(20_000);

  for (const op of UNARY) {
    it(`${op} is within 2 ulp over all of float32`, () => {
      expect(worst32(op, everyExponent())).to.equal(undefined);
    });
    it(`${op} is within 2 ulp in its fast form`, () => {
      expect(worst32(op, ordinary(op))).to.equal(undefined);
    });
    it(`${op} of special numbers`, () => {
      expect(worst32(op, Float32Array.from(SPECIAL))).to.equal(undefined);
      apply64(op, Float64Array.from(SPECIAL)).forEach((got, i) => {
        const want = POINTWISE[op].of(SPECIAL[i]!, 0, 0);
        expect(ulps(got, want, 52), `${op}(${SPECIAL[i]}) gave ${got} for ${want}`).to.be.at.most(
          MOST_ULP + 1,
        );
      });
    });
  }

  it('pow is within 2 ulp of float32, with 0, negative bases and overflow', () => {
    const count = 1 << 16;
    for (const [range, most] of [
      [3, 3],
      [30, 1],
      [0.3, 40],
      [120, 4],
    ] as const) {
      const x = Float32Array.from({ length: count }, (_, i) => 2 ** (range * (2 * ((i * 0.618034) % 1) - 1)));
      const y = Float32Array.from({ length: count }, (_, i) => most * (2 * ((i * 0.754877) % 1) - 1));
      expect(worst32('pow', x, y)).to.equal(undefined);
      const signed = x.map((v, i) => (i % 3 === 0 ? -v : v));
      expect(
        worst32(
          'pow',
          signed,
          y.map((v, i) => (i % 2 === 0 ? Math.round(v) : v)),
        ),
      ).to.equal(undefined);
    }
  });

  it('pow of special numbers is IEEE 754’s', () => {
    const pairs = SPECIAL.flatMap((a) => SPECIAL.map((b) => [a, b] as const));
    const x = pairs.map(([a]) => a);
    const y = pairs.map(([, b]) => b);
    expect(worst32('pow', Float32Array.from(x), Float32Array.from(y))).to.equal(undefined);
    apply64('pow', Float64Array.from(x), Float64Array.from(y)).forEach((got, i) => {
      const want = POINTWISE.pow.of(x[i]!, y[i]!, 0);
      expect(ulps(got, want, 52), `${x[i]} ^ ${y[i]} gave ${got} for ${want}`).to.be.at.most(MOST_ULP + 1);
    });
  });

  it('xlogy is 0 at 0, whatever the logarithm', () => {
    const x = Float32Array.of(0, 0, 0, 2, 0.5, 0, -1, 3);
    const y = Float32Array.of(0, 1, NaN, 3, 1e-40, Infinity, 2, 0);
    expect(worst32('xlogy', x, y)).to.equal(undefined);
  });

  const reference = JSON.parse(
    readFileSync(join(process.cwd(), 'test/unit/kernels/fixtures/reference.json'), 'utf8'),
  ) as Reference;
  for (const [op, rows] of Object.entries(reference)) {
    for (const form of ['fast', 'full'] as const) {
      it(`${op} is within 2 ulp of float64 in its ${form} form`, () => {
        const binary = op === 'pow';
        // A NaN at the end sends the whole block into the full form.
        const end = form === 'full' ? [NaN, NaN] : [1, 1];
        const column = (k: number): Float64Array =>
          Float64Array.from([...rows.map((row) => row[k]!), end[k]!]);
        const out = apply64(op as PointwiseOp, column(0), binary ? column(1) : undefined);
        rows.forEach((row, i) => {
          const [want, left] = row.slice(binary ? 2 : 1) as [number, number];
          const off = ulps(out[i]!, want, 52, left);
          if (off > MOST_ULP) expect.fail(`${op}(${row[0]}) gave ${out[i]} for ${want}: ${off} ulp`);
        });
      });
    }
  }
});
