// What a typed formula may call, by name.
import {
  abs,
  atan,
  div,
  exp,
  expm1,
  log,
  log1p,
  logCosh,
  max,
  min,
  select,
  sigmoid,
  sign,
  softplus,
  sqrt,
  square,
  sumSamples,
  tanh,
  xlogy,
} from './build';
import { symbol, type Expr } from './expression';

export interface FormulaFunction {
  /** Fewest and most arguments. */
  readonly takes: readonly [number, number];
  readonly build: (args: readonly Expr[]) => Expr;
}

/** How many elements there are; whoever evaluates the formula binds it. */
const COUNT = symbol('count', 'group', 'n');

const one = (build: (x: Expr) => Expr): FormulaFunction => ({
  takes: [1, 1],
  build: ([x]) => build(x as Expr),
});

const several = (build: (x: Expr, y: Expr) => Expr): FormulaFunction => ({
  takes: [2, Infinity],
  build: ([first, ...more]) => more.reduce(build, first as Expr),
});

const choice: FormulaFunction = {
  takes: [3, 3],
  build: ([condition, yes, no]) => select(condition as Expr, yes as Expr, no as Expr),
};

/** `sum` and `mean` go over all elements (of a group). */
export const FORMULA_FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  log: one(log),
  ln: one(log),
  log1p: one(log1p),
  exp: one(exp),
  expm1: one(expm1),
  sqrt: one(sqrt),
  square: one(square),
  abs: one(abs),
  sign: one(sign),
  tanh: one(tanh),
  atan: one(atan),
  sigmoid: one(sigmoid),
  softplus: one(softplus),
  logcosh: one(logCosh),
  min: several(min),
  max: several(max),
  xlogy: { takes: [2, 2], build: ([x, y]) => xlogy(x as Expr, y as Expr) },
  where: choice,
  if: choice,
  sum: one(sumSamples),
  mean: one((x) => div(sumSamples(x), COUNT)),
};
