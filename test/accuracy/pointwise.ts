// Every pointwise operator in double-double, written from its meaning.
import type { PointwiseOp } from '../../src/math/expression';
import {
  abs,
  add,
  atan,
  div,
  equal,
  exp,
  expm1,
  isNaN,
  less,
  LN2,
  log,
  log1p,
  mul,
  neg,
  of,
  ONE,
  pow,
  sqrt,
  sub,
  ZERO,
  type DD,
} from './doubleDouble';

const FLOOR = of(-100);
const truth = (holds: boolean): DD => (holds ? ONE : ZERO);
const larger = (a: DD, b: DD): DD => (isNaN(a) || less(b, a) ? a : b);
const smaller = (a: DD, b: DD): DD => (isNaN(a) || less(a, b) ? a : b);
const softplus = (x: DD): DD => add(larger(x, ZERO), log1p(exp(neg(abs(x)))));

function tanh(x: DD): DD {
  const e = expm1(add(abs(x), abs(x)));
  const value = e.high === Infinity ? ONE : div(e, add(e, of(2)));
  return x.high < 0 ? neg(value) : value;
}

function sigmoid(x: DD): DD {
  const e = exp(neg(abs(x)));
  return div(x.high >= 0 ? ONE : e, add(ONE, e));
}

export const POINTWISE: Readonly<Record<PointwiseOp, (a: DD, b: DD, c: DD) => DD>> = {
  neg,
  abs,
  sign: (a) => of(Math.sign(a.high)),
  log,
  exp,
  log1p,
  expm1,
  sqrt,
  tanh,
  atan,
  sigmoid,
  softplus,
  logCosh: (x) => sub(add(abs(x), log1p(exp(neg(add(abs(x), abs(x)))))), LN2),
  clampedLog: (x) => larger(log(x), FLOOR),
  add,
  sub,
  mul,
  div,
  pow,
  min: smaller,
  max: larger,
  xlogy: (x, y) => (x.high === 0 ? ZERO : mul(x, log(y))),
  less: (a, b) => truth(less(a, b)),
  lessEqual: (a, b) => truth(less(a, b) || equal(a, b)),
  equal: (a, b) => truth(equal(a, b)),
  select: (a, b, c) => (a.high === 0 ? c : b),
  binaryCrossEntropy: (p, y, w) => {
    const right = mul(sub(ONE, y), larger(log1p(neg(p)), FLOOR));
    return neg(add(mul(mul(w, y), larger(log(p), FLOOR)), right));
  },
};
