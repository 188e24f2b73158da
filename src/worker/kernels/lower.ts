// Expressions as lanes: samples side by side in the lanes, columns (where there are any) written out one by one.
import { isReduction, type Application, type Expr, type ReductionOp } from '../../math/expression';
import type { ArgumentTable } from './arguments';
import type { SampleData } from './data';
import type { Lane } from './lanes';
import { asNumber, lowerPointwise, number, type Lowering, type Value } from './pointwise';
import { expOfNegative, log } from './vectorMath';

const LOAD_32_SPLAT = 9;
const LOAD_64_SPLAT = 10;

export class SampleLowering {
  private readonly done = new Map<string, Value>();

  /** @param area the pointer to the kernel's numbers */
  constructor(
    private readonly context: Lowering,
    private readonly data: SampleData,
    private readonly table: ArgumentTable,
    private readonly area: Lane,
    private readonly columns: number,
  ) {}

  number(expr: Expr, column?: number): Lane {
    return asNumber(this.context.f, this.value(expr, column));
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

  private reduce(node: Application, op: ReductionOp, column: number | undefined): Lane {
    const { f } = this.context;
    const arg = node.args[0]!;
    const all = (): Lane[] => Array.from({ length: this.columns }, (_, c) => this.number(arg, c));
    switch (op) {
      case 'sumColumns':
        return this.sum(all());
      case 'maxColumns':
        return all().reduce((a, b) => f.op('max', a, b));
      case 'logSumExp':
        return this.logSumExp(all());
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

  /** Pairwise, which keeps float32's rounding small. */
  private sum(terms: readonly Lane[]): Lane {
    if (terms.length === 1) return terms[0]!;
    const half = Math.ceil(terms.length / 2);
    return this.context.f.add(this.sum(terms.slice(0, half)), this.sum(terms.slice(half)));
  }

  private logSumExp(terms: readonly Lane[]): Lane {
    const { f, accuracy } = this.context;
    const top = terms.reduce((a, b) => f.op(accuracy.full ? 'max' : 'pmax', a, b));
    const sum = this.sum(terms.map((x) => expOfNegative(f, f.sub(x, top))));
    const value = f.add(top, log(f, accuracy, sum));
    if (!accuracy.full) return value;
    return f.select(f.op('eq', f.sub(top, top), f.number(0)), value, top);
  }
}
