// xʸ of vectors. For float32 the logarithm is taken in float64 lanes; for float64 in pairs of float64 numbers, so
// that y ln x keeps its last bits when it is large. exp(y · log x) in plain arithmetic would be off by up to 60 ulp.
import type { FloatLanes } from './floatLanes';
import type { Lane } from './lanes';
import { EXP_POW, LOG_POW } from './polynomials';
import { exp, type Accuracy } from './vectorMath';

/** The two lower lanes of four float32 as float64. */
export function promoteLow(f: FloatLanes, x: Lane): Lane {
  return f.graph.operation(95, [x]);
}

export function promoteHigh(f: FloatLanes, x: Lane): Lane {
  return promoteLow(f, f.graph.operation(13, [x, x], [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]));
}

/** Four float32 of two pairs of float64. */
export function demote(f: FloatLanes, low: Lane, high: Lane): Lane {
  const halves = [low, high].map((x) => f.graph.operation(94, [x]));
  return f.graph.operation(13, halves, [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]);
}

/**
 * @param f the kernel's lanes
 * @param wide float64 lanes over the same graph
 */
export function pow(f: FloatLanes, wide: FloatLanes, accuracy: Accuracy, x: Lane, y: Lane): Lane {
  if (f.width === 64) return special(f, x, y, powPairs(f, f.abs(x), y));
  const magnitude = (base: Lane): Lane =>
    demote(
      f,
      powNarrow(wide, promoteLow(f, base), promoteLow(f, y), accuracy.full),
      powNarrow(wide, promoteHigh(f, base), promoteHigh(f, y), accuracy.full),
    );
  if (accuracy.full) return special(f, x, y, magnitude(f.abs(x)));
  // 0ʸ comes out as 0 for y ≥ 0.15: float64's exponents stand for ln 0 well enough.
  const positive = f.or(
    f.op('gt', x, f.number(0)),
    f.and(f.op('eq', x, f.number(0)), f.op('ge', y, f.number(0.15))),
  );
  accuracy.guard(f.and(f.and(positive, f.op('lt', x, f.number(Infinity))), f.op('eq', y, y)));
  return magnitude(f.abs(x));
}

/** |x|ʸ to 40 bits for numbers that came from float32. */
function powNarrow(f: FloatLanes, x: Lane, y: Lane, full: boolean): Lane {
  const { sqrtHalfBits, magic } = f.format;
  const t = f.op('intSub', x, f.integer(sqrtHalfBits));
  const m = f.op('intSub', x, f.and(t, f.integer(-1n << 52n)));
  const lifted = f.op('intAdd', t, f.integer(1023n << 52n));
  const k = f.sub(f.or(f.shiftRight(lifted, 52), f.number(2 ** 52)), f.number(2 ** 52 + 1023));
  const part = f.sub(m, f.number(1));
  const s = f.div(part, f.add(part, f.number(2)));
  const z = f.mul(s, s);
  const log = f.mul(s, f.fma(z, f.polynomial(z, LOG_POW), f.number(2)));
  let log2 = f.fma(log, f.number(Math.LOG2E), k);
  if (full) {
    log2 = f.select(f.op('eq', x, f.number(0)), f.number(-Infinity), log2);
    log2 = f.select(f.op('eq', x, f.number(Infinity)), x, log2);
  }
  const v = f.op('pmin', f.op('pmax', f.mul(y, log2), f.number(-1000)), f.number(1000));
  const n = f.add(v, f.number(magic));
  const r = f.mul(f.sub(v, f.sub(n, f.number(magic))), f.number(Math.LN2));
  const e = f.add(f.fma(f.mul(r, r), f.polynomial(r, EXP_POW), r), f.number(1));
  const value = f.op('intAdd', e, f.shiftLeft(n, 52));
  return full ? f.select(f.op('eq', v, v), value, v) : value;
}

/** The cases of IEEE 754's pow, given |x|ʸ. */
function special(f: FloatLanes, x: Lane, y: Lane, magnitude: Lane): Lane {
  const whole = f.op('eq', f.op('nearest', y), y);
  const half = f.mul(y, f.number(0.5));
  const odd = f.and(whole, f.op('ne', f.op('nearest', half), half));
  const signed = f.or(magnitude, f.and(f.and(odd, f.number(-0)), x));
  const negative = f.and(f.op('lt', x, f.number(0)), f.op('gt', x, f.number(-Infinity)));
  const real = f.select(f.andNot(negative, whole), f.number(NaN), signed);
  const noNumber = f.or(f.op('ne', x, x), f.op('ne', y, y));
  const one = f.or(f.op('eq', x, f.number(1)), f.op('eq', y, f.number(0)));
  return f.select(one, f.number(1), f.select(noNumber, f.number(NaN), real));
}

/** An unevaluated sum of two numbers, the second far below the last digit of the first. */
interface Pair {
  readonly high: Lane;
  readonly low: Lane;
}

function quickSum(f: FloatLanes, a: Lane, b: Lane): Pair {
  const high = f.add(a, b);
  return { high, low: f.sub(b, f.sub(high, a)) };
}

/** a · b exactly, by Veltkamp's splitting: right with and without fused arithmetic. */
function product(f: FloatLanes, a: Lane, b: Lane): Pair {
  const high = f.mul(a, b);
  const [a1, b1] = [upperHalf(f, a), upperHalf(f, b)];
  const [a2, b2] = [f.sub(a, a1), f.sub(b, b1)];
  const cross = f.add(f.mul(a1, b2), f.mul(a2, b1));
  return { high, low: f.add(f.mul(a2, b2), f.add(cross, f.sub(f.mul(a1, b1), high))) };
}

function upperHalf(f: FloatLanes, a: Lane): Lane {
  const c = f.mul(a, f.number(2 ** 27 + 1));
  return f.sub(c, f.sub(c, a));
}

/** ln x for positive x, subnormals included, to about 66 bits. */
function logPair(f: FloatLanes, x: Lane): Pair {
  const { sqrtHalfBits, ln2High, ln2Low, minNormal } = f.format;
  const tiny = f.op('lt', x, f.number(minNormal));
  const lifted = f.select(tiny, f.mul(x, f.number(2 ** 54)), x);
  const t = f.op('intSub', lifted, f.integer(sqrtHalfBits));
  const m = f.op('intSub', lifted, f.and(t, f.integer(-1n << 52n)));
  const raised = f.op('intAdd', t, f.integer(1023n << 52n));
  const exponent = f.sub(f.or(f.shiftRight(raised, 52), f.number(2 ** 52)), f.number(2 ** 52 + 1023));
  const k = f.sub(exponent, f.and(tiny, f.number(54)));
  const part = f.sub(m, f.number(1));
  const divisor = f.add(part, f.number(2));
  const divisorLow = f.sub(part, f.sub(divisor, f.number(2)));
  const s = f.div(part, divisor);
  const back = product(f, s, divisor);
  const left = f.sub(f.sub(f.sub(part, back.high), back.low), f.mul(s, divisorLow));
  const sLow = f.div(left, divisor);
  const square = product(f, s, s);
  const zLow = f.fma(f.mul(f.number(2), s), sLow, square.low);
  const z = square.high;
  const series = Array.from({ length: 12 }, (_, j) => 2 / (2 * j + 5));
  const tail = f.mul(z, f.polynomial(z, series));
  const b = quickSum(f, f.number(2 / 3), tail);
  const bLow = f.add(b.low, f.number(3.700743415417188e-17));
  const c = product(f, z, b.high);
  const cLow = f.add(c.low, f.fma(z, bLow, f.mul(zLow, b.high)));
  const e = product(f, s, c.high);
  const eLow = f.add(e.low, f.fma(s, cLow, f.mul(sLow, c.high)));
  const two = f.number(2);
  const ofMantissa = quickSum(f, f.mul(two, s), e.high);
  const mantissaLow = f.add(ofMantissa.low, f.fma(two, sLow, eLow));
  const sum = quickSum(f, f.mul(k, f.number(ln2High)), ofMantissa.high);
  const low = f.add(sum.low, f.fma(k, f.number(ln2Low), mantissaLow));
  return quickSum(f, sum.high, low);
}

/** |x|ʸ in float64. */
function powPairs(f: FloatLanes, x: Lane, y: Lane): Lane {
  const far = f.number(2 ** 70);
  const bounded = f.op('pmin', f.op('pmax', y, f.neg(far)), far);
  const log = logPair(f, x);
  const v = product(f, log.high, bounded);
  const vLow = f.fma(log.low, bounded, v.low);
  const e = exp(f, { full: true, guard: () => undefined }, v.high);
  const extreme = f.or(f.op('eq', e, f.number(0)), f.op('eq', e, f.number(Infinity)));
  const value = f.select(extreme, e, f.fma(e, vLow, e));
  // ln 0 and ln ∞ are infinities: their y-th powers are 0, 1 or ∞ by y's sign.
  const [zero, infinite] = [f.op('eq', x, f.number(0)), f.op('eq', x, f.number(Infinity))];
  const grows = f.op('gt', y, f.number(0));
  const ofZero = f.andNot(f.number(Infinity), grows);
  const ofInfinity = f.and(f.number(Infinity), grows);
  const ends = f.select(zero, ofZero, f.select(infinite, ofInfinity, value));
  const minusOne = f.and(f.op('eq', x, f.number(1)), f.op('eq', f.abs(y), f.number(Infinity)));
  return f.select(minusOne, f.number(NaN), ends);
}
