// Runs compiled kernels over chunks of data that lie in WebAssembly memory.
//
//   const memory = new KernelMemory(false);
//   const kernel = kernelFor({ precision: 'f32', sums: [loss], outputs: [gradient], inputs: {
//     prediction: { dtype: 'float32', layout: 'elements' }, label: { dtype: 'int64', layout: 'elements' } } });
//   const prediction = memory.reserve(CHUNK * 4), label = memory.reserve(CHUNK * 8), out = memory.reserve(CHUNK * 4);
//   const run = kernel.start(memory, { gamma: 2, count: n });
//   for each chunk {
//     source.read(start, memory.bytes(prediction, count * 4)); …          readers fill the memory themselves
//     run.chunk(count, { prediction, label }, [out]);
//     write(memory.bytes(out, count * 4));                                outputs are float32, float64 for 'f64'
//   }
//   run.sums[0], run.nonFinite, run.inexact
//
// Symbols that are no inputs are parameters: `start` takes their values, whatever their names. When `inexact` comes
// out true, integers beyond 2^24 went into float32 lanes: run again with precision 'f64'.
import { compile, type Compiled } from './compile';
import { wasm, type WasmModule } from './host';
import type { KernelMemory } from './memory';
import { hasFusedMultiplyAdd } from './relaxed';
import { specialise, structureOf } from './specialise';
import type { Arguments, KernelSpec } from './spec';

/** After a block that needed the full form, how many more take it straight away. */
const FULL_BLOCKS = 16;

type Loop = (area: number, turns: number, ...pointers: number[]) => number;

interface Instance {
  readonly fast: Loop;
  readonly full: Loop;
  /** Where its numbers and results lie. */
  readonly area: number;
}

interface Variant {
  readonly compiled: Compiled;
  readonly module: WasmModule;
  readonly instances: WeakMap<KernelMemory, Instance>;
}

export interface Kernel {
  /** Begins a computation. Parameters that are small whole numbers may get a loop of their own, made once. */
  start(memory: KernelMemory, values: Arguments): KernelRun;
}

const kernels = new Map<string, Kernel>();
const variants = new Map<string, Variant>();

/** The kernel of a specification; one that was made before is found again. */
export function kernelFor(spec: KernelSpec): Kernel {
  const key = structureOf(spec);
  let kernel = kernels.get(key);
  if (kernel === undefined) {
    kernel = { start: (memory, values) => new KernelRun(spec, memory, values) };
    kernels.set(key, kernel);
  }
  return kernel;
}

function variantOf(spec: KernelSpec, shared: boolean): Variant {
  const key = `${structureOf(spec)}${shared ? ' shared' : ''}`;
  let variant = variants.get(key);
  if (variant === undefined) {
    const compiled = compile(spec, hasFusedMultiplyAdd(), shared);
    variant = { compiled, module: new wasm.Module(compiled.module), instances: new WeakMap() };
    variants.set(key, variant);
  }
  return variant;
}

function instanceIn(variant: Variant, memory: KernelMemory): Instance {
  let instance = variant.instances.get(memory);
  if (instance === undefined) {
    const { exports } = new wasm.Instance(variant.module, { env: { memory: memory.memory } });
    const { fast, full } = exports as unknown as { fast: Loop; full: Loop };
    instance = { fast, full, area: memory.reserve(variant.compiled.areaBytes) };
    variant.instances.set(memory, instance);
  }
  return instance;
}

export class KernelRun {
  /** How many input numbers were NaN or infinite. */
  nonFinite = 0;
  /** Whether an integer did not fit float32's 24 bits. */
  inexact = false;
  private readonly totals: Float64Array;
  private readonly corrections: Float64Array;
  private readonly compiled: Compiled;
  private readonly instance: Instance;
  private readonly numbers: Uint8Array;
  private readonly wide: boolean;
  private fullBlocks = 0;

  constructor(
    spec: KernelSpec,
    private readonly memory: KernelMemory,
    values: Arguments,
  ) {
    const variant = variantOf(specialise(spec, values), memory.shared);
    this.compiled = variant.compiled;
    this.instance = instanceIn(variant, memory);
    const { table, sumSizes } = this.compiled;
    this.numbers = new Uint8Array(table.byteLength);
    table.write(new DataView(this.numbers.buffer), values, spec.precision);
    this.wide = spec.precision === 'f64';
    const size = sumSizes.reduce((a, b) => a + b, 0);
    this.totals = new Float64Array(size);
    this.corrections = new Float64Array(size);
  }

  /** Sums so far: a number each, or one a column each one after the other. */
  get sums(): number[] {
    return Array.from(this.totals, (total, i) => total + (Number.isFinite(total) ? this.corrections[i]! : 0));
  }

  /**
   * Adds `count` samples, which begin at the inputs' addresses.
   * @param outputs the address of each output, with room for as many samples and the padding of a region
   */
  chunk(count: number, inputs: Readonly<Record<string, number>>, outputs: readonly number[] = []): void {
    const { compiled } = this;
    this.memory.bytes(this.instance.area, this.numbers.length).set(this.numbers);
    const addresses = [...compiled.inputs.map((name) => inputs[name] ?? 0), ...outputs];
    const results = this.memory.view(
      this.instance.area + compiled.results,
      compiled.areaBytes - compiled.results,
    );
    for (let start = 0; start < count; start += compiled.blockSamples) {
      const size = Math.min(compiled.blockSamples, count - start);
      const pointers = addresses.map((address, i) => address + start * compiled.sampleBytes[i]!);
      this.block(size, pointers, results);
    }
  }

  private block(size: number, pointers: number[], results: DataView): void {
    const { compiled, instance } = this;
    const quick = Math.floor(size / compiled.fastStep);
    let done = 0;
    if (quick > 0 && this.fullBlocks === 0) {
      if (instance.fast(instance.area, quick, ...pointers) === 0) {
        done = quick * compiled.fastStep;
        this.gather(results, compiled.fullStep, false);
      } else {
        this.fullBlocks = FULL_BLOCKS;
      }
    } else if (quick > 0) {
      this.fullBlocks--;
    }
    this.rest(size - done, done, pointers, results);
  }

  /** What the fast form did not take: whole vectors, then the lanes of the last one that are elements. */
  private rest(size: number, start: number, pointers: readonly number[], results: DataView): void {
    const { compiled, instance } = this;
    const turns = Math.floor(size / compiled.fullStep);
    const left = size - turns * compiled.fullStep;
    const at = (sample: number): number[] => pointers.map((p, i) => p + sample * compiled.sampleBytes[i]!);
    if (turns > 0) {
      instance.full(instance.area, turns, ...at(start));
      this.gather(results, compiled.fullStep, true);
    }
    if (left > 0) {
      instance.full(instance.area, 1, ...at(start + turns * compiled.fullStep));
      this.gather(results, left, true);
    }
  }

  /** Adds what a loop left in its area, of the first `lanes` lanes. */
  private gather(results: DataView, lanes: number, counts: boolean): void {
    const { totals } = this;
    const step = this.wide ? 2 : 4;
    for (let i = 0; i < totals.length; i++) {
      let sum = 0;
      for (let lane = 0; lane < lanes; lane++) sum += results.getFloat64((i * step + lane) * 8, true);
      this.add(i, sum);
    }
    if (!counts) return;
    const start = totals.length * step * 8;
    const laneBytes = 16 / step;
    for (let lane = 0; lane < lanes; lane++) {
      this.nonFinite += results.getUint32(start + lane * laneBytes, true);
      if (results.getUint32(start + 16 + lane * laneBytes, true) !== 0) this.inexact = true;
    }
  }

  /** Neumaier's compensated sum. */
  private add(index: number, value: number): void {
    const total = this.totals[index]!;
    const sum = total + value;
    const lost = Math.abs(total) >= Math.abs(value) ? total - sum + value : value - sum + total;
    this.corrections[index]! += Number.isFinite(sum) ? lost : 0;
    this.totals[index] = sum;
  }
}
