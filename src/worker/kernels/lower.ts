// Expressions as lanes: samples side by side in the lanes, columns (where there are any) written out one by one.
import { isReduction, type Application, type Expr, type ReductionOp } from '../../math/expression';
import type { ArgumentTable } from './arguments';
import type { SampleData } from './data';
import type { Lane } from './lanes';
import { asNumber, lowerPointwise, number, type Lowering, type Value } from './pointwise';
import { isLogSumExp } from './products';
import { clampedLogAtLabel, exp, expOfNegative, log1pOfExcess } from './vectorMath';

const LOAD_32_SPLAT = 9;
const LOAD_64_SPLAT = 10;

export interface LogSumExp {
  readonly top: Lane;
  readonly excess: Lane;
  readonly exps: readonly Lane[];
}

export class SampleLowering {
  private readonly done = new Map<string, Value>();
  private readonly sums = new Map<Expr, LogSumExp>();

  /** @param area the pointer to the kernel's numbers */
  constructor(
    private readonly context: Lowering,
    private readonly data: SampleData,
    private readonly table: ArgumentTable,
    private readonly area: Lane,
    private readonly columns: number,
  ) {
    const { f, accuracy, hardLabel } = context;
    if (hardLabel === undefined) return;
    const label = this.number(hardLabel);
    accuracy.guard(f.or(f.op('eq', label, f.number(0)), f.op('eq', label, f.number(1))));
  }

  number(expr: Expr, column?: number): Lane {
    return asNumber(this.context.f, this.value(expr, column));
  }

  /** The lanes of a term that only counts where conditions hold: integers, negative. */
  count(expr: Expr): Lane | undefined {
    const value = this.value(expr, undefined);
    return value.mask || value.count === true ? value.lane : undefined;
  }

  /** Guards that a count is 0. Comparisons are turned about, so that guards of functions are shared. */
  forbid(expr: Expr, column: number): void {
    const { f, accuracy } = this.context;
    if (expr.kind === 'apply' && expr.op === 'add') {
      for (const arg of expr.args) this.forbid(arg, column);
      return;
    }
    if (expr.kind === 'apply' && expr.op === 'less') {
      const [a, b] = expr.args.map((arg) => this.number(arg, column)) as [Lane, Lane];
      accuracy.guard(expr.args[0]!.kind === 'constant' ? f.op('le', b, a) : f.op('ge', a, b));
      return;
    }
    const value = this.value(expr, column);
    accuracy.guard(value.mask ? f.not(value.lane) : f.op('eq', asNumber(f, value), f.number(0)));
  }

  private value(expr: Expr, column: number | undefined): Value {
    const at = expr.level === 'column' ? column : undefined;
    const key = `${expr.key}:${at}`;
    const known = this.done.get(key);
    if (known !== undefined) return known;
    const made = this.lower(expr, at);
    this.done.set(key, made);
    return made;
  }

  private lower(expr: Expr, column: number | undefined): Value {
    const { f } = this.context;
    if (expr.kind === 'constant')
      return { lane: f.number(expr.value), mask: false, settled: !Number.isNaN(expr.value) };
    if (expr.level === 'total' || expr.level === 'group') return this.argument(expr, 0);
    if (expr.kind === 'symbol') {
      if (expr.name === 'isLabel')
        return { lane: this.data.isLabel(column ?? 0), mask: true, settled: false };
      if (expr.name === 'columnIndex') return { lane: f.number(column ?? 0), mask: false, settled: true };
      const input = this.data.value(expr, column);
      return input === undefined ? this.argument(expr, column ?? 0) : number(input);
    }
    const { op } = expr;
    if (isReduction(op)) return number(this.reduce(expr, op, column));
    const stable = this.withLogSumExp(expr, column);
    if (stable !== undefined) return number(stable);
    if (op === 'binaryCrossEntropy' && expr.args[1] === this.context.hardLabel) return this.hardCost(expr);
    if (this.context.hardLabel !== undefined) {
      const fused = this.fused(expr, column);
      if (fused !== undefined) return number(fused);
    }
    const args = expr.args.map((arg) => this.value(arg, column));
    const second = expr.args[1];
    return lowerPointwise(this.context, op, args, second?.kind === 'constant' ? second.value : undefined);
  }

  private argument(expr: Expr, column: number): Value {
    const { f } = this.context;
    const code = f.width === 32 ? LOAD_32_SPLAT : LOAD_64_SPLAT;
    return {
      lane: f.graph.load(code, this.area, this.table.offset(expr, column)),
      mask: false,
      settled: true,
    };
  }

  /** a b + c and c − a b, as one instruction where the host can. */
  private fused({ op, args }: Application, column: number | undefined): Lane | undefined {
    const { f } = this.context;
    if (op !== 'add' && op !== 'sub') return undefined;
    const isProduct = (e: Expr): e is Application =>
      e.kind === 'apply' && e.op === 'mul' && e.level === 'sample';
    const [a, b] = args as [Expr, Expr];
    const factors = ({ args }: Application): [Lane, Lane] =>
      args.map((arg) => this.number(arg, column)) as [Lane, Lane];
    if (isProduct(b)) return f[op === 'add' ? 'fma' : 'fnma'](...factors(b), this.number(a, column));
    return op === 'add' && isProduct(a) ? f.fma(...factors(a), this.number(b, column)) : undefined;
  }

  /** −ln of what was predicted for the label, which is 0 or 1, whose weight is 1. */
  private hardCost({ args }: Application): Value {
    const { f, accuracy } = this.context;
    const [p, y] = args.slice(0, 2).map((arg) => this.number(arg)) as [Lane, Lane];
    return number(f.neg(clampedLogAtLabel(f, accuracy, p, y)));
  }

  private reduce(node: Application, op: ReductionOp, column: number | undefined): Lane {
    const { f } = this.context;
    const arg = node.args[0]!;
    const all = (): Lane[] => Array.from({ length: this.columns }, (_, c) => this.number(arg, c));
    switch (op) {
      case 'sumColumns':
        return this.sum(all());
      case 'maxColumns':
        return this.largest(arg, all());
      case 'logSumExp': {
        const { top, excess } = this.logSumExpParts(node);
        return f.add(top, log1pOfExcess(f, excess));
      }
      case 'pick':
        return all().reduce((rest, lane, c) => f.select(this.data.isLabel(c), lane, rest), f.number(NaN));
      case 'cumulative':
      case 'cumulativeBack': {
        const before = (column ?? 0) + (op === 'cumulative' ? -1 : 1);
        const own = this.number(arg, column);
        return before < 0 || before >= this.columns ? own : f.add(this.number(node, before), own);
      }
      default:
        throw new Error(`${op} is split off into a pass before kernels are compiled`);
    }
  }

  /** One instruction a column where NaN cannot come: the fast form refuses inputs that hold one. */
  private largest(of: Expr, terms: readonly Lane[]): Lane {
    const { f, accuracy } = this.context;
    const op = accuracy.full || of.kind !== 'symbol' ? 'max' : 'pmax';
    return terms.reduce((a, b) => f.op(op, a, b));
  }

  /** Pairwise, which keeps float32's rounding small. */
  private sum(terms: readonly Lane[]): Lane {
    if (terms.length === 1) return terms[0]!;
    const half = Math.ceil(terms.length / 2);
    return this.context.f.add(this.sum(terms.slice(0, half)), this.sum(terms.slice(half)));
  }

  /** The largest column, Σ exp(x − largest) − 1 without the cancellation, and every exp(x − largest). */
  logSumExpParts(node: Application): LogSumExp {
    const known = this.sums.get(node);
    if (known !== undefined) return known;
    const { f, accuracy } = this.context;
    const terms = Array.from({ length: this.columns }, (_, c) => this.number(node.args[0]!, c));
    const top = this.largest(node.args[0]!, terms);
    const below = terms.map((x) => f.sub(x, top));
    const exps = below.map((d) => (accuracy.full ? exp(f, accuracy, d) : expOfNegative(f, d)));
    const isTop = below.map((d) => f.op('eq', d, f.number(0)));
    const rest = this.sum(exps.map((e, c) => f.andNot(e, isTop[c]!)));
    const ties = isTop.reduce((count, mask) => f.op('intSub', count, mask), f.integer(-1n));
    const all = f.add(rest, f.fromSmallInteger(ties));
    const excess = accuracy.full ? f.and(all, f.op('eq', f.sub(top, top), f.number(0))) : all;
    const parts = { top, excess, exps };
    this.sums.set(node, parts);
    return parts;
  }

  /** Sums and exponentials of ln Σ exp where its two parts, kept apart, save digits: softmax and cross entropy. */
  private withLogSumExp(node: Application, column: number | undefined): Lane | undefined {
    const { f } = this.context;
    const [a, b] = node.args;
    if (node.op === 'sub' && isLogSumExp(a)) {
      const { top, excess } = this.logSumExpParts(a);
      return f.add(f.sub(top, this.number(b!, column)), log1pOfExcess(f, excess));
    }
    if (node.op === 'sub' && isLogSumExp(b)) {
      const { top, excess } = this.logSumExpParts(b);
      return f.sub(f.sub(this.number(a!, column), top), log1pOfExcess(f, excess));
    }
    if (node.op !== 'exp' || a?.kind !== 'apply' || a.op !== 'sub' || column === undefined) return undefined;
    const [x, sum] = a.args;
    if (!isLogSumExp(sum) || sum.args[0] !== x) return undefined;
    const { excess, exps } = this.logSumExpParts(sum);
    return f.mul(exps[column]!, f.div(f.number(1), f.add(excess, f.number(1))));
  }
}
