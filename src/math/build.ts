// Builders of expressions. Each folds constants and takes away what changes nothing (x + 0, 1 · x), so that
// derivatives and formulas with parameters filled in come out short.
import {
  apply,
  constant,
  isReduction,
  type Application,
  type Expr,
  type Op,
  type PointwiseOp,
} from './expression';
import { POINTWISE } from './pointwise';

/** Whatever a builder takes: an expression, or a number for a constant. */
export type Operand = Expr | number;

export const ZERO = constant(0);
export const ONE = constant(1);

export function asExpr(x: Operand): Expr {
  return typeof x === 'number' ? constant(x) : x;
}

export function isConstant(e: Expr, value?: number): boolean {
  return e.kind === 'constant' && (value === undefined || e.value === value);
}

function isApply(e: Expr, op: Op): e is Application {
  return e.kind === 'apply' && e.op === op;
}

function arg(e: Application, index: number): Expr {
  return e.args[index] ?? ZERO;
}

function fold(op: PointwiseOp, args: readonly Expr[]): Expr {
  const values = args.map((a) => (a.kind === 'constant' ? a.value : undefined));
  if (values.every((v) => v !== undefined)) {
    const folded = POINTWISE[op].of(values[0] ?? NaN, values[1] ?? NaN, values[2] ?? NaN);
    // NaN and infinities stay visible as what was written.
    if (Number.isFinite(folded)) return constant(folded);
  }
  return apply(op, ...args);
}

export function neg(x: Operand): Expr {
  const a = asExpr(x);
  if (isApply(a, 'neg')) return arg(a, 0);
  if (isApply(a, 'sub')) return sub(arg(a, 1), arg(a, 0));
  if (isGate(a)) return throughGate(a, neg);
  return fold('neg', [a]);
}

/** A choice between something and 0. */
function isGate(e: Expr): e is Application {
  return isApply(e, 'select') && (isConstant(arg(e, 1), 0) || isConstant(arg(e, 2), 0));
}

/** Factors go inside a gate: outside, 0 · ∞ of the branch not taken would be NaN. */
function throughGate(gate: Application, change: (branch: Expr) => Expr): Expr {
  const inside = (branch: Expr): Expr => (isConstant(branch, 0) ? ZERO : change(branch));
  return select(arg(gate, 0), inside(arg(gate, 1)), inside(arg(gate, 2)));
}

export function add(...terms: Operand[]): Expr {
  return terms.map(asExpr).reduce(addTwo, ZERO);
}

function addTwo(a: Expr, b: Expr): Expr {
  if (isConstant(a, 0)) return b;
  if (isConstant(b, 0)) return a;
  if (isGate(a) && isGate(b) && arg(a, 0) === arg(b, 0)) {
    return select(arg(a, 0), addTwo(arg(a, 1), arg(b, 1)), addTwo(arg(a, 2), arg(b, 2)));
  }
  if (isApply(b, 'neg')) return sub(a, arg(b, 0));
  if (isApply(a, 'neg')) return sub(b, arg(a, 0));
  if (a === b) return mul(2, a);
  return fold('add', [a, b]);
}

export function sub(x: Operand, y: Operand): Expr {
  const [a, b] = [asExpr(x), asExpr(y)];
  if (isConstant(b, 0)) return a;
  if (isConstant(a, 0)) return neg(b);
  if (isApply(b, 'neg')) return add(a, arg(b, 0));
  if (a === b) return ZERO;
  return fold('sub', [a, b]);
}

export function mul(...factors: Operand[]): Expr {
  return factors.map(asExpr).reduce(mulTwo, ONE);
}

function mulTwo(a: Expr, b: Expr): Expr {
  if (isConstant(a, 0) || isConstant(b, 0)) return ZERO;
  if (isConstant(a, 1)) return b;
  if (isConstant(b, 1)) return a;
  if (isGate(a)) return throughGate(a, (branch) => mulTwo(branch, b));
  if (isGate(b)) return throughGate(b, (branch) => mulTwo(a, branch));
  if (isConstant(a, -1)) return neg(b);
  if (isConstant(b, -1)) return neg(a);
  if (isApply(a, 'neg')) return neg(mul(arg(a, 0), b));
  if (isApply(b, 'neg')) return neg(mul(a, arg(b, 0)));
  if (isConstant(b) && !isConstant(a)) return mul(b, a);
  if (isConstant(a) && isApply(b, 'mul') && isConstant(arg(b, 0))) return mul(mul(a, arg(b, 0)), arg(b, 1));
  if (a === b) return pow(a, 2);
  return fold('mul', [a, b]);
}

export function div(x: Operand, y: Operand): Expr {
  const [a, b] = [asExpr(x), asExpr(y)];
  if (isConstant(b, 1)) return a;
  if (isConstant(a, 0) && !isConstant(b)) return ZERO;
  if (isGate(a)) return throughGate(a, (branch) => div(branch, b));
  if (isApply(a, 'neg')) return neg(div(arg(a, 0), b));
  if (isApply(b, 'neg')) return neg(div(a, arg(b, 0)));
  return fold('div', [a, b]);
}

export function pow(x: Operand, y: Operand): Expr {
  const [a, b] = [asExpr(x), asExpr(y)];
  if (isConstant(b, 1)) return a;
  if (isConstant(b, 0)) return ONE;
  return fold('pow', [a, b]);
}

export const square = (x: Operand): Expr => pow(x, 2);
export const min = (x: Operand, y: Operand): Expr => extreme('min', asExpr(x), asExpr(y));
export const max = (x: Operand, y: Operand): Expr => extreme('max', asExpr(x), asExpr(y));

function extreme(op: 'min' | 'max', a: Expr, b: Expr): Expr {
  return a === b ? a : fold(op, [a, b]);
}

/** a < b, a ≤ b, a = b: 1 where it holds, 0 where not. */
export const less = (x: Operand, y: Operand): Expr => fold('less', [asExpr(x), asExpr(y)]);
export const lessEqual = (x: Operand, y: Operand): Expr => fold('lessEqual', [asExpr(x), asExpr(y)]);
export const equal = (x: Operand, y: Operand): Expr => fold('equal', [asExpr(x), asExpr(y)]);

/** `yes` where the condition is not 0, else `no`; the branch not taken never leaks a NaN. */
export function select(condition: Operand, yes: Operand, no: Operand): Expr {
  const [c, a, b] = [asExpr(condition), asExpr(yes), asExpr(no)];
  if (c.kind === 'constant') return c.value !== 0 ? a : b;
  if (a === b) return a;
  return apply('select', c, a, b);
}

const unary =
  (op: PointwiseOp) =>
  (x: Operand): Expr =>
    fold(op, [asExpr(x)]);

export const abs = unary('abs');
export const sign = unary('sign');
export const log = unary('log');
export const exp = unary('exp');
export const log1p = unary('log1p');
export const expm1 = unary('expm1');
export const sqrt = unary('sqrt');
export const tanh = unary('tanh');
export const atan = unary('atan');
export const sigmoid = unary('sigmoid');
/** ln(1 + eˣ), stable. */
export const softplus = unary('softplus');
/** ln cosh x, stable at both ends. */
export const logCosh = unary('logCosh');
/** max(ln x, −100), as PyTorch's binary cross entropy clamps it. */
export const clampedLog = unary('clampedLog');

/** x ln y, 0 where x is 0. */
export function xlogy(x: Operand, y: Operand): Expr {
  const [a, b] = [asExpr(x), asExpr(y)];
  if (isConstant(a, 0)) return ZERO;
  if (isConstant(a, 1)) return log(b);
  return fold('xlogy', [a, b]);
}

/** −[w y ln p + (1 − y) ln(1 − p)], logs clamped at −100; its gradient is PyTorch's. */
export function binaryCrossEntropy(p: Operand, y: Operand, w: Operand = 1): Expr {
  const [prediction, label, weight] = [asExpr(p), asExpr(y), asExpr(w)];
  if (isConstant(label, 1)) return neg(mul(weight, clampedLog(prediction)));
  if (isConstant(label, 0)) return neg(clampedLog(sub(1, prediction)));
  return fold('binaryCrossEntropy', [prediction, label, weight]);
}

/** Σ over the columns of a sample. */
export const sumColumns = (x: Operand): Expr => apply('sumColumns', asExpr(x));
export const maxColumns = (x: Operand): Expr => apply('maxColumns', asExpr(x));
/** ln Σ exp over the columns of a sample, stable. */
export const logSumExp = (x: Operand): Expr => apply('logSumExp', asExpr(x));
/** The column of the sample's label. What does not vary over columns is itself. */
export const pick = (x: Operand): Expr =>
  asExpr(x).level === 'column' ? apply('pick', asExpr(x)) : asExpr(x);
/** Running sum along the columns, from the first. */
export const cumulative = (x: Operand): Expr => apply('cumulative', asExpr(x));
/** Running sum along the columns, from the last. */
export const cumulativeBack = (x: Operand): Expr => apply('cumulativeBack', asExpr(x));
/** Σ over all elements of a group. */
export const sumSamples = (x: Operand): Expr => apply('sumSamples', asExpr(x));
/** Σ over the groups. */
export const sumGroups = (x: Operand): Expr => apply('sumGroups', asExpr(x));
export const maxGroups = (x: Operand): Expr => apply('maxGroups', asExpr(x));

/** Builds any operator by name, with the same simplifications. */
export function build(op: Op, args: readonly Expr[]): Expr {
  const [a = ZERO, b = ZERO, c = ZERO] = args;
  switch (op) {
    case 'neg':
      return neg(a);
    case 'add':
      return add(a, b);
    case 'sub':
      return sub(a, b);
    case 'mul':
      return mul(a, b);
    case 'div':
      return div(a, b);
    case 'pow':
      return pow(a, b);
    case 'min':
    case 'max':
      return extreme(op, a, b);
    case 'select':
      return select(a, b, c);
    case 'xlogy':
      return xlogy(a, b);
    case 'binaryCrossEntropy':
      return binaryCrossEntropy(a, b, c);
    case 'pick':
      return pick(a);
    default:
      return isReduction(op) ? apply(op, a) : fold(op, args);
  }
}
