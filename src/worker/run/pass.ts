// One pass over a range of samples: terms are added up in float64, and per-element outputs are handed out block
// by block. Kernels do it where they can (kernelPass.ts); here the interpreter does, for everything.
import { blockEvaluator, type BlockValue } from '../../math/blocks';
import type { Expr, Symbol } from '../../math/expression';
import type { Breather } from './context';
import { wantedSymbols, type Data } from './data';
import { deliver, type Delivery } from './deliver';
import { ExactSum } from './exactSum';
import { blockRows } from './inputsOf';
import type { Wishes } from './outcome';
import { prepareSides } from './prepare';
import { sidesOf, type Sides } from './side';

export interface PassSpec {
  /** Terms to add up, at sample, column or total level. What does not vary over columns counts once a sample. */
  readonly sums: readonly Expr[];
  /** What to hand out, at the level that it has. */
  readonly outputs: readonly Expr[];
  /** Sums are kept apart by column: each has as many numbers as there are columns. */
  readonly byColumn: boolean;
  /** What every range has `along`, in float32, at the level of the data. */
  readonly along?: readonly Symbol[];
}

export interface PassRange {
  readonly start: number;
  readonly rows: number;
  /** Values of symbols besides the data: a number, or one a column. */
  readonly scalars: ReadonlyMap<string, number | Float64Array>;
  /** Values that go along with the data: one a sample or a column of the block's samples. */
  readonly along?: (start: number, rows: number) => readonly (readonly [string, Numbers])[];
}

/** Numbers of either precision. */
export type Numbers = Float64Array | Float32Array;

export interface PassBlock {
  readonly start: number;
  readonly rows: number;
  /** One array an output: one number a sample or a column, row-major. */
  readonly outputs: readonly Numbers[];
  readonly sides: Sides;
}

/** A block with the numbers that the interpreter has taken. */
export interface InterpretedBlock extends PassBlock {
  /** The prediction, the label and whatever else was wanted, by symbol. */
  readonly values: ReadonlyMap<string, number | Numbers>;
  /** Labels that are indices of classes. */
  readonly label?: Int32Array;
}

export interface Pass {
  /**
   * @param visit is handed every block, in the order of the data
   * @returns the sums, one number each or one a column each
   */
  run(range: PassRange, breather: Breather, visit?: (block: PassBlock) => void): Promise<Float64Array[]>;
  /** As `run`, with blocks in any order, and on all threads where that pays. */
  spread(range: PassRange, breather: Breather, reception?: Reception): Promise<Float64Array[]>;
}

/** What becomes of the blocks, said so that other threads can do the same. */
export interface Reception {
  readonly delivery: Delivery;
  readonly wishes: Wishes;
}

export interface InterpretedPass extends Pass {
  run(
    range: PassRange,
    breather: Breather,
    visit?: (block: InterpretedBlock) => void,
  ): Promise<Float64Array[]>;
}

export function interpretedPass(data: Data, spec: PassSpec): InterpretedPass {
  const { arrangement, sources } = data.options;
  const evaluate = blockEvaluator([...spec.sums, ...spec.outputs]);
  const symbols = wantedSymbols(...spec.sums, ...spec.outputs);
  const { columns } = arrangement;
  const run: InterpretedPass['run'] = async (range, breather, visit) => {
    const totals = spec.sums.map(() =>
      Array.from({ length: spec.byColumn ? columns : 1 }, () => new ExactSum()),
    );
    const step = blockRows(arrangement);
    for (let done = 0; done < range.rows; done += step) {
      const start = range.start + done;
      const rows = Math.min(step, range.rows - done);
      await prepareSides(sources, arrangement, start, breather);
      const block = data.block(start, rows, symbols);
      const values = new Map([
        ...block.values,
        ...spread(range.scalars, rows),
        ...(range.along?.(start, rows) ?? []).map(([name, numbers]) => [name, inFloat64(numbers)] as const),
      ]);
      const found = evaluate({ ...block, values });
      spec.sums.forEach((term, i) => addUp(found[i] ?? NaN, term, rows, columns, totals[i] ?? []));
      visit?.({
        start,
        rows,
        outputs: spec.outputs.map((output, i) =>
          filled(found[spec.sums.length + i] ?? NaN, output.level === 'column' ? rows * columns : rows),
        ),
        values,
        ...(block.label === undefined ? {} : { label: block.label }),
        sides: sidesOf(values, block.label, rows),
      });
      await breather.pause(start / arrangement.rows, `reading ${sources.prediction.name}`);
    }
    return totals.map((of) => Float64Array.from(of, (sum) => sum.value));
  };
  return { run, spread: (range, breather, reception) => run(range, breather, visitor(data, reception)) };
}

/** Delivers blocks on this thread. */
export function visitor(
  data: Data,
  reception: Reception | undefined,
): ((block: PassBlock) => void) | undefined {
  if (reception === undefined) return undefined;
  return (block) => deliver(block, reception.delivery, data, reception.wishes);
}

function inFloat64(numbers: Numbers): Float64Array {
  return numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
}

/** Numbers of each column, repeated for every row. */
function spread(scalars: PassRange['scalars'], rows: number): [string, number | Float64Array][] {
  return [...scalars].map(([name, value]) => {
    if (typeof value === 'number') return [name, value];
    const wide = new Float64Array(rows * value.length);
    for (let row = 0; row < rows; row++) wide.set(value, row * value.length);
    return [name, wide];
  });
}

export function filled(value: BlockValue, length: number): Float64Array {
  return typeof value === 'number' ? new Float64Array(length).fill(value) : value;
}

/** Adds a block's term to its total, or to the total of each column. */
function addUp(
  value: BlockValue,
  term: Expr,
  rows: number,
  columns: number,
  totals: readonly ExactSum[],
): void {
  if (typeof value === 'number') {
    const each = term.level === 'column' && totals.length === 1 ? columns : 1;
    for (const total of totals) total.add(value * rows * each);
  } else if (term.level !== 'column' || totals.length === 1) {
    const sum = added(value, 0, 1);
    for (const total of totals) total.add(sum);
  } else {
    totals.forEach((total, k) => total.add(added(value, k, columns)));
  }
}

function added(values: Float64Array, first: number, step: number): number {
  let sum = 0;
  for (let i = first; i < values.length; i += step) sum += values[i] as number;
  return sum;
}
