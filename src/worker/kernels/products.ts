// Sums of logarithms as logarithms of products: Σ ln aᵢ = ln Π aᵢ, with the exponents of the running product counted
// apart. One logarithm then serves thousands of elements and the sum loses fewer digits. This finds the terms
// that allow it: the logarithm must count the same in every element.
import { add, isConstant, max, maxColumns, mul, neg, ONE, sub, ZERO } from '../../math/build';
import { topological, type Application, type Expr } from '../../math/expression';

export interface LogTerm {
  /**
   * `label`: ln of p where y is 1, of 1 − p where y is 0, floor −100; holds only for such labels.
   * `unit`: ln(1 + e^−|t|).
   * `columns`: ln Σ exp less the largest.
   */
  readonly kind: 'label' | 'unit' | 'columns';
  /** (p, y), (t), or the node of `logSumExp`. */
  readonly args: readonly Expr[];
  readonly factor: number;
}

export interface ProductForm {
  /** What is added up as usual; undefined where nothing is left. */
  readonly rest: Expr | undefined;
  readonly logs: readonly LogTerm[];
}

interface Found {
  readonly kind: LogTerm['kind'];
  readonly args: readonly Expr[];
  readonly factors: Expr[];
}

/** The term split into logarithms and the rest, or undefined where it has none that counts alike everywhere. */
export function productForm(term: Expr): ProductForm | undefined {
  const found = new Map<string, Found>();
  const rest = split(term, ONE, found);
  const logs: LogTerm[] = [];
  for (const { kind, args, factors } of found.values()) {
    const factor = factors.reduce(addFactors);
    if (factor.kind !== 'constant') return undefined;
    logs.push({ kind, args, factor: factor.value });
  }
  return logs.length === 0 ? undefined : { rest: isConstant(rest, 0) ? undefined : rest, logs };
}

/** a + (1 − a) is 1, which the builders do not see. */
function addFactors(a: Expr, b: Expr): Expr {
  return isComplement(a, b) || isComplement(b, a) ? ONE : add(a, b);
}

function isComplement(a: Expr, b: Expr): boolean {
  return b.kind === 'apply' && b.op === 'sub' && isConstant(b.args[0]!, 1) && b.args[1] === a;
}

/** Whether an expression computes logarithms of its own, which a product would only repeat. */
export function hasLogs(roots: readonly Expr[]): boolean {
  return topological(roots).some(
    (node) =>
      node.kind === 'apply' && ['softplus', 'binaryCrossEntropy', 'log', 'clampedLog'].includes(node.op),
  );
}

function split(node: Expr, factor: Expr, found: Map<string, Found>): Expr {
  if (node.kind !== 'apply' || node.level !== 'sample') return node;
  const [a, b] = node.args as [Expr, Expr];
  switch (node.op) {
    case 'neg':
      return neg(split(a, neg(factor), found));
    case 'add':
      return add(split(a, factor, found), split(b, factor, found));
    case 'sub':
      return sub(split(a, factor, found), split(b, neg(factor), found));
    case 'mul':
      if (holdsLog(b) && !holdsLog(a)) return mul(a, split(b, mul(factor, a), found));
      return holdsLog(a) && !holdsLog(b) ? mul(split(a, mul(factor, b), found), b) : node;
    case 'binaryCrossEntropy':
      if (!isConstant(node.args[2]!, 1)) return node;
      note('label', [a, b], neg(factor), found);
      return ZERO;
    case 'softplus': {
      const t = a.kind === 'apply' && a.op === 'neg' ? a.args[0]! : a;
      note('unit', [t], factor, found);
      return max(a, 0);
    }
    case 'logSumExp':
      note('columns', [node], factor, found);
      return maxColumns(a);
    default:
      return node;
  }
}

function holdsLog(node: Expr): boolean {
  if (node.kind !== 'apply' || node.level !== 'sample') return false;
  if (node.op === 'softplus' || node.op === 'logSumExp' || node.op === 'binaryCrossEntropy') return true;
  return ['neg', 'add', 'sub', 'mul'].includes(node.op) && node.args.some(holdsLog);
}

function note(kind: LogTerm['kind'], args: readonly Expr[], factor: Expr, found: Map<string, Found>): void {
  const key = `${kind}:${args.map((arg) => arg.key).join()}`;
  const known = found.get(key);
  if (known === undefined) found.set(key, { kind, args, factors: [factor] });
  else known.factors.push(factor);
}

/** A term that is nothing but a logarithm of its own columns. */
export function isLogSumExp(node: Expr | undefined): node is Application {
  return node?.kind === 'apply' && node.op === 'logSumExp';
}
