// Names for locals of generated Python: by what an expression is, where its operator or its symbols tell.
import { symbolsOf, type Application, type Expr, type Op, type Symbol } from '../expression';

const BY_OPERATOR: Readonly<Partial<Record<Op, string>>> = {
  abs: 'magnitude',
  sign: 'direction',
  log: 'log_value',
  clampedLog: 'log_value',
  exp: 'exponential',
  log1p: 'log_value',
  expm1: 'growth',
  sqrt: 'root',
  tanh: 'bent',
  atan: 'angle',
  sigmoid: 'probability',
  softplus: 'cost',
  logCosh: 'cost',
  add: 'total',
  sub: 'difference',
  mul: 'product',
  div: 'ratio',
  pow: 'power',
  min: 'smaller',
  max: 'larger',
  xlogy: 'log_term',
  less: 'is_less',
  lessEqual: 'is_at_most',
  equal: 'is_equal',
  select: 'chosen',
  binaryCrossEntropy: 'cross_entropy',
  sumColumns: 'row_sum',
  maxColumns: 'row_max',
  logSumExp: 'log_sum',
  pick: 'at_label',
  cumulative: 'running_sum',
  cumulativeBack: 'running_sum',
  sumSamples: 'total',
  sumGroups: 'overall',
  maxGroups: 'largest',
};

/**
 * A name in snake case, not necessarily a free one.
 * @param nameOf names of symbols
 * @param known names that parts have already
 */
export function meaningfulName(
  node: Application,
  nameOf: (symbol: Symbol) => string,
  known: (e: Expr) => string | undefined,
): string {
  const [a, b] = node.args;
  if (isLogSoftmax(node)) return 'log_probabilities';
  if (node.op === 'exp' && a?.kind === 'apply' && isLogSoftmax(a)) return 'probabilities';
  if (node.op === 'sub' && isSymbol(a, 'prediction') && isSymbol(b, 'label')) return 'error';
  const box = boxName(node, known);
  if (box !== undefined) return box;
  if (node.op === 'pow' && b?.kind === 'constant' && b.value === 2)
    return `${partName(a, nameOf, known) ?? 'value'}_squared`;
  if (node.op === 'abs') return partName(a, nameOf, known) === 'error' ? 'absolute_error' : 'magnitude';
  if (node.op === 'mul' && node.args.every((e) => e.kind === 'apply' && e.op.startsWith('less')))
    return 'both';
  if (node.op === 'sumSamples') return nameOfSum(a, nameOf, known);
  if (node.op === 'select' && b !== undefined) return partName(b, nameOf, known) ?? 'chosen';
  return BY_OPERATOR[node.op] ?? 'value';
}

/** Σ p y is the overlap, Σ p and Σ y the sizes. */
function nameOfSum(
  term: Expr | undefined,
  nameOf: (symbol: Symbol) => string,
  known: (e: Expr) => string | undefined,
): string {
  if (term?.kind === 'constant') return 'count';
  const reads = new Set(symbolsOf(...(term === undefined ? [] : [term])).map(({ name }) => name));
  if (term?.kind === 'apply' && term.op === 'select') return nameOfSum(term.args[1], nameOf, known);
  const both = reads.has('prediction') && reads.has('label');
  if (both && term?.kind === 'apply' && term.op === 'mul') {
    const [left, right] = term.args.map((arg) => isComplement(arg));
    if (left === false && right === false) return 'overlap';
    if (left === false) return 'false_positives';
    return right === false ? 'false_negatives' : 'true_negatives';
  }
  if (reads.size === 1 && reads.has('label')) return 'target_sum';
  if (reads.size === 1 && reads.has('prediction')) return 'prediction_sum';
  return `${partName(term, nameOf, known) ?? 'term'}_sum`;
}

function isComplement(e: Expr): boolean {
  return e.kind === 'apply' && e.op === 'sub' && e.args[0]?.kind === 'constant' && e.args[0].value === 1;
}

function partName(
  e: Expr | undefined,
  nameOf: (symbol: Symbol) => string,
  known: (e: Expr) => string | undefined,
): string | undefined {
  if (e === undefined) return undefined;
  if (e.kind === 'symbol') return nameOf(e).replace(/\W.*$/, '');
  return known(e)?.replace(/_\d+$/, '');
}

/** Sides, sizes and areas of boxes, whose coordinates are symbols with a number. */
function boxName(node: Application, known: (e: Expr) => string | undefined): string | undefined {
  const [a, b] = node.args;
  const first = coordinateOf(a);
  const second = coordinateOf(b);
  if (first !== undefined && second !== undefined) {
    if (node.op === 'sub' && first.side === second.side && first.axis - second.axis === 2)
      return `${first.side === 'label' ? 'target_' : ''}${second.axis === 0 ? 'width' : 'height'}`;
    if (first.axis !== second.axis || (node.op !== 'min' && node.op !== 'max')) return undefined;
    const isInner = (node.op === 'max') === first.axis < 2;
    return `${isInner ? '' : 'hull_'}${['left', 'top', 'right', 'bottom'][first.axis] ?? 'side'}`;
  }
  const parts = [a, b].map((e) => (e === undefined ? undefined : known(e)?.replace(/_\d+$/, '')));
  const size = parts[0]?.replace('width', '');
  if (node.op === 'mul' && parts[0]?.endsWith('width') === true && parts[1] === `${size}height`)
    return `${size}area`;
  return undefined;
}

function coordinateOf(e: Expr | undefined): { readonly side: string; readonly axis: number } | undefined {
  const found = e?.kind === 'symbol' ? /^(prediction|label)([0-3])$/.exec(e.name) : null;
  return found === null ? undefined : { side: found[1] ?? '', axis: Number(found[2]) };
}

function isSymbol(e: Expr | undefined, name: string): boolean {
  return e?.kind === 'symbol' && e.name === name;
}

function isLogSoftmax(e: Application): boolean {
  const [a, b] = e.args;
  return e.op === 'sub' && b?.kind === 'apply' && b.op === 'logSumExp' && b.args[0] === a;
}
