// The derivative of each operator: given the adjoint of a node (how the result changes with it), the adjoint
// contributions of its arguments. Ties of max and min give each argument half, |x| at 0 gives 0 (PyTorch).
import {
  add,
  clampedLog,
  cumulative,
  cumulativeBack,
  div,
  equal,
  exp,
  isConstant,
  less,
  log,
  max,
  mul,
  neg,
  ONE,
  pow,
  select,
  sigmoid,
  sign,
  square,
  sub,
  sumColumns,
  sumGroups,
  tanh,
  ZERO,
} from './build';
import { symbol, type Application, type Expr, type Op } from './expression';
import { LOG_GRADIENT_FLOOR } from './pointwise';

/** 1 at the column of the sample's label, 0 elsewhere. */
export const IS_LABEL = symbol('isLabel', 'column', '[k = y_i]');

type Rule = (g: Expr, args: readonly [Expr, Expr, Expr], node: Expr) => readonly Expr[];

const half = (g: Expr, a: Expr, b: Expr): Expr => mul(g, add(less(b, a), mul(0.5, equal(a, b))));

function powerRule(g: Expr, a: Expr, b: Expr, node: Expr): readonly Expr[] {
  const slope = mul(b, pow(a, sub(b, 1)));
  // b aᵇ⁻¹ is 0 · ∞ at a = 0, b = 0, where the derivative is 0.
  const inBase = isConstant(b) ? slope : select(equal(b, 0), 0, slope);
  const inExponent = b.kind === 'constant' ? ZERO : select(equal(a, 0), 0, mul(node, log(a)));
  return [mul(g, inBase), mul(g, inExponent)];
}

function binaryCrossEntropyRule(g: Expr, p: Expr, y: Expr, w: Expr): readonly Expr[] {
  const slope = div(sub(mul(sub(1, y), p), mul(w, y, sub(1, p))), max(mul(p, sub(1, p)), LOG_GRADIENT_FLOOR));
  const [left, right] = [clampedLog(p), clampedLog(sub(1, p))];
  return [mul(g, slope), mul(g, sub(right, mul(w, left))), neg(mul(g, y, left))];
}

/** Shares the adjoint among the columns (or groups) that attain the maximum. */
function maximumRule(g: Expr, a: Expr, node: Expr, sum: (e: Expr) => Expr): readonly Expr[] {
  const attains = equal(a, node);
  return [div(mul(g, attains), sum(attains))];
}

const RULES: Readonly<Record<Op, Rule>> = {
  neg: (g) => [neg(g)],
  abs: (g, [a]) => [mul(g, sign(a))],
  sign: () => [ZERO],
  log: (g, [a]) => [div(g, a)],
  exp: (g, _, node) => [mul(g, node)],
  log1p: (g, [a]) => [div(g, add(1, a))],
  expm1: (g, [a]) => [mul(g, exp(a))],
  sqrt: (g, _, node) => [div(g, mul(2, node))],
  tanh: (g, _, node) => [mul(g, sub(1, square(node)))],
  atan: (g, [a]) => [div(g, add(1, square(a)))],
  // σ(x) σ(−x) keeps its digits where 1 − σ(x) loses them.
  sigmoid: (g, [a], node) => [mul(g, node, sigmoid(neg(a)))],
  softplus: (g, [a]) => [mul(g, sigmoid(a))],
  logCosh: (g, [a]) => [mul(g, tanh(a))],
  clampedLog: (g, [a]) => [div(g, max(a, LOG_GRADIENT_FLOOR))],
  add: (g) => [g, g],
  sub: (g) => [g, neg(g)],
  mul: (g, [a, b]) => [mul(g, b), mul(g, a)],
  div: (g, [, b], node) => [div(g, b), neg(div(mul(g, node), b))],
  pow: (g, [a, b], node) => powerRule(g, a, b, node),
  min: (g, [a, b]) => [half(g, b, a), half(g, a, b)],
  max: (g, [a, b]) => [half(g, a, b), half(g, b, a)],
  xlogy: (g, [a, b]) => [mul(g, log(b)), mul(g, select(equal(a, 0), 0, div(a, b)))],
  less: () => [ZERO, ZERO],
  lessEqual: () => [ZERO, ZERO],
  equal: () => [ZERO, ZERO],
  select: (g, [c]) => [ZERO, select(c, g, 0), select(c, 0, g)],
  binaryCrossEntropy: (g, [p, y, w]) => binaryCrossEntropyRule(g, p, y, w),
  sumColumns: (g) => [g],
  maxColumns: (g, [a], node) => maximumRule(g, a, node, sumColumns),
  logSumExp: (g, [a], node) => [mul(g, exp(sub(a, node)))],
  pick: (g) => [mul(g, IS_LABEL)],
  cumulative: (g) => [cumulativeBack(g)],
  cumulativeBack: (g) => [cumulative(g)],
  sumSamples: (g) => [g],
  sumGroups: (g) => [g],
  maxGroups: (g, [a], node) => maximumRule(g, a, node, sumGroups),
};

/** The adjoint contributions of a node's arguments, in their order, before they are summed to the arguments' levels. */
export function argumentAdjoints(node: Application, adjoint: Expr): readonly Expr[] {
  const [a = ONE, b = ONE, c = ONE] = node.args;
  return RULES[node.op](adjoint, [a, b, c], node);
}
