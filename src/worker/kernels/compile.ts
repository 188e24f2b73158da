// Compiles expressions into a WebAssembly module of up to three loops over the same data: `product` and `fast`,
// which say when they met a number they are not for, and `full`, which is right for every number and also does
// the last few elements.
import { ArgumentTable } from './arguments';
import { FIRST_POINTER, LoopWriter, sampleBytes } from './loop';
import { assembleModule } from './module';
import { hasLogs, productForm } from './products';
import { pickEarly } from './rewrite';
import type { KernelSpec } from './spec';

/** Elements that are added up in float64 before sums are compensated: Neumaier's over such blocks costs nothing. */
const BLOCK = 4096;

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

export function compile(wanted: KernelSpec, fused: boolean, sharedMemory: boolean): Compiled {
  const spec = rewritten(wanted);
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
  const sumSizes = spec.sums.map((sum) => (sum.level === 'column' ? apart : 1));
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

function rewritten(spec: KernelSpec): KernelSpec {
  return {
    ...spec,
    sums: spec.sums.map(pickEarly),
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
