// Evaluates expressions over samples in double-double, number by number.
import { topological, type Application, type Expr, type ReductionOp } from '../../src/math/expression';
import { isReduction } from '../../src/math/expression';
import { add, exp, isNaN, less, log, of, sub, ZERO, type DD } from './doubleDouble';
import { POINTWISE } from './pointwise';

/** One number, or one a sample or a column (row-major), as the level says. */
export type Values = readonly DD[];

export interface Samples {
  readonly rows: number;
  readonly columns: number;
  readonly values: ReadonlyMap<string, Values>;
  /** The column of each sample's label, for `pick`. */
  readonly label?: Int32Array;
}

export function evaluate(outputs: readonly Expr[], samples: Samples): Values[] {
  const done = new Map<Expr, Values>();
  for (const node of topological(outputs)) done.set(node, valueOf(node, samples, done));
  return outputs.map((output) => done.get(output) ?? []);
}

function valueOf(node: Expr, samples: Samples, done: ReadonlyMap<Expr, Values>): Values {
  if (node.kind === 'constant') return [of(node.value)];
  if (node.kind === 'symbol') {
    const values = samples.values.get(node.name);
    if (values === undefined) throw new Error(`no value was given for the symbol ${node.name}`);
    return values;
  }
  const { rows, columns } = samples;
  const args = node.args.map((arg) => reader(arg, done.get(arg) ?? [], columns));
  if (isReduction(node.op)) return reduced(node, node.op, args[0] ?? (() => ZERO), samples);
  const length = node.level === 'column' ? rows * columns : node.level === 'sample' ? rows : 1;
  const compute = POINTWISE[node.op];
  const wide = node.level === 'column' ? 1 : columns;
  const at = (k: number, i: number): DD => args[k]?.(i * wide) ?? ZERO;
  return Array.from({ length }, (_, i) => compute(at(0, i), at(1, i), at(2, i)));
}

/** The number that stands at an element, counted through rows and columns. */
function reader(node: Expr, values: Values, columns: number): (element: number) => DD {
  const single = values.length === 1;
  if (single || node.level === 'total' || node.level === 'group') return () => values[0] ?? ZERO;
  if (node.level === 'sample') return (element) => values[Math.floor(element / columns)] ?? ZERO;
  return (element) => values[element] ?? ZERO;
}

function reduced(
  node: Application,
  op: ReductionOp,
  at: (element: number) => DD,
  { rows, columns, label }: Samples,
): Values {
  const rowOf = (row: number): DD[] => Array.from({ length: columns }, (_, k) => at(row * columns + k));
  const ofRow: Partial<Record<ReductionOp, (x: DD[], row: number) => DD[]>> = {
    sumColumns: (x) => [sum(x)],
    maxColumns: (x) => [maximum(x)],
    logSumExp: (x) => {
      const top = maximum(x);
      return [add(top, log(sum(x.map((v) => exp(sub(v, top))))))];
    },
    pick: (x, row) => [x[label?.[row] ?? -1] ?? of(NaN)],
    cumulative: (x) => running(x),
    cumulativeBack: (x) => running(x.reverse()).reverse(),
  };
  const compute = ofRow[op];
  if (compute === undefined) throw new Error(`${node.op} is split off into a pass`);
  return Array.from({ length: rows }, (_, row) => compute(rowOf(row), row)).flat();
}

export const sum = (x: Values): DD => x.reduce<DD>(add, ZERO);
const maximum = (x: Values): DD => x.reduce((a, b) => (isNaN(a) || less(b, a) ? a : b));

function running(x: DD[]): DD[] {
  let total = ZERO;
  return x.map((v) => (total = add(total, v)));
}
