// Compiles expressions into up to three loops over the same data: `product` and `fast`, which say when they met a
// number they are not for, and `full`, which is right for every number and also does the last few elements.
//
// Tried and left, with 10^7 float32 on one thread (test/bench/kernels): rows of 10 columns with the columns in the
// lanes took 45 ms instead of 21; a maximum that keeps NaN in the quick loops 31 instead of 21; counting conditions
// in float64 instead of integer lanes three times the instructions of a hard-label cross entropy; all loops in one
// module 30 ms of start-up instead of 10.
import { sumColumns } from '../../math/build';
import { topological, type Expr, type Symbol } from '../../math/expression';
import { ArgumentTable } from './arguments';
import { byteLoop, BYTES_A_TURN, countsBytes, onlyCounts } from './byteLoop';
import { withHardLabels } from './hardLabels';
import { FIRST_POINTER, LoopWriter, type LoopKind } from './loop';
import { assembleModule } from './module';
import { hasLogs, productForm, type ProductForm } from './products';
import { pickEarly, splitLogSumExp, sumsAtLabel } from './rewrite';
import { rowResultBytes, RowLoopWriter } from './rowLoop';
import { rowPlan, type RowPlan } from './rowPlan';
import type { KernelSpec } from './spec';
import { sampleBytes } from './stores';

/** More would make functions of hundreds of kilobytes. */
const MOST_COLUMNS = 64;

/**
 * Elements that are added up in float64 before sums are compensated. Rounding takes at most 1e-12 of the sum of 16,384
 * float32, of which 1e-6 would be too much; of float64 1e-12 would.
 */
const BLOCK = { f32: 16_384, f64: 4096 } as const;

/** As many columns in row loops, where a block is at least a few rows. */
const ROW_BLOCK = 16_384;

/** Counts are exact: so many samples at once, which no counter of 32 bits overflows. */
const COUNT_BLOCK = 2 ** 24;

/** Loops shorter than this many instructions are unrolled, and their terms added in pairs before they widen. */
const SHORT = 60;
const SHORT_PRODUCT = 150;
const UNROLL = 4;

/** One way to compute a block. Each is a module of its own, made when data first need it. */
export interface CompiledLoop {
  readonly name: LoopKind;
  /** Which products stand for logarithms of which sum. */
  readonly products: readonly {
    readonly sum: number;
    readonly factor: number;
    /** The product holds where its logarithm is at least so large a sample: 1 − p of a tiny p has lost its digits. */
    readonly least: number;
  }[];
  /** The module, which exports the loop as `loop`, and how many samples a turn of it takes. */
  readonly make: () => { readonly module: Uint8Array; readonly step: number };
}

export interface Compiled {
  readonly table: ArgumentTable;
  /** Room for the table's numbers, whichever loops are made. */
  readonly tableBytes: number;
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
  const hard = withHardLabels(spec);
  const apart = spec.byColumn === true ? (spec.columns ?? 1) : 1;
  const terms = [...spec.sums, ...(spec.rareSums ?? [])];
  const sumSizes = terms.map((sum) => (sum.level === 'column' ? apart : 1));
  const loop = (
    name: LoopKind,
    short: number,
    of = spec,
    products: Products = [],
    label?: Symbol,
  ): CompiledLoop => ({
    name,
    products: factorsOf(products, sumSizes, spec.precision),
    make: () => {
      const once = new LoopWriter(of, fused, table, name, 1, products, label);
      const unroll = once.size < short ? UNROLL : 1;
      const writer = unroll === 1 ? once : new LoopWriter(of, fused, table, name, unroll, products, label);
      return {
        module: assembleModule(
          [{ name: 'loop', parameters: parametersOf(spec), body: writer.write() }],
          sharedMemory,
        ),
        step: lanes * writer.unroll,
      };
    },
  });
  const bytes = (): CompiledLoop => ({
    name: 'fast',
    products: [],
    make: () => ({
      module: assembleModule(
        [{ name: 'loop', parameters: parametersOf(spec), body: byteLoop(spec, table) }],
        sharedMemory,
      ),
      step: BYTES_A_TURN,
    }),
  });
  const sums = sumSizes.reduce((a, b) => a + b, 0);
  const quick = countsBytes(spec) ? bytes() : loop('fast', SHORT);
  /** The loop with logarithms as products where it can be, or else, of labels 0 and 1, the fast one. */
  const first = (of: KernelSpec, label?: Symbol): { readonly logs: number; readonly loop: CompiledLoop } => {
    const products = productsOf(of);
    const logs = products.reduce((count, product) => count + (product?.logs.length ?? 0), 0);
    const made =
      logs > 0 ? loop('product', SHORT_PRODUCT, of, products, label) : loop('fast', SHORT, of, [], label);
    return { logs, loop: made };
  };
  const ofAll = first(spec);
  const ofHard = hard === undefined ? undefined : first(hard.spec, hard.label);
  const logs = Math.max(ofAll.logs, ofHard?.logs ?? 0);
  return {
    table,
    tableBytes: tableBytes(spec) + (hard === undefined ? 0 : tableBytes(hard.spec)),
    inputs: Object.keys(spec.inputs),
    loops: [
      ...(ofHard === undefined ? [] : [ofHard.loop]),
      ...(ofAll.logs > 0 ? [ofAll.loop] : []),
      quick,
      loop('full', 0),
    ],
    blockSamples: onlyCounts(spec)
      ? COUNT_BLOCK
      : Math.max(1, Math.floor(BLOCK[spec.precision] / (spec.columns ?? 1) / (lanes * UNROLL))) *
        lanes *
        UNROLL,
    sampleBytes: sampleBytes(spec),
    sumSizes,
    // A sum takes a register for two lanes; a product two such, for mantissas and exponents.
    resultBytes: 16 * ((sums + 2 * logs) * (lanes / 2) + 2),
    lanes,
  };
}

type Products = readonly (ProductForm | undefined)[];

function factorsOf(
  products: Products,
  sumSizes: readonly number[],
  precision: KernelSpec['precision'],
): CompiledLoop['products'] {
  const least = precision === 'f32' ? 1e-9 : 2e-4;
  return products.flatMap((of, sum) =>
    (of?.logs ?? []).map(({ kind, factor }) => ({
      sum: offset(sumSizes, sum),
      factor,
      least: kind === 'label' ? least : 0,
    })),
  );
}

function parametersOf(spec: KernelSpec): number {
  return FIRST_POINTER + Object.keys(spec.inputs).length + spec.outputs.length;
}

/** Every expression of parameters alone could become a number of the table, and each column's of a class parameter. */
function tableBytes(spec: KernelSpec): number {
  const nodes = topological([...spec.sums, ...(spec.rareSums ?? []), ...spec.outputs.flat()]);
  const numbers = nodes.map((node) => {
    if (node.level === 'total' || node.level === 'group') return 1;
    if (node.kind !== 'symbol') return 0;
    return node.level === 'column' ? (spec.columns ?? 1) : 1;
  });
  return 8 * numbers.reduce((a: number, b) => a + b, 0);
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
  const loop = (name: LoopKind): CompiledLoop => ({
    name,
    products: [],
    make: () => {
      const writer = new RowLoopWriter(spec, plan, fused, table, name);
      const body = writer.write();
      return {
        module: assembleModule([{ name: 'loop', parameters: parametersOf(spec), body }], sharedMemory),
        step: writer.rows,
      };
    },
  });
  return {
    table,
    tableBytes: tableBytes(spec),
    inputs: Object.keys(spec.inputs),
    loops: [loop('fast'), loop('full')],
    blockSamples: Math.max(1, 2 * Math.floor(ROW_BLOCK / 2 / (spec.columns ?? 1))),
    sampleBytes: sampleBytes(spec),
    sumSizes: spec.sums.map(() => 1),
    resultBytes: rowResultBytes(spec, plan),
    lanes: 1,
  };
}

function rewritten(spec: KernelSpec): KernelSpec {
  const early = (expr: Expr): Expr => pickEarly(sumsAtLabel(expr));
  return {
    ...spec,
    sums: spec.sums.map(early),
    rareSums: (spec.rareSums ?? []).map(early),
    outputs: spec.outputs.map((output) => ('kind' in output ? early(output) : output.map(early))),
  };
}

function productsOf(spec: KernelSpec): Products {
  // Where outputs need the logarithms anyway, a product would be work on top.
  if (hasLogs(spec.outputs.flat())) return [];
  return spec.sums.map((sum) => (sum.level === 'sample' ? productForm(sum) : undefined));
}

function offset(sizes: readonly number[], index: number): number {
  return sizes.slice(0, index).reduce((a, b) => a + b, 0);
}
