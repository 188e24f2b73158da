// Computes a pass chunk by chunk with a compiled kernel: bytes go from the file into WebAssembly memory and are never
// converted as a whole. A chunk that holds anything special (a number outside its domain, an ignored label) is read
// once more number by number, which names what is wrong or takes the special numbers into account.
import type { Expr } from '../../math/expression';
import { kernelFor, type KernelRun } from '../kernels/kernel';
import type { KernelMemory } from '../kernels/memory';
import type { Arguments } from '../kernels/spec';
import { takeWorkspace, type Workspace } from '../kernels/workspace';
import { ITEM_BYTES, type ArraySource, type DType } from '../readers/source';
import type { Breather } from './context';
import { ChunkGrid, type ChunkPlace } from './chunkGrid';
import type { Data } from './data';
import { countClasses } from './classLabels';
import { ExactSum } from './exactSum';
import { VECTOR, type Plan } from './kernelPlan';
import { hasShortPlanes, PlaneRows } from './planeRows';
import type { Numbers, Pass, PassBlock, PassRange, PassSpec } from './pass';
import type { CountedFacts } from './seen';
import { numbersIn, sideOf, type Side } from './side';

/** What a thread takes at once: 512 KB of float32. MSE of 10^7 took 12.7 ms; with half or twice of it 13.9. */
const CHUNK_NUMBERS = 131_072;

/** As many bytes where every number is one: what is done once a chunk took as long as counting it. */
const CHUNK_BYTES = 4 * CHUNK_NUMBERS;

interface FactEntry {
  readonly side: 'prediction' | 'label';
  readonly name: string;
  readonly term: Expr;
}

/** What does not change from chunk to chunk. */
interface Prepared {
  readonly run: KernelRun;
  /** What it counts besides, in the order of its sums, behind those of the pass. */
  readonly facts: readonly FactEntry[];
  /** Where the sums of each term begin, and at last where they end. */
  readonly offsets: readonly number[];
}

function factEntries(facts: Plan['facts']): FactEntry[] {
  return (['prediction', 'label'] as const).flatMap((side) =>
    Object.entries(facts[side]).map(([name, term]) => ({ side, name, term })),
  );
}

/** Computes the chunks of a range, in any order, in memory of its own. */
export class KernelChunks {
  /** A sum each term, or one a column each. */
  readonly totals: readonly (readonly ExactSum[])[];
  private readonly workspace: Workspace;
  private readonly memory: KernelMemory;
  private readonly step: number;
  /** Elements from one plane to the next: kernels write whole vectors, past a plane's last sample. */
  private readonly stride: number;
  private readonly grid: ChunkGrid;
  /** Whether the columns of a sample lie in planes in the kernel's memory. */
  private readonly planes: boolean;
  private readonly planeRows: PlaneRows | undefined;
  private readonly addresses: Readonly<Record<string, number>>;
  private readonly outputAddresses: readonly number[];
  private readonly classCounts: Int32Array;
  private readonly prepared: { first?: Prepared; again?: Prepared } = {};

  constructor(
    private readonly data: Data,
    private readonly spec: PassSpec,
    private readonly plan: Plan,
    private readonly slow: Pass,
    private readonly range: PassRange,
  ) {
    const { arrangement } = data.options;
    const inputs = Object.entries(plan.inputs);
    const bytesAlone = plan.outputs.length === 0 && inputs.every(([, { dtype }]) => ITEM_BYTES[dtype] === 1);
    const most = bytesAlone ? CHUNK_BYTES : CHUNK_NUMBERS;
    const fits = Math.max(1, Math.floor(most / arrangement.columns));
    const { inner } = arrangement;
    this.planes = plan.inputs['prediction']?.layout === 'planes';
    const turned = !this.planes && hasShortPlanes(arrangement);
    // Rows that are made of planes begin with an outer sample: none is read for two chunks.
    this.step = this.planes ? Math.min(fits, inner) : turned ? Math.floor(fits / inner) * inner : fits;
    this.stride = Math.ceil(this.step / VECTOR) * VECTOR;
    const bytes = plan.precision === 'f32' ? 4 : 8;
    this.workspace = takeWorkspace([
      ...inputs.map(([, { dtype, layout }]) => {
        const each = layout === 'elements' || layout === 'index' ? 1 : arrangement.columns;
        return this.stride * each * ITEM_BYTES[dtype];
      }),
      ...plan.outputs.map((output) => this.stride * columnsOf(output, arrangement.columns) * bytes),
      ...(turned ? PlaneRows.regionsOf(arrangement) : []),
    ]);
    this.memory = this.workspace.memory;
    const { addresses } = this.workspace;
    this.addresses = Object.fromEntries(inputs.map(([name], i) => [name, addresses[i] ?? 0]));
    this.outputAddresses = addresses.slice(inputs.length);
    const regions = addresses.slice(inputs.length + plan.outputs.length);
    this.planeRows = turned ? new PlaneRows(this.memory, arrangement, regions) : undefined;
    this.classCounts = new Int32Array(plan.inputs['label']?.layout === 'index' ? arrangement.columns : 0);
    const run = this.planes ? inner : this.step;
    const origin = this.planes || turned ? range.start - (range.start % inner) : range.start;
    this.grid = new ChunkGrid(range, this.step, run, origin);
    this.totals = spec.sums.map(() =>
      Array.from({ length: spec.byColumn ? arrangement.columns : 1 }, () => new ExactSum()),
    );
  }

  /** Its memory may serve another pass: call it when the last block was used. The sums stay. */
  release(): void {
    this.workspace.release();
  }

  /** How many chunks the range has. */
  get count(): number {
    return this.grid.count;
  }

  /** Where a chunk begins, and how many samples it has. */
  place(chunk: number): ChunkPlace {
    return this.grid.place(chunk);
  }

  /**
   * Adds a chunk to the sums and hands its block out. One that needs to be looked at number by number goes through
   * the interpreter.
   */
  async add(
    chunk: number,
    breather: Breather,
    visit: ((block: PassBlock) => void) | undefined,
  ): Promise<void> {
    const { start, rows } = this.place(chunk);
    const quick = this.quick(start, rows);
    const sums = quick ?? (await this.slow.run({ ...this.range, start, rows }, breather, visit));
    for (let i = 0; i < sums.length; i++) this.addUp(this.totals[i]!, sums[i]!);
    if (quick !== undefined && visit !== undefined) visit(this.block(start, rows));
  }

  /** What does not vary over columns counts once a sample, in every column's sum. */
  private addUp(totals: readonly ExactSum[], numbers: ArrayLike<number>): void {
    const one = numbers.length === 1;
    for (let k = 0; k < totals.length; k++) totals[k]!.add(numbers[one ? 0 : k]!);
  }

  /** The sums of a chunk, or undefined where it must be looked at number by number. */
  private quick(start: number, count: number): readonly ArrayLike<number>[] | undefined {
    const { data, plan } = this;
    const first = data.seen.isNew(start);
    this.read('prediction', data.options.sources.prediction, start, count);
    const { label } = data.options.sources;
    const indices = plan.inputs['label']?.layout === 'index';
    if (label !== undefined) {
      this.read('label', label, start, count);
      if (indices && !this.countLabels(label.dtype, count)) return undefined;
    }
    for (const [name, numbers] of this.range.along?.(start, count) ?? []) this.put(name, numbers, count);
    const { run, facts, offsets } = (this.prepared[first ? 'first' : 'again'] ??= this.prepare(first));
    run.clear();
    run.chunk(count, this.addresses, this.outputAddresses);
    if (run.inexact) return undefined;
    const { sums } = run;
    if (first) {
      const { prediction, label } = factsIn(sums, facts, offsets.slice(plan.sums.length));
      const { nonFinite } = run;
      if (!data.seen.takeFacts({ prediction, label, nonFinite, start, count })) return undefined;
      if (indices) data.seen.addClasses(this.classCounts, count);
    }
    return this.spec.sums.map((_, i) => sums.slice(offsets[i], offsets[i + 1]));
  }

  /** The kernel of a chunk that is looked at for the first time counts facts besides; `wrong` ones come last. */
  private prepare(first: boolean): Prepared {
    const { plan, data } = this;
    const facts = first ? factEntries(plan.facts) : [];
    const isWrong = ({ name }: FactEntry): boolean => name === 'wrong';
    const counted = facts.filter((fact) => !isWrong(fact));
    const wrong = facts.filter(isWrong);
    const { columns } = data.options.arrangement;
    const kernel = kernelFor({
      precision: plan.precision,
      sums: [...plan.sums, ...counted.map(({ term }) => term)],
      rareSums: wrong.map(({ term }) => term),
      outputs: plan.outputs,
      inputs: plan.inputs,
      columns,
      byColumn: this.spec.byColumn,
      ...(this.planes ? { planeStride: this.stride } : {}),
    });
    const entries = [...counted, ...wrong];
    const apart = (term: Expr): boolean => this.spec.byColumn && term.level === 'column';
    const offsets = [0];
    for (const term of [...plan.sums, ...entries.map((fact) => fact.term)])
      offsets.push(offsets.at(-1)! + (apart(term) ? columns : 1));
    return { run: kernel.start(this.memory, this.arguments()), facts: entries, offsets };
  }

  /** False where a label is no class, or an ignored one. */
  private countLabels(dtype: DType, count: number): boolean {
    const bytes = this.memory.bytes(this.addresses['label'] ?? 0, count * ITEM_BYTES[dtype]);
    return countClasses(dtype, bytes, this.data.ignoredClass, this.classCounts);
  }

  private read(name: string, source: ArraySource, start: number, count: number): void {
    const { columns, inner } = this.data.options.arrangement;
    const input = this.plan.inputs[name];
    if (input === undefined) return;
    const address = this.addresses[name] ?? 0;
    const bytes = ITEM_BYTES[input.dtype];
    if (input.layout === 'elements' || input.layout === 'index') {
      source.read(start, this.memory.bytes(address, count * bytes));
    } else if (input.layout === 'rows' && this.planeRows !== undefined) {
      this.planeRows.read(source, start, count, address);
    } else if (input.layout === 'rows') {
      source.read(start * columns, this.memory.bytes(address, count * columns * bytes));
    } else {
      const outer = Math.floor(start / inner);
      for (let k = 0; k < columns; k++) {
        const element = (outer * columns + k) * inner + (start % inner);
        source.read(element, this.memory.bytes(address + k * this.stride * bytes, count * bytes));
      }
    }
  }

  /** Lays numbers that go along, row-major, as the kernel's inputs lie. */
  private put(name: string, numbers: Numbers, count: number): void {
    const { columns } = this.data.options.arrangement;
    const length = this.planes ? this.stride * columns : numbers.length;
    const bytes = this.memory.bytes(this.addresses[name] ?? 0, length * ITEM_BYTES.float32);
    const into = new Float32Array(bytes.buffer, bytes.byteOffset, length);
    if (!this.planes || columns === 1) {
      into.set(numbers);
      return;
    }
    for (let k = 0; k < columns; k++) {
      for (let row = 0; row < count; row++)
        into[k * this.stride + row] = numbers[row * columns + k] as number;
    }
  }

  private arguments(): Arguments {
    const { params, arrangement } = this.data.options;
    const values: Record<string, number | ArrayLike<number>> = { columns: arrangement.columns };
    for (const [name, value] of Object.entries(params)) {
      if (typeof value === 'number' || Array.isArray(value)) values[name] = value as number | number[];
    }
    return { ...values, ...Object.fromEntries(this.range.scalars) };
  }

  /** The arrays are views of the kernel's memory: they hold until the next chunk. */
  private block(start: number, count: number): PassBlock {
    const { arrangement } = this.data.options;
    const single = this.plan.precision === 'f32';
    const outputs = this.plan.outputs.map((output, i): Numbers => {
      const columns = columnsOf(output, arrangement.columns);
      const planes = columns > 1 && this.planes;
      const length = (planes ? this.stride : count) * columns;
      const bytes = this.memory.bytes(this.outputAddresses[i] ?? 0, length * (single ? 4 : 8));
      const numbers = numbersIn(single ? 'float32' : 'float64', bytes);
      return planes ? fromPlanes(numbers, count, columns, this.stride) : numbers;
    });
    return {
      start,
      rows: count,
      outputs,
      sides: {
        prediction: () => this.side('prediction', start, count),
        label: () => this.side('label', start, count),
        indexed: arrangement.labels === 'index',
      },
    };
  }

  /** The numbers of a side as they were read where the loss takes them so, else as it takes them. */
  private side(name: 'prediction' | 'label', start: number, count: number): Side | undefined {
    const { data, stride } = this;
    const input = this.plan.inputs[name];
    if (input === undefined) return undefined;
    if (!data.isTakenAsRead(name)) return sideOf(name, data.block(start, count, []).values, count);
    const { dtype, layout } = input;
    const columns = layout === 'elements' || layout === 'index' ? 1 : data.options.arrangement.columns;
    const planes = layout === 'planes';
    const bytes = (planes ? stride : count) * columns * ITEM_BYTES[dtype];
    const values = numbersIn(dtype, this.memory.bytes(this.addresses[name] ?? 0, bytes));
    return { values, columns, row: planes ? 1 : columns, column: planes ? stride : 1 };
  }
}

/** The facts of a chunk by side and name, from the sums that stand for them. */
function factsIn(
  sums: readonly number[],
  facts: readonly FactEntry[],
  offsets: readonly number[],
): Pick<CountedFacts, 'prediction' | 'label'> {
  const found = { prediction: {} as Record<string, number>, label: {} as Record<string, number> };
  for (let i = 0; i < facts.length; i++) {
    const { side, name } = facts[i]!;
    let count = 0;
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) count += sums[k]!;
    found[side][name] = count;
  }
  return found;
}

function columnsOf(output: Plan['outputs'][number], columns: number): number {
  if (!('kind' in output)) return output.length;
  return output.level === 'column' ? columns : 1;
}

/** Columns that lie `stride` apart as rows. */
function fromPlanes(planes: Numbers, rows: number, columns: number, stride: number): Numbers {
  const out =
    planes instanceof Float32Array ? new Float32Array(rows * columns) : new Float64Array(rows * columns);
  for (let k = 0; k < columns; k++) {
    for (let row = 0; row < rows; row++) out[row * columns + k] = planes[k * stride + row] ?? NaN;
  }
  return out;
}
