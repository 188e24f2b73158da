// Elementary functions of vectors, at most 2 ulp off, as instructions. Each exists twice: the fast form covers the
// range that losses live in and says by `guard` where it holds; the full form is right everywhere (subnormals, 0,
// ±∞, NaN). A kernel runs the fast form a block at a time and repeats a block in the full form when a guard fell.
//
// Measured on 10^7 float32: log by the atanh form with one division takes 60 % of the time of a degree-9
// polynomial (Cephes); the full log costs twice the fast one; fused multiply-add makes log and exp 1.3 to 1.6 ×.
import type { FloatLanes } from './floatLanes';
import type { Lane } from './lanes';
import {
  ATAN_32,
  ATAN_64,
  EXP_32,
  EXP_64,
  LOG_32,
  LOG_64,
  LOG_COSH_32,
  LOG_COSH_64,
  TANH_32,
  TANH_64,
} from './polynomials';

export interface Accuracy {
  /** Right for every input, at about twice the cost. */
  readonly full: boolean;
  /** Tells where a fast form holds: lanes of this mask are all ones there. */
  readonly guard: (holds: Lane) => void;
}

/** ln of the arguments of the binary cross entropies is not let below this. */
const LOG_FLOOR = -100;

/** A power of two that lifts subnormals to normal numbers, and where that would overflow. */
const LIFT = { 32: { bits: 24, below: 2 ** 100 }, 64: { bits: 54, below: 2 ** 900 } } as const;

/** ln(2^−shift · x) for a positive normal x; `correction` is a small number to add to x. */
function logCore(f: FloatLanes, x: Lane, shift: number | Lane, correction?: Lane): Lane {
  const { mantissa, bias, sqrtHalfBits, ln2High, ln2Low } = f.format;
  const t = f.op('intSub', x, f.integer(sqrtHalfBits));
  const exponentBits = f.and(t, f.integer(-1n << BigInt(mantissa)));
  const m = f.op('intSub', x, exponentBits);
  const k = exponentOf(f, t, bias, mantissa, shift);
  const f0 = f.sub(m, f.number(1));
  const rest =
    correction === undefined ? f0 : f.fma(correction, f.op('intSub', f.number(1), exponentBits), f0);
  const s = f.div(rest, f.add(rest, f.number(2)));
  const z = f.mul(s, s);
  // ln(1 + rest) = rest − s (rest − z P(z)): the quotient's error only bears on the smaller part.
  const d = f.fnma(z, f.polynomial(z, f.width === 32 ? LOG_32 : LOG_64), rest);
  return f.fma(k, f.number(ln2High), f.fnma(s, d, f.fma(k, f.number(ln2Low), rest)));
}

/** The exponent of the number whose bits less those of √½ are t, as a float, less `shift`. */
function exponentOf(f: FloatLanes, t: Lane, bias: number, mantissa: number, shift: number | Lane): Lane {
  const by = typeof shift === 'number' ? f.number(shift) : shift;
  if (f.width === 32) {
    const k = f.graph.operation(250, [f.shiftRightSigned(t, mantissa)]);
    return shift === 0 ? k : f.sub(k, by);
  }
  // 64-bit arithmetic shifts are slow: lift the exponent above 0 and read it off a float's last bits instead.
  const lifted = f.op('intAdd', t, f.integer(BigInt(bias) << BigInt(mantissa)));
  const read = f.or(f.shiftRight(lifted, mantissa), f.number(2 ** 52));
  const k = f.sub(read, f.number(2 ** 52 + bias));
  return shift === 0 ? k : f.sub(k, by);
}

/** ln of anything, given ln for positive normal numbers with a shift of the exponent. */
function fullLog(f: FloatLanes, x: Lane): Lane {
  const { bits } = LIFT[f.width];
  const tiny = f.op('lt', x, f.number(f.format.minNormal));
  const lifted = f.select(tiny, f.mul(x, f.number(2 ** bits)), x);
  const log = logCore(f, lifted, f.and(tiny, f.number(bits)));
  const regular = f.and(f.op('gt', x, f.number(0)), f.op('lt', x, f.number(Infinity)));
  const below = f.select(f.op('lt', x, f.number(0)), f.number(NaN), x);
  return f.select(regular, log, f.select(f.op('eq', x, f.number(0)), f.number(-Infinity), below));
}

function inRange(f: FloatLanes, x: Lane, low: number, high: number): Lane {
  return f.and(f.op('ge', x, f.number(low)), f.op('le', x, f.number(high)));
}

export function log(f: FloatLanes, { full, guard }: Accuracy, x: Lane): Lane {
  if (full) return fullLog(f, x);
  guard(inRange(f, x, f.format.minNormal, f.width === 32 ? 3.4e38 : 1.7e308));
  return logCore(f, x, 0);
}

/** max(ln x, −100). Lifting x by a power of two first brings 0 and subnormals into the fast form. */
export function clampedLog(f: FloatLanes, { full, guard }: Accuracy, x: Lane): Lane {
  if (full) return f.op('max', fullLog(f, x), f.number(LOG_FLOOR));
  const { bits, below } = LIFT[f.width];
  guard(inRange(f, x, 0, below));
  // |x| takes the sign off a −0, which the guard lets through.
  const log = logCore(f, f.mul(f.abs(x), f.number(2 ** bits)), bits);
  return f.op('pmax', log, f.number(LOG_FLOOR));
}

/** max(ln(1 − p), −100) for a probability. */
export function clampedLogOfComplement(f: FloatLanes, accuracy: Accuracy, p: Lane): Lane {
  if (accuracy.full) {
    return f.op('max', log1p(f, accuracy, f.neg(p)), f.number(LOG_FLOOR));
  }
  accuracy.guard(inRange(f, p, 0, 1));
  const one = f.number(1);
  const u = f.sub(one, p);
  const lost = f.sub(f.sub(one, u), p);
  const log = logCore(f, u, 0, lost);
  return f.select(f.op('eq', u, f.number(0)), f.number(LOG_FLOOR), log);
}

/** max(ln p, −100) where the label y is 1, max(ln(1 − p), −100) where it is 0: for the fast form alone. */
export function clampedLogAtLabel(f: FloatLanes, { guard }: Accuracy, p: Lane, y: Lane): Lane {
  guard(inRange(f, p, 0, 1));
  // p = 0 − (−1) p and 1 − p = 1 − 1 p, lifted by a power of two; products with the sign are exact.
  const { bits } = LIFT[f.width];
  const lift = f.number(2 ** bits);
  const base = f.fnma(y, lift, lift);
  const signed = f.fnma(y, f.number(2 ** (bits + 1)), lift);
  const u = f.fnma(signed, p, base);
  const lost = f.fnma(signed, p, f.sub(base, u));
  return f.op('pmax', logCore(f, u, bits, lost), f.number(LOG_FLOOR));
}

export function log1p(f: FloatLanes, { full, guard }: Accuracy, x: Lane): Lane {
  const one = f.number(1);
  const u = f.add(one, x);
  // Knuth's two-sum: 1 + x = u + lost, exactly.
  const part = f.sub(u, one);
  const lost = f.add(f.sub(one, f.sub(u, part)), f.sub(x, part));
  const log = logCore(f, u, 0, lost);
  if (!full) {
    guard(f.and(f.op('gt', x, f.number(-1)), f.op('le', x, f.number(LIFT[f.width].below))));
    return log;
  }
  // From 2^60 on (2^24 for float32 would do) 1 + x is x, and the correction could leave the range.
  const large = f.op('gt', x, f.number(2 ** 60));
  const regular = f.and(f.op('gt', x, f.number(-1)), f.op('le', x, f.number(2 ** 60)));
  const others = f.select(large, fullLog(f, x), fullLog(f, u));
  return f.select(regular, log, others);
}

/** ln(1 + x) for x ≥ 0 that stays far below the largest number. NaN gives anything. */
export function log1pOfExcess(f: FloatLanes, x: Lane): Lane {
  const one = f.number(1);
  const u = f.add(one, x);
  return logCore(f, u, 0, f.sub(x, f.sub(u, one)));
}

/** x = n ln 2 + r, |r| ≤ ½ ln 2. */
interface Halved {
  /** An integer in the low bits of a float. */
  readonly n: Lane;
  readonly r: Lane;
}

interface Reduced {
  readonly n: Lane;
  /** eʳ − 1. */
  readonly q: Lane;
}

function halve(f: FloatLanes, x: Lane, low: boolean): Halved {
  const { magic, ln2High, ln2Low } = f.format;
  const n = f.fma(x, f.number(Math.LOG2E), f.number(magic));
  const nf = f.sub(n, f.number(magic));
  const r = low
    ? f.fnma(nf, f.number(ln2Low), f.fnma(nf, f.number(ln2High), x))
    : f.fnma(nf, f.number(Math.LN2), x);
  return { n, r };
}

function reduce(f: FloatLanes, x: Lane): Reduced {
  const { n, r } = halve(f, x, true);
  return { n, q: f.fma(f.mul(r, r), f.polynomial(r, f.width === 32 ? EXP_32 : EXP_64), r) };
}

function scaledExp(f: FloatLanes, { n, r }: Halved): Lane {
  const ofRest = f.polynomial(r, [1, 1, ...(f.width === 32 ? EXP_32 : EXP_64)]);
  return f.op('intAdd', ofRest, f.shiftLeft(n, f.format.mantissa));
}

/** eˣ where it is a normal number. NaN gives anything. */
function normalExp(f: FloatLanes, x: Lane): Lane {
  return scaledExp(f, halve(f, x, true));
}

function fullExp(f: FloatLanes, x: Lane): Lane {
  const { expZero, expInfinite, mantissa, bias, magic } = f.format;
  const clamped = f.op('pmin', f.op('pmax', x, f.number(expZero)), f.number(expInfinite));
  const { n, q } = reduce(f, clamped);
  // 2ⁿ in two factors, so that neither leaves the exponents.
  const whole = f.op('intSub', n, f.number(magic));
  const half = f.shiftRightSigned(whole, 1);
  const power = (e: Lane): Lane => f.shiftLeft(f.op('intAdd', e, f.integer(BigInt(bias))), mantissa);
  const scaled = f.mul(f.mul(f.add(q, f.number(1)), power(half)), power(f.op('intSub', whole, half)));
  return f.select(f.op('eq', x, x), scaled, x);
}

export function exp(f: FloatLanes, { full, guard }: Accuracy, x: Lane): Lane {
  if (full) return fullExp(f, x);
  guard(inRange(f, x, -f.format.expNormal, f.format.expNormal));
  return normalExp(f, x);
}

/**
 * eˣ for x ≤ 0, anything below e^−87 (e^−708) as that: for sums that hold a 1. NaN gives anything.
 *
 * Fused, ln 2 needs no second part: float32's is off by 1.9e-9, which takes 3e-8 of e^−10 and at most 2.4e-7 of e^−87.
 */
export function expOfNegative(f: FloatLanes, x: Lane): Lane {
  return scaledExp(f, halve(f, f.op('pmax', x, f.number(-f.format.expNormal)), !f.graph.fused));
}

/** eˣ − 1 for x below e's range; very negative x gives −1. NaN stays. */
function expm1Core(f: FloatLanes, x: Lane): Lane {
  const { n, q } = reduce(f, f.op('pmax', x, f.number(f.width === 32 ? -20 : -40)));
  const scale = f.op('intAdd', f.shiftLeft(n, f.format.mantissa), f.number(1));
  return f.fma(scale, q, f.sub(scale, f.number(1)));
}

export function expm1(f: FloatLanes, { full, guard }: Accuracy, x: Lane): Lane {
  if (full) {
    const large = f.op('gt', x, f.number(20));
    const core = expm1Core(f, f.select(large, f.number(0), x));
    const value = f.select(large, f.sub(fullExp(f, x), f.number(1)), core);
    return f.select(f.op('eq', x, x), value, x);
  }
  guard(f.op('le', x, f.number(f.format.expNormal)));
  return expm1Core(f, x);
}

/** A polynomial below 0.7, 1 − 2 / (1 + e^{2|x|}) above; −t / (2 + t) of t = expm1(−2|x|) would be off by 2.5 ulp. */
export function tanh(f: FloatLanes, { full }: Accuracy, x: Lane): Lane {
  const a = f.op('pmin', f.abs(x), f.number(f.width === 32 ? 10 : 20));
  const z = f.mul(a, a);
  const near = f.fma(f.mul(a, z), f.polynomial(z, f.width === 32 ? TANH_32 : TANH_64), a);
  const e = normalExp(f, f.mul(a, f.number(-2)));
  const far = f.sub(f.number(1), f.div(f.add(e, e), f.add(e, f.number(1))));
  const y = f.copySign(f.select(f.op('lt', a, f.number(0.7)), near, far), x);
  return full ? f.select(f.op('eq', x, x), y, x) : y;
}

export function atan(f: FloatLanes, x: Lane): Lane {
  const a = f.abs(x);
  // From ½ on a − 1 is exact; a lower border (√2 − 1 would be even) costs the last bit of the quotient.
  const large = f.op('gt', a, f.number(2));
  const middle = f.op('gt', a, f.number(0.5));
  const one = f.number(1);
  const top = f.select(large, f.number(-1), f.sub(a, f.and(middle, one)));
  const bottom = f.select(large, a, f.add(f.and(middle, a), one));
  const t = f.div(top, bottom);
  const z = f.mul(t, t);
  const series = f.fma(f.mul(t, z), f.polynomial(z, f.width === 32 ? ATAN_32 : ATAN_64), t);
  const quarter = f.select(large, f.number(Math.PI / 2), f.and(middle, f.number(Math.PI / 4)));
  const low = f.select(large, f.number(halfPiLow(f)), f.and(middle, f.number(halfPiLow(f) / 2)));
  return f.copySign(f.add(quarter, f.add(series, low)), x);
}

/** What π/2 has beyond the digits of the format. */
function halfPiLow(f: FloatLanes): number {
  return f.width === 32 ? Math.PI / 2 - Math.fround(Math.PI / 2) : 6.123233995736766e-17;
}

/** e / (1 + e) or 1 / (1 + e) of e = e^−|x|, with what rounding e and 1 + e lost put back: 2.1 ulp without. */
export function sigmoid(f: FloatLanes, { full, guard }: Accuracy, x: Lane): Lane {
  const { expNormal, mantissa } = f.format;
  const one = f.number(1);
  const minus = f.negAbs(x);
  if (!full) guard(f.op('ge', minus, f.number(-expNormal)));
  const { n, q } = reduce(f, full ? f.op('pmax', minus, f.number(-expNormal)) : minus);
  const y = f.add(q, one);
  const power = f.shiftLeft(n, mantissa);
  const e = f.op('intAdd', y, power);
  const eLost = f.mul(f.sub(q, f.sub(y, one)), f.op('intAdd', one, power));
  const d = f.add(e, one);
  const dLost = f.add(f.sub(e, f.sub(d, one)), eLost);
  const negative = f.op('lt', x, f.number(0));
  const quotient = f.div(f.select(negative, e, one), d);
  const reciprocal = f.select(negative, f.sub(one, quotient), quotient);
  const left = f.fnma(quotient, dLost, f.and(negative, eLost));
  const value = f.fma(left, reciprocal, quotient);
  if (!full) return value;
  const tiny = f.op('lt', x, f.number(-expNormal));
  return f.select(f.op('eq', x, x), f.select(tiny, fullExp(f, x), value), x);
}

export function softplus(f: FloatLanes, { full, guard }: Accuracy, x: Lane): Lane {
  const minus = f.negAbs(x);
  if (!full) {
    guard(f.op('ge', minus, f.number(-f.format.expNormal)));
    return f.add(f.op('pmax', x, f.number(0)), log1pOfExcess(f, normalExp(f, minus)));
  }
  return f.add(f.op('max', x, f.number(0)), log1pOfExcess(f, fullExp(f, minus)));
}

export function logCosh(f: FloatLanes, x: Lane): Lane {
  const a = f.abs(x);
  const small = f.op('pmin', a, f.number(1));
  const z = f.mul(small, small);
  const near = f.mul(z, f.polynomial(z, f.width === 32 ? LOG_COSH_32 : LOG_COSH_64));
  const e = expOfNegative(f, f.mul(a, f.number(-2)));
  const far = f.add(f.sub(a, f.number(Math.LN2)), log1pOfExcess(f, e));
  return f.select(f.op('lt', a, f.number(1)), near, far);
}

/** x ln y, 0 where x is 0. */
export function xlogy(f: FloatLanes, accuracy: Accuracy, x: Lane, y: Lane): Lane {
  const zero = f.op('eq', x, f.number(0));
  const known = accuracy.full ? f.and(zero, f.op('eq', y, y)) : zero;
  const safe = f.select(known, f.number(1), y);
  return f.mul(x, log(f, accuracy, safe));
}

export function sign(f: FloatLanes, x: Lane): Lane {
  const moved = f.op('gt', f.abs(x), f.number(0));
  return f.select(moved, f.copySign(f.number(1), x), x);
}
