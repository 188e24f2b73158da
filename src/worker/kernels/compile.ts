// Compiles expressions into a WebAssembly module of up to three loops over the same data: `product` and `fast`,
// which say when they met a number they are not for, and `full`, which is right for every number and also does
// the last few elements.
import { sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import { ArgumentTable } from './arguments';
import { FIRST_POINTER, LoopWriter, sampleBytes } from './loop';
import { assembleModule } from './module';
import { hasLogs, productForm } from './products';
import { pickEarly, splitLogSumExp } from './rewrite';
import { RowLoopWriter } from './rowLoop';
import { rowPlan, type RowPlan } from './rowPlan';
import type { KernelSpec } from './spec';

/** More would make functions of hundreds of kilobytes. */
const MOST_COLUMNS = 64;

/** Elements that are added up in float64 before sums are compensated: Neumaier's over such blocks costs nothing. */
const BLOCK = 4096;

/** As many columns in row loops, where a block is at least a few rows. */
const ROW_BLOCK = 16_384;

/** Loops shorter than this many instructions are unrolled, and their terms added in pairs before they widen. */
const SHORT = 60;
const SHORT_PRODUCT = 150;
const UNROLL = 4;

/** One loop of a module: how many samples a turn takes, and which products stand for logarithms of which sum. */
export interface CompiledLoop {
  readonly name: 'product' | 'fast' | 'full';
  readonly step: number;
  readonly products: readonly { readonly sum: number; readonly factor: number }[];
}

export interface Compiled {
  readonly module: Uint8Array;
  readonly table: ArgumentTable;
  readonly inputs: readonly string[];
  /** In the order in which to try them; the last is \`full\`. */
  readonly loops: readonly CompiledLoop[];
  /** Samples that are added up in plain float64 before the sums are compensated. */
  readonly blockSamples: number;
  /** By how many bytes each input, then each output, moves from sample to sample. */
  readonly sampleBytes: readonly number[];
  /** How many numbers a sum has: 1, or one a column. */
  readonly sumSizes: readonly number[];
  /** Room for the results, and for what a row keeps from pass to pass. */
  readonly resultBytes: number;
  /** How many samples stand in the lanes of a vector of results: 1 where columns are in the lanes. */
  readonly lanes: 1 | 2 | 4;
}

/** Up to so many columns of rows stand one by one in the loop; beyond, and where it can be, they are in the lanes. */
const FEW_COLUMNS = 16;

/** The module, or undefined where the expressions over so many columns would make too long a loop. */
export function compile(wanted: KernelSpec, fused: boolean, sharedMemory: boolean): Compiled | undefined {
  const spec = rewritten(wanted);
  const rows = inRows(spec);
  if (rows !== undefined) return compileRows(...rows, fused, sharedMemory);
  if ((spec.columns ?? 1) > MOST_COLUMNS) return undefined;
  const table = new ArgumentTable(spec.precision);
  const lanes = spec.precision === 'f32' ? 4 : 2;
  const write = (
    kind: CompiledLoop['name'],
    short: number,
    products?: ReturnType<typeof productsOf>,
  ): LoopWriter => {
    const once = new LoopWriter(spec, fused, table, kind, 1, products);
    return once.size < short ? new LoopWriter(spec, fused, table, kind, UNROLL, products) : once;
  };
  const products = productsOf(spec);
  const writers = [
    ...(products.some((p) => p !== undefined) ? [write('product', SHORT_PRODUCT, products)] : []),
    write('fast', SHORT),
    write('full', 0),
  ];
  const inputs = Object.keys(spec.inputs);
  const parameters = FIRST_POINTER + inputs.length + spec.outputs.length;
  const apart = spec.byColumn === true ? (spec.columns ?? 1) : 1;
  const sumSizes = [...spec.sums, ...(spec.rareSums ?? [])].map((sum) =>
    sum.level === 'column' ? apart : 1,
  );
  const loops = writers.map(({ kind, unroll }): CompiledLoop => ({
    name: kind,
    step: lanes * unroll,
    products:
      kind !== 'product'
        ? []
        : products.flatMap((of, sum) =>
            (of?.logs ?? []).map(({ factor }) => ({ sum: offset(sumSizes, sum), factor })),
          ),
  }));
  const registers = Math.max(...writers.map((writer) => writer.registers));
  const largest = Math.max(...loops.map(({ step }) => step));
  return {
    module: assembleModule(
      writers.map((writer) => ({ name: writer.kind, parameters, body: writer.write() })),
      sharedMemory,
    ),
    table,
    inputs,
    loops,
    blockSamples: Math.max(1, Math.floor(BLOCK / (spec.columns ?? 1) / largest)) * largest,
    sampleBytes: sampleBytes(spec),
    sumSizes,
    resultBytes: 16 * registers,
    lanes,
  };
}

/** The specification with columns in the lanes, where it is one for that. */
function inRows(wanted: KernelSpec): [KernelSpec, RowPlan] | undefined {
  if ((wanted.columns ?? 1) <= FEW_COLUMNS || wanted.byColumn === true) return undefined;
  const split = (expr: Expr): Expr => splitLogSumExp(expr);
  const spec: KernelSpec = {
    ...wanted,
    sums: [...wanted.sums, ...(wanted.rareSums ?? [])].map((sum) =>
      split(sum.level === 'column' ? sumColumns(sum) : sum),
    ),
    outputs: wanted.outputs.map((output) => ('kind' in output ? split(output) : output)),
  };
  const plan = rowPlan(spec);
  return plan === undefined ? undefined : [spec, plan];
}

function compileRows(spec: KernelSpec, plan: RowPlan, fused: boolean, sharedMemory: boolean): Compiled {
  const table = new ArgumentTable(spec.precision);
  const inputs = Object.keys(spec.inputs);
  const parameters = FIRST_POINTER + inputs.length + spec.outputs.length;
  const writers = (['fast', 'full'] as const).map(
    (kind) => new RowLoopWriter(spec, plan, fused, table, kind),
  );
  const functions = writers.map((writer) => ({ name: writer.kind, parameters, body: writer.write() }));
  return {
    module: assembleModule(functions, sharedMemory),
    table,
    inputs,
    loops: writers.map(({ kind }) => ({ name: kind, step: 1, products: [] })),
    blockSamples: Math.max(1, Math.floor(ROW_BLOCK / (spec.columns ?? 1))),
    sampleBytes: sampleBytes(spec),
    sumSizes: spec.sums.map(() => 1),
    resultBytes: 16 * Math.max(...writers.map(({ registers }) => registers)),
    lanes: 1,
  };
}

function rewritten(spec: KernelSpec): KernelSpec {
  return {
    ...spec,
    sums: spec.sums.map(pickEarly),
    rareSums: (spec.rareSums ?? []).map(pickEarly),
    outputs: spec.outputs.map((output) => ('kind' in output ? pickEarly(output) : output.map(pickEarly))),
  };
}

function productsOf(spec: KernelSpec): (ReturnType<typeof productForm> | undefined)[] {
  // Where outputs need the logarithms anyway, a product would be work on top.
  if (hasLogs(spec.outputs.flat())) return [];
  return spec.sums.map((sum) => (sum.level === 'sample' ? productForm(sum) : undefined));
}

function offset(sizes: readonly number[], index: number): number {
  return sizes.slice(0, index).reduce((a, b) => a + b, 0);
}
