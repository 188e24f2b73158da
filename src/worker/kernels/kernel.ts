// Runs compiled kernels over chunks of data that lie in WebAssembly memory.
//
//   const memory = new KernelMemory(false);
//   const kernel = kernelFor({ precision: 'f32', sums: [loss], outputs: [gradient], inputs: {
//     prediction: { dtype: 'float32', layout: 'elements' }, label: { dtype: 'int64', layout: 'elements' } } });
//   const prediction = memory.reserve(CHUNK * 4), label = memory.reserve(CHUNK * 8), out = memory.reserve(CHUNK * 4);
//   const run = kernel.start(memory, { gamma: 2, count: n });
//   for each chunk {                                            run.clear() in front of one that is to have its own sums
//     source.read(start, memory.bytes(prediction, count * 4)); …          readers fill the memory themselves
//     run.chunk(count, { prediction, label }, [out]);
//     write(memory.bytes(out, count * 4));                                outputs are float32, float64 for 'f64'
//   }
//   run.sums[0], run.nonFinite, run.inexact
//
// Symbols that are no inputs are parameters: `start` takes their values, whatever their names. When `inexact` comes
// out true, integers beyond 2^24 went into float32 lanes: run again with precision 'f64'. `sums` has a number for each
// of the specification's sums, then of its rareSums. Ask `canCompile` first where there are more than 64 columns.
import { compile, type Compiled, type CompiledLoop } from './compile';
import { wasm, type WasmModule } from './host';
import type { KernelMemory } from './memory';
import { logOfProducts } from './productLog';
import { hasFusedMultiplyAdd } from './relaxed';
import { parametersOf, specialise, specialValues, structureOf } from './specialise';
import type { Arguments, KernelSpec } from './spec';

/** A loop that met numbers it is not for is left out for 1, 2, 4, … blocks, at most so many. */
const LONGEST_WAIT = 256;

type Loop = (area: number, results: number, turns: number, ...pointers: number[]) => number;

interface Made {
  readonly module: WasmModule;
  readonly step: number;
}

/** A kernel in one memory: its loops as far as they were needed, where its numbers lie, and its results. */
interface Instance {
  readonly loops: (Loop | undefined)[];
  readonly area: number;
  readonly results: number;
}

interface Variant {
  readonly compiled: Compiled;
  readonly made: (Made | undefined)[];
  readonly instances: WeakMap<KernelMemory, Instance>;
}

export interface Kernel {
  /** Begins a computation. Parameters that are small whole numbers may get a loop of their own, made once. */
  start(memory: KernelMemory, values: Arguments): KernelRun;
}

const kernels = new Map<string, Kernel>();
const variants = new Map<string, Variant | undefined>();

/** The kernel of a specification; one that was made before is found again. */
export function kernelFor(spec: KernelSpec): Kernel {
  const key = structureOf(spec);
  let kernel = kernels.get(key);
  if (kernel === undefined) {
    kernel = makeKernel(spec);
    kernels.set(key, kernel);
  }
  return kernel;
}

function makeKernel(spec: KernelSpec): Kernel {
  const parameters = parametersOf(spec);
  const known = new Map<string, Variant>();
  return {
    start(memory, values) {
      const special = specialValues(parameters, values);
      const key = `${special.join()}${memory.shared}${hasFusedMultiplyAdd()}`;
      let variant = known.get(key);
      if (variant === undefined) {
        variant = findVariant(specialise(spec, parameters, special), memory.shared);
        if (variant === undefined) throw new Error('the expressions have too many columns for a kernel');
        known.set(key, variant);
      }
      return new KernelRun(spec, variant, memory, values);
    },
  };
}

/** Whether a kernel can be made: not where running sums or sums by column go over more than 64 columns. */
export function canCompile(spec: KernelSpec): boolean {
  return findVariant(spec, false) !== undefined;
}

function findVariant(spec: KernelSpec, shared: boolean): Variant | undefined {
  const fused = hasFusedMultiplyAdd();
  const key = `${structureOf(spec)}${shared}${fused}`;
  if (!variants.has(key)) {
    const compiled = compile(spec, fused, shared);
    variants.set(key, compiled === undefined ? undefined : { compiled, made: [], instances: new WeakMap() });
  }
  return variants.get(key);
}

function instanceIn({ compiled, instances }: Variant, memory: KernelMemory): Instance {
  let instance = instances.get(memory);
  if (instance === undefined) {
    const { tableBytes, resultBytes } = compiled;
    instance = { loops: [], area: memory.reserve(tableBytes), results: memory.reserve(resultBytes) };
    instances.set(memory, instance);
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
  private numbers: Uint8Array | undefined;
  private readonly lanes: 2 | 4;
  private readonly waiting: number[];
  private readonly patience: number[];
  /** Where the inputs and outputs of the samples to come begin. */
  private readonly pointers: number[];

  constructor(
    spec: KernelSpec,
    private readonly variant: Variant,
    private readonly memory: KernelMemory,
    private readonly values: Arguments,
  ) {
    this.compiled = variant.compiled;
    this.instance = instanceIn(variant, memory);
    this.lanes = spec.precision === 'f64' ? 2 : 4;
    this.waiting = this.compiled.loops.map(() => 0);
    this.patience = this.compiled.loops.map(() => 1);
    this.pointers = this.compiled.sampleBytes.map(() => 0);
    const size = this.compiled.sumSizes.reduce((a, b) => a + b, 0);
    this.totals = new Float64Array(size);
    this.corrections = new Float64Array(size);
  }

  /** Sums so far: a number each, or one a column each one after the other. */
  get sums(): number[] {
    const sums: number[] = [];
    for (let i = 0; i < this.totals.length; i++) {
      const total = this.totals[i]!;
      sums.push(total + (Number.isFinite(total) ? this.corrections[i]! : 0));
    }
    return sums;
  }

  /** Begins anew, with the same parameters, and with what was learnt of which loop the data need. */
  clear(): void {
    this.nonFinite = 0;
    this.inexact = false;
    this.totals.fill(0);
    this.corrections.fill(0);
  }

  /**
   * Adds `count` samples, which begin at the inputs' addresses.
   * @param outputs the address of each output, with room for as many samples and the padding of a region
   */
  chunk(count: number, inputs: Readonly<Record<string, number>>, outputs: readonly number[] = []): void {
    const { compiled } = this;
    this.writeNumbers();
    const { pointers } = this;
    const given = compiled.inputs.length;
    for (let i = 0; i < given; i++) pointers[i] = inputs[compiled.inputs[i]!] ?? 0;
    for (let i = given; i < pointers.length; i++) pointers[i] = outputs[i - given]!;
    const results = this.memory.view(this.instance.results, compiled.resultBytes);
    for (let start = 0; start < count; start += compiled.blockSamples) {
      this.block(Math.min(compiled.blockSamples, count - start), results);
    }
  }

  /** Puts the parameters where the loops read them. A loop that was made since may read more of them. */
  private writeNumbers(): void {
    const { table } = this.compiled;
    if (this.numbers?.length !== table.byteLength) {
      this.numbers = new Uint8Array(table.byteLength);
      table.write(new DataView(this.numbers.buffer), this.values);
    }
    this.memory.bytes(this.instance.area, this.numbers.length).set(this.numbers);
  }

  private stepOf(index: number): number {
    return (this.variant.made[index] ?? this.make(index)).step;
  }

  private make(index: number): Made {
    const { module, step } = this.compiled.loops[index]!.make();
    return (this.variant.made[index] = { module: new wasm.Module(module), step });
  }

  private call(index: number, turns: number): number {
    const { instance, variant } = this;
    let loop = instance.loops[index];
    if (loop === undefined) {
      const { module } = variant.made[index] ?? this.make(index);
      const { exports } = new wasm.Instance(module, { env: { memory: this.memory.memory } });
      loop = instance.loops[index] = exports['loop'] as unknown as Loop;
      this.writeNumbers();
    }
    return loop(instance.area, instance.results, turns, ...this.pointers);
  }

  /** One block, by the first loop that is right for all of it; what no whole turn takes goes to the last loop. */
  private block(size: number, results: DataView): void {
    const { compiled } = this;
    let done = 0;
    for (let i = 0; i + 1 < compiled.loops.length && done === 0; i++) {
      const loop = compiled.loops[i]!;
      if (size < compiled.lanes || this.skipped(i)) continue;
      const step = this.stepOf(i);
      const turns = Math.floor(size / step);
      if (turns === 0) continue;
      if (this.call(i, turns) === 0 && this.holds(results, loop, turns, turns * step)) {
        done = turns * step;
        this.gather(results, compiled.lanes, loop, turns);
        this.advance(done);
        this.patience[i] = 1;
      } else {
        this.waiting[i] = this.patience[i]!;
        this.patience[i] = Math.min(2 * this.patience[i]!, LONGEST_WAIT);
      }
    }
    if (done < size) this.rest(size - done, results);
  }

  /** Whether a loop that met the wrong numbers lately is left out once more. */
  private skipped(index: number): boolean {
    if (this.waiting[index] === 0) return false;
    this.waiting[index]!--;
    return true;
  }

  private advance(samples: number): void {
    const { sampleBytes } = this.compiled;
    for (let i = 0; i < sampleBytes.length; i++) this.pointers[i]! += samples * sampleBytes[i]!;
  }

  /** What the quicker loops did not take: whole vectors, then the lanes of the last one that are elements. */
  private rest(size: number, results: DataView): void {
    const { compiled } = this;
    const { lanes } = compiled;
    const last = compiled.loops.length - 1;
    const full = compiled.loops[last]!;
    const turns = Math.floor(size / lanes);
    const left = size - turns * lanes;
    if (turns > 0) {
      this.call(last, turns);
      this.gather(results, lanes, full, turns);
      this.advance(turns * lanes);
    }
    if (left > 0) {
      this.call(last, 1);
      this.gather(results, left, full, 1);
      this.advance(left);
    }
  }

  /** Adds what a loop left in its area, of the first `lanes` lanes. */
  private gather(results: DataView, lanes: number, loop: CompiledLoop, turns: number): void {
    const { totals } = this;
    const step = this.lanes;
    for (let i = 0; i < totals.length; i++) {
      let sum = 0;
      for (let lane = 0; lane < lanes; lane++) sum += results.getFloat64((i * step + lane) * 8, true);
      this.add(i, sum);
    }
    for (let i = 0; i < loop.products.length; i++) {
      const { sum, factor } = loop.products[i]!;
      this.add(sum, factor * this.logOf(results, i, turns));
    }
    if (loop.name !== 'full') return;
    const start = totals.length * step * 8;
    const laneBytes = 16 / step;
    // Where columns stand in the lanes, every lane has counted.
    for (let lane = 0; lane < (this.compiled.lanes === 1 ? step : lanes); lane++) {
      this.nonFinite += results.getUint32(start + lane * laneBytes, true);
      if (results.getUint32(start + 16 + lane * laneBytes, true) !== 0) this.inexact = true;
    }
  }

  private logOf(results: DataView, product: number, turns: number): number {
    const { lanes, totals } = this;
    return logOfProducts(results, (totals.length + 2 * product) * lanes * 8, lanes / 2, turns);
  }

  /** Whether the logarithms of products are large enough beside what rounding took from their factors. */
  private holds(results: DataView, { products }: CompiledLoop, turns: number, samples: number): boolean {
    return products.every(
      ({ least }, i) => least === 0 || Math.abs(this.logOf(results, i, turns)) >= least * samples,
    );
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
