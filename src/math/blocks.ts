// Evaluates expressions over blocks of samples in float64, node by node: the reference that kernels are tested
// against, and the evaluator of plots. Every node is computed once a block, in loops over typed arrays.
import { isInside, topological, type Application, type Expr, type Level } from './expression';
import { POINTWISE } from './pointwise';
import { isReduction, type PointwiseOp, type ReductionOp } from './expression';

/**
 * The values of one block. A symbol is a number, or an array of one value a sample (`rows` long) or a column
 * (`rows × columns`, row-major), as its level says.
 */
export interface Block {
  readonly rows: number;
  readonly columns: number;
  readonly values: ReadonlyMap<string, number | Float64Array>;
  /** The column of each sample's label, for `pick`. A negative one picks NaN. */
  readonly label?: Int32Array;
}

export type BlockValue = number | Float64Array;

/** Makes an evaluator of the outputs. It may reuse its arrays from call to call: copy what you keep. */
export function blockEvaluator(outputs: readonly Expr[]): (block: Block) => BlockValue[] {
  const order = topological(outputs);
  const buffers = new Map<Expr, Float64Array>();
  return (block) => {
    const done = new Map<Expr, BlockValue>();
    for (const node of order) done.set(node, evaluateNode(node, block, done, buffers));
    return outputs.map((output) => done.get(output) ?? NaN);
  };
}

function evaluateNode(
  node: Expr,
  block: Block,
  done: ReadonlyMap<Expr, BlockValue>,
  buffers: Map<Expr, Float64Array>,
): BlockValue {
  if (node.kind === 'constant') return node.value;
  if (node.kind === 'symbol') {
    const value = block.values.get(node.name);
    if (value === undefined) throw new Error(`no value was given for the symbol ${node.name}`);
    return value;
  }
  const args = node.args.map((arg) => done.get(arg) ?? NaN);
  const { op } = node;
  if (isReduction(op)) return reduce(node, op, args[0] ?? NaN, block, buffers);
  if (args.every((a) => typeof a === 'number')) {
    const [a, b, c] = args;
    return POINTWISE[op].of(a ?? NaN, b ?? NaN, c ?? NaN);
  }
  const out = bufferOf(node, lengthAt(node.level, block), buffers);
  const wide = node.args.map((arg, i) => widen(args[i] ?? NaN, arg.level, node.level, block));
  pointwise(op, wide, out);
  return out;
}

function lengthAt(level: Level, block: Block): number {
  return level === 'column' ? block.rows * block.columns : level === 'sample' ? block.rows : 1;
}

function bufferOf(node: Expr, length: number, buffers: Map<Expr, Float64Array>): Float64Array {
  let buffer = buffers.get(node);
  if (buffer?.length !== length) {
    buffer = new Float64Array(length);
    buffers.set(node, buffer);
  }
  return buffer;
}

/** Repeats a value of each sample over its columns where the node varies over columns. */
function widen(value: BlockValue, from: Level, to: Level, block: Block): BlockValue {
  if (typeof value === 'number' || !isInside(to, from)) return value;
  const wide = new Float64Array(lengthAt(to, block));
  for (let row = 0; row < block.rows; row++) {
    wide.fill(value[row] ?? NaN, row * block.columns, (row + 1) * block.columns);
  }
  return wide;
}

function pointwise(op: PointwiseOp, args: readonly BlockValue[], out: Float64Array): void {
  const of = POINTWISE[op].of;
  const [a = NaN, b = NaN, c = NaN] = args;
  const at = (v: BlockValue, i: number): number => (typeof v === 'number' ? v : (v[i] ?? NaN));
  // The four commonest shapes have loops that engines compile well; the rest takes the general one.
  if (args.length === 1 && typeof a !== 'number') {
    for (let i = 0; i < out.length; i++) out[i] = of(a[i] as number, 0, 0);
  } else if (args.length === 2 && typeof a !== 'number' && typeof b !== 'number') {
    for (let i = 0; i < out.length; i++) out[i] = of(a[i] as number, b[i] as number, 0);
  } else if (args.length === 2 && typeof a === 'number' && typeof b !== 'number') {
    for (let i = 0; i < out.length; i++) out[i] = of(a, b[i] as number, 0);
  } else if (args.length === 2 && typeof b === 'number' && typeof a !== 'number') {
    for (let i = 0; i < out.length; i++) out[i] = of(a[i] as number, b, 0);
  } else {
    for (let i = 0; i < out.length; i++) out[i] = of(at(a, i), at(b, i), at(c, i));
  }
}

function reduce(
  node: Application,
  op: ReductionOp,
  arg: BlockValue,
  block: Block,
  buffers: Map<Expr, Float64Array>,
): BlockValue {
  const { rows, columns } = block;
  const level = node.args[0]?.level ?? 'total';
  const full = widenFully(arg, level, block);
  const out = bufferOf(node, lengthAt(node.level, block), buffers);
  const ofRow = ROW[op];
  if (ofRow === undefined) throw new Error(`${op} is split off into a pass before blocks are evaluated`);
  for (let row = 0; row < rows; row++) ofRow(full, row * columns, columns, out, row, block.label);
  return out;
}

function widenFully(value: BlockValue, level: Level, block: Block): Float64Array {
  if (typeof value === 'number') return new Float64Array(block.rows * block.columns).fill(value);
  const wide = widen(value, level, 'column', block);
  return typeof wide === 'number' ? new Float64Array(block.rows * block.columns).fill(wide) : wide;
}

type OfRow = (
  x: Float64Array,
  start: number,
  columns: number,
  out: Float64Array,
  row: number,
  label: Int32Array | undefined,
) => void;

const ROW: Partial<Record<ReductionOp, OfRow>> = {
  sumColumns: (x, start, columns, out, row) => {
    let sum = 0;
    for (let i = start; i < start + columns; i++) sum += x[i] as number;
    out[row] = sum;
  },
  maxColumns: (x, start, columns, out, row) => {
    out[row] = maximum(x, start, columns);
  },
  logSumExp: (x, start, columns, out, row) => {
    const top = maximum(x, start, columns);
    if (!Number.isFinite(top)) {
      out[row] = top;
      return;
    }
    let sum = 0;
    for (let i = start; i < start + columns; i++) sum += Math.exp((x[i] as number) - top);
    out[row] = top + Math.log(sum);
  },
  pick: (x, start, columns, out, row, label) => {
    const column = label?.[row] ?? -1;
    out[row] = column >= 0 && column < columns ? (x[start + column] as number) : NaN;
  },
  cumulative: (x, start, columns, out) => {
    let sum = 0;
    for (let i = start; i < start + columns; i++) out[i] = sum += x[i] as number;
  },
  cumulativeBack: (x, start, columns, out) => {
    let sum = 0;
    for (let i = start + columns - 1; i >= start; i--) out[i] = sum += x[i] as number;
  },
};

function maximum(x: Float64Array, start: number, columns: number): number {
  let top = -Infinity;
  for (let i = start; i < start + columns; i++) {
    const v = x[i] as number;
    if (v > top || Number.isNaN(v)) top = v;
    if (Number.isNaN(top)) break;
  }
  return top;
}
