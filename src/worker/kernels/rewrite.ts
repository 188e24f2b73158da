// Rewrites expressions into forms that cost less per element, without changing what they mean.
import {
  abs,
  add,
  build,
  div,
  equal,
  exp,
  less,
  log1p,
  maxColumns,
  mul,
  neg,
  ONE,
  pick,
  select,
  sub,
  sumColumns,
} from '../../math/build';
import { isReduction, symbolsOf, type Application, type Expr } from '../../math/expression';
import { IS_LABEL } from '../../math/derivative';
import { rewrite } from '../../math/substitute';
import { isLogSumExp } from './products';

/**
 * Picks the label's column before computing rather than after: one logarithm a sample instead of one a class.
 * Pointwise operators commute with `pick`.
 */
export function pickEarly(root: Expr): Expr {
  return rewrite(root, (node) => {
    if (node.kind !== 'apply' || node.op !== 'pick') return undefined;
    const [inner] = node.args;
    if (inner?.kind !== 'apply' || isReduction(inner.op)) return undefined;
    return pickEarly(
      build(
        inner.op,
        inner.args.map((arg) => build('pick', [arg])),
      ),
    );
  });
}

/**
 * ln Σ exp x as its largest term and ln(1 + the rest), added last, so that cross entropies of sure predictions keep
 * their digits; softmax as exponentials that are shared with the sum.
 */
export function splitLogSumExp(root: Expr, done = new Map<Expr, Expr>()): Expr {
  const known = done.get(root);
  if (known !== undefined || root.kind !== 'apply') return known ?? root;
  const made = split(root, (e) => splitLogSumExp(e, done));
  done.set(root, made);
  return made;
}

function split(node: Application, go: (e: Expr) => Expr): Expr {
  const [a, b] = node.args;
  if (node.op === 'sub' && isLogSumExp(a)) {
    const { top, excess } = partsOf(go(a.args[0]!));
    return add(sub(top, go(b!)), log1p(excess));
  }
  if (node.op === 'sub' && isLogSumExp(b)) {
    const { top, excess } = partsOf(go(b.args[0]!));
    return sub(sub(go(a!), top), log1p(excess));
  }
  if (node.op === 'logSumExp') {
    const { top, excess } = partsOf(go(a!));
    return add(top, log1p(excess));
  }
  if (node.op === 'exp' && a?.kind === 'apply' && a.op === 'sub') {
    const [x, sum] = a.args;
    if (isLogSumExp(sum) && sum.args[0] === x) {
      const { excess, exps } = partsOf(go(x!));
      return mul(exps, div(1, add(1, excess)));
    }
  }
  return build(node.op, node.args.map(go));
}

function partsOf(x: Expr): { top: Expr; excess: Expr; exps: Expr } {
  const top = maxColumns(x);
  const below = sub(x, top);
  const exps = exp(below);
  const isTop = equal(below, 0);
  const rest = add(sumColumns(select(isTop, 0, exps)), sub(sumColumns(isTop), 1));
  // Of columns with an infinity or NaN, the largest is all there is.
  return { top, excess: select(less(abs(top), Infinity), rest, 0), exps };
}

/**
 * Sums over the columns of what stands at the label alone, as what stands there: Σ (k = y) x_k is x_y. Holds where every
 * label is a class.
 */
export function sumsAtLabel(root: Expr): Expr {
  return rewrite(root, (node) =>
    node.kind === 'apply' && node.op === 'sumColumns' && symbolsOf(node).some(isOneHot)
      ? atLabel(node.args[0]!)
      : undefined,
  );
}

function atLabel(x: Expr): Expr | undefined {
  if (x.level !== 'column') return undefined;
  if (isOneHot(x)) return ONE;
  if (!symbolsOf(x).some(isOneHot)) return sumColumns(x);
  if (x.kind !== 'apply') return undefined;
  const [a, b, c] = x.args as [Expr, Expr, Expr];
  const each = (build: (...parts: Expr[]) => Expr, ...args: Expr[]): Expr | undefined => {
    const sums = args.map(atLabel);
    return sums.every((sum) => sum !== undefined) ? build(...sums) : undefined;
  };
  switch (x.op) {
    case 'neg':
      return each(neg, a);
    case 'add':
      return each(add, a, b);
    case 'sub':
      return each(sub, a, b);
    case 'mul':
      if (isOneHot(a)) return pick(b);
      if (isOneHot(b)) return pick(a);
      if (a.level !== 'column') return each((sum) => mul(a, sum), b);
      return b.level === 'column' ? undefined : each((sum) => mul(sum, b), a);
    case 'div':
      return b.level === 'column' ? undefined : each((sum) => div(sum, b), a);
    case 'select':
      return a.level === 'column' ? undefined : each((yes, no) => select(a, yes, no), b, c);
    default:
      return undefined;
  }
}

function isOneHot(x: Expr): boolean {
  return x === IS_LABEL;
}

/** Whether a node is e to the power of a column less the largest: never above 1. */
export function isExpBelowTop(node: Application): boolean {
  const [below] = node.args;
  if (node.op !== 'exp' || below?.kind !== 'apply' || below.op !== 'sub') return false;
  const [x, top] = below.args;
  return top?.kind === 'apply' && top.op === 'maxColumns' && top.args[0] === x;
}
