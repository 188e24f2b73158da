// Writes one loop of a kernel: loads a vector of samples, computes, adds up, stores; then the next.
import type { Expr, Symbol } from '../../math/expression';
import { Core, FunctionBody, I32, V128 } from './assembler';
import type { ArgumentTable } from './arguments';
import { SampleData } from './data';
import { Emitter, type Statement } from './emit';
import { FloatLanes } from './floatLanes';
import { allHold, rangesOf, tree } from './guards';
import { LaneGraph, pointerLane, Varies, type Lane } from './lanes';
import { SampleLowering } from './lower';
import { promoteHigh, promoteLow } from './power';
import { factorOf, together, type Factor } from './productLanes';
import type { ProductForm } from './products';
import type { KernelSpec } from './spec';
import type { Accuracy } from './vectorMath';
import { sampleBytes, storeOutput } from './stores';

const CONSTANT = 12;
const GREATER_UNSIGNED = 60;
const OR = 80;
const ANY_TRUE = 83;
const STORE = 11;
const SHUFFLE = 13;
const MAX_UNSIGNED = 185;
const CONVERT_LOW = 254;
const HIGH_HALF = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];

interface Term {
  readonly lane: Lane;
  readonly counts: boolean;
}

/** The first parameters of a loop: its numbers, where its results go, the turns left; inputs and outputs follow. */
export const AREA = 0;
export const RESULTS = 1;
export const TURNS = 2;
export const FIRST_POINTER = 3;

/**
 * `product`: logarithms as products, where the data allow it. `fast`: right in the range that losses live in.
 * `full`: right everywhere. The first two return 1 when they met anything they are not for.
 */
export type LoopKind = 'product' | 'fast' | 'full';

export class LoopWriter {
  private readonly body: FunctionBody;
  private readonly statements: Statement[] = [];
  private readonly graph: LaneGraph;
  private readonly f: FloatLanes;
  private readonly wide: FloatLanes;
  private readonly full: boolean;
  /** The accumulators: float64, or integers that count down. */
  private readonly sums: { readonly local: number; readonly counts: boolean }[] = [];
  /** For each product its running mantissas, then the exponents taken out of them. */
  private readonly factors: number[] = [];
  /** The largest number of inputs that have a range, read as integers, and the bound. */
  private readonly largest: { readonly local: number; readonly bound: readonly number[] }[] = [];
  /** All ones while every guard holds; in `full`, how many numbers were not finite. */
  private readonly state: number;
  /** In `fast`, nonzero once a number was not finite; in `full`, once float32 could not hold an integer. */
  private readonly marks: number;

  constructor(
    private readonly spec: KernelSpec,
    fused: boolean,
    private readonly table: ArgumentTable,
    readonly kind: LoopKind,
    readonly unroll: number,
    private readonly products: readonly (ProductForm | undefined)[] = [],
    private readonly hardLabel?: Symbol,
  ) {
    this.full = kind === 'full';
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

  /** Stores the sums as float64, then what else the loop counted. */
  private results(): Statement[] {
    const { f, wide } = this;
    const read = (local: number): Lane => this.graph.local(local, V128, Varies.Turn);
    const sums = this.sums.flatMap(({ local, counts }) => {
      if (!counts) return [read(local)];
      const count = f.op('intSub', f.integer(0n), read(local));
      if (f.width === 64) return [wide.fromSmallInteger(count)];
      const high = this.graph.operation(SHUFFLE, [count, count], HIGH_HALF);
      return [count, high].map((half) => this.graph.operation(CONVERT_LOW, [half]));
    });
    const others = this.full ? [this.state, this.marks] : this.factors;
    const pointer = this.graph.local(RESULTS, I32, Varies.Call);
    return [...sums, ...others.map(read)].map((value, index) => ({
      kind: 'store',
      code: STORE,
      pointer,
      offset: 16 * index,
      value,
    }));
  }

  private build(): void {
    const { spec, f } = this;
    const names = Object.keys(spec.inputs);
    const pointers = new Map(names.map((name, i) => [name, pointerLane(this.graph, FIRST_POINTER + i)]));
    const area = this.graph.local(AREA, I32, Varies.Call);
    const guards: Lane[] = [];
    const data: SampleData[] = [];
    const terms: Term[][] = [];
    const factors: { readonly factor: Factor; readonly beside: Term }[][] = [];
    const stores: Statement[] = [];
    for (let turn = 0; turn < this.unroll; turn++) {
      const samples = new SampleData(f, spec, pointers, turn);
      const accuracy = { full: this.full, guard: (holds: Lane): number => guards.push(holds) };
      const context = { f, wide: this.wide, accuracy, hardLabel: this.hardLabel };
      const lowering = new SampleLowering(context, samples, this.table, area, spec.columns ?? 1);
      const made = spec.sums.map((sum, index) => this.termsOf(sum, index, lowering, accuracy));
      const rare = (spec.rareSums ?? []).flatMap((sum) => this.rareTerms(sum, lowering, accuracy));
      terms.push([...made.flatMap((of) => of.terms), ...rare]);
      factors.push(made.flatMap((of) => of.factors.map((factor) => ({ factor, beside: of.terms[0]! }))));
      spec.outputs.forEach((output, index) => {
        const pointer = pointerLane(this.graph, FIRST_POINTER + names.length + index);
        stores.push(...storeOutput(f, spec, output, lowering, pointer, turn));
      });
      data.push(samples);
    }
    this.statements.push(...stores);
    const products = (factors[0] ?? []).map(({ beside }, index) => {
      const turns = factors.map((of) => of[index]!.factor);
      return { beside, ...together(f, this.wide, turns) };
    });
    terms[0]?.forEach((first, index) => {
      const series = products.flatMap(({ beside, term }) =>
        beside === first && term !== undefined ? [term] : [],
      );
      this.accumulate([...terms.map((of) => of[index]!), ...series.map((lane) => ({ lane, counts: false }))]);
    });
    for (const { factors } of products) this.multiply(factors);
    if (this.full) this.countSpecial(data);
    else this.watch(data, guards);
  }

  /** What a sum adds for one vector: terms, and factors of the products that stand for logarithms. */
  private termsOf(
    sum: Expr,
    index: number,
    lowering: SampleLowering,
    accuracy: Accuracy,
  ): { terms: Term[]; factors: Factor[] } {
    const { f } = this;
    const product = this.products[index];
    if (this.kind !== 'product' || product === undefined) {
      if (sum.level !== 'column') return { terms: [termOf(sum, lowering)], factors: [] };
      const terms = Array.from({ length: this.spec.columns ?? 1 }, (_, c) => lowering.number(sum, c));
      const apart = this.spec.byColumn === true ? terms : [pairwise(f, terms)];
      return { terms: apart.map((lane) => ({ lane, counts: false })), factors: [] };
    }
    const factors = product.logs.map((log) => factorOf(f, this.wide, log, lowering, accuracy));
    // A sum without a rest keeps its place among the results.
    const lane = product.rest === undefined ? f.number(0) : lowering.number(product.rest);
    return { terms: [{ lane, counts: false }], factors };
  }

  /** Counts what hardly ever occurs in the full form only; the others refuse a block in which it does. */
  private rareTerms(sum: Expr, lowering: SampleLowering, accuracy: Accuracy): Term[] {
    const columns = sum.level === 'column' ? (this.spec.columns ?? 1) : 1;
    const apart = this.spec.byColumn === true ? columns : 1;
    if (this.full) return this.termsOf(sum, -1, lowering, accuracy).terms;
    for (let column = 0; column < columns; column++) lowering.forbid(sum, column);
    return Array.from({ length: apart }, () => ({ lane: this.f.number(0), counts: false }));
  }

  /** Multiplies a turn's factors into a running product, and takes its exponent out. */
  private multiply(factors: readonly Lane[]): void {
    const { wide } = this;
    for (const factor of factors) {
      const [mantissa, exponent] = [this.body.local(V128), this.body.local(V128)];
      this.factors.push(mantissa, exponent);
      const now = this.graph.local(mantissa, V128, Varies.Turn);
      const next = wide.mul(wide.or(now, wide.number(1)), factor);
      this.set(exponent, (sum) => wide.op('intAdd', sum, wide.shiftRight(next, 52)));
      this.statements.push({
        kind: 'set',
        local: mantissa,
        value: wide.and(next, wide.integer((1n << 52n) - 1n)),
      });
    }
  }

  private accumulate(turns: readonly Term[]): void {
    const { f, wide } = this;
    const lanes = turns.map(({ lane }) => lane);
    if (turns[0]!.counts) {
      const local = this.body.local(V128);
      this.sums.push({ local, counts: true });
      const intAdd = (a: Lane, b: Lane): Lane => f.op('intAdd', a, b);
      this.set(local, (sum) => intAdd(sum, tree(lanes, intAdd)));
      return;
    }
    const term = pairwise(f, lanes);
    const parts = f.width === 32 ? [promoteLow(f, term), promoteHigh(f, term)] : [term];
    for (const part of parts) {
      const local = this.body.local(V128);
      this.sums.push({ local, counts: false });
      if (lanes.some((lane) => lane !== f.number(0))) this.set(local, (sum) => wide.add(sum, part));
    }
  }

  private set(local: number, next: (now: Lane) => Lane): void {
    const now = this.graph.local(local, V128, Varies.Turn);
    this.statements.push({ kind: 'set', local, value: next(now) });
  }

  private watch(data: readonly SampleData[], guards: readonly Lane[]): void {
    const { f } = this;
    const inexact = data.flatMap((samples) => samples.inexact);
    const floats = data.flatMap((samples) => samples.floats);
    const { ranges, rest } = rangesOf(f, guards, floats);
    const largest = (a: Lane, b: Lane): Lane => this.graph.operation(MAX_UNSIGNED, [a, b]);
    for (const { values, bound } of ranges) {
      const local = this.body.local(V128);
      this.largest.push({ local, bound: bound.immediate });
      this.set(local, (most) => largest(most, tree(values, largest)));
    }
    const held = allHold(f, rest, floats);
    if (held !== undefined) this.set(this.state, (ok) => f.and(ok, held));
    const lost = inexact.length === 0 ? undefined : tree(inexact, (a, b) => f.or(a, b));
    if (lost !== undefined) this.set(this.state, (ok) => f.andNot(ok, lost));
    // A sum s of numbers that are not all finite is not either, and s − s then has bits. One that overflows only
    // costs a turn of the full form.
    const inRange = new Set(ranges.flatMap(({ values }) => values));
    const watched = floats.filter((x) => !inRange.has(x));
    if (watched.length > 0) {
      const sum = pairwise(f, watched);
      this.set(this.marks, (marks) => f.or(marks, f.sub(sum, sum)));
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
  write(): FunctionBody {
    const { body, full } = this;
    const emitter = new Emitter(body);
    if (!full) {
      body.simd(CONSTANT, new Array<number>(16).fill(255));
      body.core(Core.LocalSet, this.state);
    }
    body.loop();
    emitter.statements(this.statements);
    sampleBytes(this.spec).forEach((stride, index) =>
      body.advance(FIRST_POINTER + index, stride * this.f.lanes * this.unroll),
    );
    body.endTurn(TURNS);
    emitter.forget();
    emitter.statements(this.results());
    if (full) {
      body.constant(0);
      return body;
    }
    body.core(Core.LocalGet, this.state);
    body.simd(77);
    body.core(Core.LocalGet, this.marks);
    body.simd(OR);
    for (const { local, bound } of this.largest) {
      body.core(Core.LocalGet, local);
      body.simd(CONSTANT, bound);
      body.simd(GREATER_UNSIGNED);
      body.simd(OR);
    }
    body.simd(ANY_TRUE);
    return body;
  }
}

function pairwise(f: FloatLanes, terms: readonly Lane[]): Lane {
  return tree(terms, (a, b) => f.add(a, b));
}

function termOf(sum: Expr, lowering: SampleLowering): Term {
  const count = lowering.count(sum);
  return count === undefined ? { lane: lowering.number(sum), counts: false } : { lane: count, counts: true };
}
