// The nodes of the expression language. Expressions are hash-consed: two that are built alike are the same
// object, so a shared subexpression is computed once by everything that walks the graph.

/**
 * What an expression varies over, from the inside out. A loss sees `columns` (the classes of one sample),
 * `samples` (elements, where there are no columns), `groups` (what a region loss is computed over) and `total`
 * (one number). Parameters and constants are `total`.
 */
export type Level = 'total' | 'group' | 'sample' | 'column';

const DEPTH: Readonly<Record<Level, number>> = { total: 0, group: 1, sample: 2, column: 3 };

/** Operators of one, two and three arguments that work at any level. Comparisons give 1 or 0. */
export type PointwiseOp =
  | 'neg'
  | 'abs'
  | 'sign'
  | 'log'
  | 'exp'
  | 'log1p'
  | 'expm1'
  | 'sqrt'
  | 'tanh'
  | 'atan'
  | 'sigmoid'
  | 'softplus'
  | 'logCosh'
  | 'clampedLog'
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'pow'
  | 'min'
  | 'max'
  | 'xlogy'
  | 'less'
  | 'lessEqual'
  | 'equal'
  | 'select'
  | 'binaryCrossEntropy';

/**
 * Operators that move between levels. `sumColumns`, `logSumExp` and `maxColumns` go from columns to their sample; `pick`
 * takes the column of the sample's label; `cumulative` and `cumulativeBack` sum along the columns from the
 * first or from the last; `sumSamples` sums over all elements of a group; `sumGroups` and `maxGroups` over the groups.
 */
export type ReductionOp =
  | 'sumColumns'
  | 'maxColumns'
  | 'logSumExp'
  | 'pick'
  | 'cumulative'
  | 'cumulativeBack'
  | 'sumSamples'
  | 'sumGroups'
  | 'maxGroups';

export type Op = PointwiseOp | ReductionOp;

export interface Constant {
  readonly kind: 'constant';
  readonly value: number;
  readonly level: 'total';
  readonly key: number;
}

export interface Symbol {
  readonly kind: 'symbol';
  readonly name: string;
  readonly level: Level;
  /** How it is printed; the name where absent. */
  readonly latex: string;
  readonly key: number;
}

export interface Application {
  readonly kind: 'apply';
  readonly op: Op;
  readonly args: readonly Expr[];
  readonly level: Level;
  readonly key: number;
}

export type Expr = Constant | Symbol | Application;

const nodes = new Map<string, Expr>();
let nextKey = 0;

function intern<E extends Expr>(signature: string, make: (key: number) => E): E {
  const known = nodes.get(signature);
  if (known !== undefined) return known as E;
  const made = make(nextKey++);
  nodes.set(signature, made);
  return made;
}

export function constant(value: number): Constant {
  // Object.is tells −0 from 0, and so must the key.
  const name = Object.is(value, -0) ? '-0' : String(value);
  return intern(`c:${name}`, (key) => ({ kind: 'constant', value, level: 'total', key }));
}

/** A named value: an input (varies over samples or columns), a parameter or a sum. */
export function symbol(name: string, level: Level, latex = name): Symbol {
  return intern(`s:${level}:${name}:${latex}`, (key) => ({ kind: 'symbol', name, level, latex, key }));
}

export function deepest(levels: readonly Level[]): Level {
  return levels.reduce((a, b) => (DEPTH[a] >= DEPTH[b] ? a : b), 'total');
}

/** Whether `a` varies within one value of `b`: columns within their sample. */
export function isInside(a: Level, b: Level): boolean {
  return DEPTH[a] > DEPTH[b];
}

const REDUCED_LEVEL: Readonly<Record<ReductionOp, Level>> = {
  sumColumns: 'sample',
  maxColumns: 'sample',
  logSumExp: 'sample',
  pick: 'sample',
  cumulative: 'column',
  cumulativeBack: 'column',
  sumSamples: 'group',
  sumGroups: 'total',
  maxGroups: 'total',
};

export function isReduction(op: Op): op is ReductionOp {
  return op in REDUCED_LEVEL;
}

/** The node of an operator, as it stands. Use the builders of build.ts, which simplify. */
export function apply(op: Op, ...args: Expr[]): Application {
  const signature = `a:${op}:${args.map((arg) => arg.key).join(',')}`;
  return intern(signature, (key) => ({
    kind: 'apply',
    op,
    args,
    level: isReduction(op) ? REDUCED_LEVEL[op] : deepest(args.map((arg) => arg.level)),
    key,
  }));
}

/** Every node below the roots once, arguments before the nodes that use them. */
export function topological(roots: readonly Expr[]): Expr[] {
  const seen = new Set<Expr>();
  const order: Expr[] = [];
  const visit = (node: Expr): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'apply') node.args.forEach(visit);
    order.push(node);
  };
  roots.forEach(visit);
  return order;
}

/** The symbols that an expression reads. */
export function symbolsOf(...roots: readonly Expr[]): Symbol[] {
  return topological(roots).filter((node): node is Symbol => node.kind === 'symbol');
}
