// What each pointwise operator computes, as a function of numbers. The one definition in float64 that constant
// folding, evaluation over arrays and the tests of the kernels share.
import type { PointwiseOp } from './expression';

/** PyTorch clamps log at −100 in binary cross entropy, so that log 0 is finite. */
export const LOG_FLOOR = -100;

/** PyTorch's floor of the denominator in the gradient of binary cross entropy: 1e-12, as float32 has it. */
export const LOG_GRADIENT_FLOOR = Math.fround(1e-12);

export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** ln(1 + eˣ) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** ln cosh x without overflow for large |x| and without cancellation for small. */
export function logCosh(x: number): number {
  const a = Math.abs(x);
  if (a < 1) {
    const s = Math.sinh(a / 2);
    return Math.log1p(2 * s * s);
  }
  return a + Math.log1p(Math.exp(-2 * a)) - Math.LN2;
}

/** max(ln x, −100); NaN stays NaN. */
export function clampedLog(x: number): number {
  const l = Math.log(x);
  return l < LOG_FLOOR ? LOG_FLOOR : l;
}

/** x ln y with 0 ln 0 = 0. */
export function xlogy(x: number, y: number): number {
  return x === 0 && !Number.isNaN(y) ? 0 : x * Math.log(y);
}

/** −[w y ln p + (1 − y) ln(1 − p)] with both logs clamped at −100, as PyTorch's. A weight of label 0 at p = 1 is 100. */
export function binaryCrossEntropy(p: number, y: number, w: number): number {
  const right = Math.log1p(-p);
  return -(w * y * clampedLog(p) + (1 - y) * (right < LOG_FLOOR ? LOG_FLOOR : right));
}

/** JavaScript's pow gives NaN for 1^NaN and 1^∞; IEEE 754 and every library here give 1. */
function power(base: number, exponent: number): number {
  return base === 1 ? 1 : base ** exponent;
}

type Evaluate = (a: number, b: number, c: number) => number;

export const POINTWISE: Readonly<Record<PointwiseOp, { readonly arity: 1 | 2 | 3; readonly of: Evaluate }>> =
  {
    neg: { arity: 1, of: (a) => -a },
    abs: { arity: 1, of: Math.abs },
    sign: { arity: 1, of: Math.sign },
    log: { arity: 1, of: Math.log },
    exp: { arity: 1, of: Math.exp },
    log1p: { arity: 1, of: Math.log1p },
    expm1: { arity: 1, of: Math.expm1 },
    sqrt: { arity: 1, of: Math.sqrt },
    tanh: { arity: 1, of: Math.tanh },
    atan: { arity: 1, of: Math.atan },
    sigmoid: { arity: 1, of: sigmoid },
    softplus: { arity: 1, of: softplus },
    logCosh: { arity: 1, of: logCosh },
    clampedLog: { arity: 1, of: clampedLog },
    add: { arity: 2, of: (a, b) => a + b },
    sub: { arity: 2, of: (a, b) => a - b },
    mul: { arity: 2, of: (a, b) => a * b },
    div: { arity: 2, of: (a, b) => a / b },
    pow: { arity: 2, of: power },
    min: { arity: 2, of: (a, b) => Math.min(a, b) },
    max: { arity: 2, of: (a, b) => Math.max(a, b) },
    xlogy: { arity: 2, of: xlogy },
    less: { arity: 2, of: (a, b) => (a < b ? 1 : 0) },
    lessEqual: { arity: 2, of: (a, b) => (a <= b ? 1 : 0) },
    equal: { arity: 2, of: (a, b) => (a === b ? 1 : 0) },
    select: { arity: 3, of: (a, b, c) => (a !== 0 ? b : c) },
    binaryCrossEntropy: { arity: 3, of: binaryCrossEntropy },
  };
