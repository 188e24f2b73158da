// Holds every vector function of float32 to 2 ulp over every exponent and every special value, in the fast and in the
// full form, against float64. Those of float64 are held by vectorMath64.test.ts.
import { expect } from 'chai';
import type { PointwiseOp } from '../../../src/math/expression';
import { POINTWISE } from '../../../src/math/pointwise';
import { applied, withAndWithoutFusing } from './applied';
import { MOST_ULP, ulps } from './ulps';

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

function worst32(op: PointwiseOp, x: Float32Array, y?: Float32Array): string | undefined {
  let worst = MOST_ULP;
  let found: string | undefined;
  applied(op, x, y).forEach((got, i) => {
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

describe('vector functions of float32', function () {
  this.timeout(20_000);

  withAndWithoutFusing(() => {
    for (const op of UNARY) {
      it(`${op} is within 2 ulp over all of float32`, () => {
        expect(worst32(op, everyExponent())).to.equal(undefined);
      });
      it(`${op} is within 2 ulp in its fast form`, () => {
        expect(worst32(op, ordinary(op))).to.equal(undefined);
      });
      it(`${op} of special numbers`, () => {
        expect(worst32(op, Float32Array.from(SPECIAL))).to.equal(undefined);
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
        const x = Float32Array.from(
          { length: count },
          (_, i) => 2 ** (range * (2 * ((i * 0.618034) % 1) - 1)),
        );
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
    });

    it('xlogy is 0 at 0, whatever the logarithm', () => {
      const x = Float32Array.of(0, 0, 0, 2, 0.5, 0, -1, 3);
      const y = Float32Array.of(0, 1, NaN, 3, 1e-40, Infinity, 2, 0);
      expect(worst32('xlogy', x, y)).to.equal(undefined);
    });
  });
});
