// Compiles expressions into a WebAssembly module with two loops over the same data: `fast`, which says when it met
// a number outside its range, and `full`, which is right for every number and also does the last few elements.
import type { Expr } from '../../math/expression';
import { Core, FunctionBody, I32, V128 } from './assembler';
import { ArgumentTable } from './arguments';
import { SampleData } from './data';
import { Emitter, type Statement } from './emit';
import { FloatLanes } from './floatLanes';
import { LaneGraph, offsetBytes, pointerLane, Varies, type Lane } from './lanes';
import { SampleLowering } from './lower';
import { assembleModule } from './module';
import { promoteHigh, promoteLow } from './power';
import type { KernelSpec } from './spec';
import { outputShape, storeOutput } from './stores';
import { ITEM_BYTES } from '../readers/source';

const ANY_TRUE = 83;
const STORE = 11;

/** Elements that are added up in float64 before sums are compensated: Neumaier's over such blocks costs nothing. */
const BLOCK = 4096;

/** Loops shorter than this many instructions are unrolled, and their terms added in pairs before they widen. */
const SHORT = 60;
const UNROLL = 4;

export interface Compiled {
  readonly module: Uint8Array;
  readonly table: ArgumentTable;
  readonly inputs: readonly string[];
  /** Samples a turn of `fast` and of `full` take. */
  readonly fastStep: number;
  readonly fullStep: number;
  /** Samples that are added up in plain float64 before the sums are compensated. */
  readonly blockSamples: number;
  /** By how many bytes each input, then each output, moves from sample to sample. */
  readonly sampleBytes: readonly number[];
  /** How many numbers a sum has: 1, or one a column. */
  readonly sumSizes: readonly number[];
  /** Offset of the results in the kernel's area; its size. */
  readonly results: number;
  readonly areaBytes: number;
}

/** Local 0 is the area, 1 the turns left; inputs and outputs follow. */
const AREA = 0;
const TURNS = 1;
const FIRST_POINTER = 2;

/** A register of float32 sums is two of float64. */
export function accumulatorsPerSum(spec: KernelSpec): number {
  return spec.precision === 'f32' ? 2 : 1;
}

export function compile(spec: KernelSpec, fused: boolean, sharedMemory: boolean): Compiled {
  const table = new ArgumentTable();
  const probe = new LoopWriter(spec, fused, table, false, 1);
  const fast = probe.size < SHORT ? new LoopWriter(spec, fused, table, false, UNROLL) : probe;
  const full = new LoopWriter(spec, fused, table, true, 1);
  const results = Math.ceil(table.byteLength / 16) * 16;
  const inputs = Object.keys(spec.inputs);
  const parameters = FIRST_POINTER + inputs.length + spec.outputs.length;
  const functions = [
    { name: 'fast', parameters, body: fast.write(results) },
    { name: 'full', parameters, body: full.write(results) },
  ];
  const lanes = spec.precision === 'f32' ? 4 : 2;
  const fastStep = lanes * fast.unroll;
  const apart = spec.byColumn === true ? (spec.columns ?? 1) : 1;
  const sumSizes = spec.sums.map((sum) => (sum.level === 'column' ? apart : 1));
  const registers = sumSizes.reduce((a, b) => a + b, 0) * accumulatorsPerSum(spec) + 2;
  return {
    module: assembleModule(functions, sharedMemory),
    table,
    inputs,
    fastStep,
    fullStep: lanes,
    blockSamples: Math.max(1, Math.floor(BLOCK / (spec.columns ?? 1) / fastStep)) * fastStep,
    sampleBytes: sampleBytes(spec),
    sumSizes,
    results,
    areaBytes: results + 16 * registers,
  };
}

class LoopWriter {
  private readonly body: FunctionBody;
  private readonly statements: Statement[] = [];
  private readonly graph: LaneGraph;
  private readonly f: FloatLanes;
  private readonly wide: FloatLanes;
  private readonly sums: number[] = [];
  /** All ones while every guard holds; in `full`, how many numbers were not finite. */
  private readonly state: number;
  /** In `fast`, nonzero once a number was not finite; in `full`, once float32 could not hold an integer. */
  private readonly marks: number;

  constructor(
    private readonly spec: KernelSpec,
    fused: boolean,
    private readonly table: ArgumentTable,
    private readonly full: boolean,
    readonly unroll: number,
  ) {
    this.graph = new LaneGraph(fused);
    this.f = new FloatLanes(this.graph, spec.precision === 'f32' ? 32 : 64);
    this.wide = new FloatLanes(this.graph, 64);
    this.body = new FunctionBody(FIRST_POINTER + Object.keys(spec.inputs).length + spec.outputs.length);
    this.state = this.body.local(V128);
    this.marks = this.body.local(V128);
    this.build();
  }

  /** How many instructions a turn takes, about. */
  get size(): number {
    return this.graph.size;
  }

  private build(): void {
    const { spec, f } = this;
    const names = Object.keys(spec.inputs);
    const pointers = new Map(names.map((name, i) => [name, pointerLane(this.graph, FIRST_POINTER + i)]));
    const area = this.graph.local(AREA, I32, Varies.Call);
    const guards: Lane[] = [];
    const data: SampleData[] = [];
    const terms: Lane[][] = [];
    const stores: Statement[] = [];
    for (let turn = 0; turn < this.unroll; turn++) {
      const samples = new SampleData(f, spec, pointers, turn);
      const accuracy = { full: this.full, guard: (holds: Lane): number => guards.push(holds) };
      const context = { f, wide: this.wide, accuracy };
      const lowering = new SampleLowering(context, samples, this.table, area, spec.columns ?? 1);
      terms.push(
        spec.sums.flatMap((sum) =>
          sum.level === 'column' ? this.columnTerms(sum, lowering) : [lowering.number(sum)],
        ),
      );
      spec.outputs.forEach((output, index) => {
        const pointer = pointerLane(this.graph, FIRST_POINTER + names.length + index);
        stores.push(...storeOutput(f, spec, output, lowering, pointer, turn));
      });
      data.push(samples);
    }
    this.statements.push(...stores);
    terms[0]?.forEach((_, index) => this.accumulate(terms.map((of) => of[index]!)));
    if (this.full) this.countSpecial(data);
    else this.watch(data, guards);
  }

  private columnTerms(sum: Expr, lowering: SampleLowering): Lane[] {
    const terms = Array.from({ length: this.spec.columns ?? 1 }, (_, column) => lowering.number(sum, column));
    return this.spec.byColumn === true ? terms : [pairwise(this.f, terms)];
  }

  private accumulate(terms: readonly Lane[]): void {
    const { f, wide } = this;
    const term = pairwise(f, terms);
    const parts = f.width === 32 ? [promoteLow(f, term), promoteHigh(f, term)] : [term];
    for (const part of parts) {
      const local = this.body.local(V128);
      this.sums.push(local);
      this.set(local, (sum) => wide.add(sum, part));
    }
  }

  private set(local: number, next: (now: Lane) => Lane): void {
    const now = this.graph.local(local, V128, Varies.Turn);
    this.statements.push({ kind: 'set', local, value: next(now) });
  }

  private watch(data: readonly SampleData[], guards: readonly Lane[]): void {
    const { f } = this;
    const unique = [...new Set(guards)];
    const inexact = data.flatMap((samples) => samples.inexact);
    if (unique.length + inexact.length > 0) {
      this.set(this.state, (ok) => {
        const holds = unique.reduce((all, guard) => f.and(all, guard), ok);
        return inexact.reduce((all, lost) => f.andNot(all, lost), holds);
      });
    }
    const floats = data.flatMap((samples) => samples.floats);
    // x − x is 0 for a finite x and NaN, which has bits, for any other.
    if (floats.length > 0) {
      const bits = floats.map((x) => f.sub(x, x)).reduce((a, b) => f.or(a, b));
      this.set(this.marks, (marks) => f.or(marks, bits));
    }
  }

  private countSpecial(data: readonly SampleData[]): void {
    const { f } = this;
    const floats = data.flatMap((samples) => samples.floats);
    const special = floats.map((x) => f.op('ne', f.sub(x, x), f.number(0)));
    if (special.length > 0) {
      this.set(this.state, (count) => special.reduce((sum, mask) => f.op('intSub', sum, mask), count));
    }
    const inexact = data.flatMap((samples) => samples.inexact);
    if (inexact.length > 0) this.set(this.marks, (marks) => inexact.reduce((a, b) => f.or(a, b), marks));
  }

  /** The whole function: constants, loop, results, and whether the fast form met anything out of its range. */
  write(results: number): FunctionBody {
    const { body, full } = this;
    const emitter = new Emitter(body);
    if (!full) {
      body.simd(12, new Array<number>(16).fill(255));
      body.core(Core.LocalSet, this.state);
    }
    emitter.hoist(this.statements);
    body.loop();
    emitter.statements(this.statements);
    sampleBytes(this.spec).forEach((stride, index) => {
      body.core(Core.LocalGet, FIRST_POINTER + index);
      body.constant(stride * this.f.lanes * this.unroll);
      body.core(Core.I32Add);
      body.core(Core.LocalSet, FIRST_POINTER + index);
    });
    body.core(Core.LocalGet, TURNS);
    body.constant(1);
    body.core(Core.I32Sub);
    body.core(Core.LocalTee, TURNS);
    body.core(Core.BranchIf, 0);
    body.end();
    const stored = full ? [...this.sums, this.state, this.marks] : this.sums;
    stored.forEach((local, index) => {
      body.core(Core.LocalGet, AREA);
      body.core(Core.LocalGet, local);
      body.simd(STORE, [0, ...offsetBytes(results + 16 * index)]);
    });
    if (full) {
      body.constant(0);
      return body;
    }
    body.core(Core.LocalGet, this.state);
    body.simd(77);
    body.core(Core.LocalGet, this.marks);
    body.simd(80);
    body.simd(ANY_TRUE);
    return body;
  }
}

function sampleBytes(spec: KernelSpec): number[] {
  const columns = spec.columns ?? 1;
  const inputs = Object.values(spec.inputs).map(
    ({ dtype, layout }) => ITEM_BYTES[dtype] * (layout === 'rows' ? columns : 1),
  );
  const outputs = spec.outputs.map((output) => {
    const shape = outputShape(spec, output);
    return (spec.precision === 'f32' ? 4 : 8) * (shape.planes ? 1 : shape.columns);
  });
  return [...inputs, ...outputs];
}

function pairwise(f: FloatLanes, terms: readonly Lane[]): Lane {
  if (terms.length === 1) return terms[0]!;
  const half = Math.ceil(terms.length / 2);
  return f.add(pairwise(f, terms.slice(0, half)), pairwise(f, terms.slice(half)));
}
