// Writes a loop over samples of many columns that lie side by side: the columns of one sample are in the lanes, and
// each reduction over them is a pass over a row that stays in the first-level cache.
import { Core, FunctionBody, I32, V128 } from './assembler';
import type { ArgumentTable } from './arguments';
import { Emitter, type Statement } from './emit';
import { FloatLanes } from './floatLanes';
import { allHold, tree } from './guards';
import { LaneGraph, Varies, type Lane } from './lanes';
import { FIRST_POINTER, RESULTS, TURNS, type LoopKind } from './loop';
import { asNumber, type Value } from './pointwise';
import { promoteHigh, promoteLow } from './power';
import { RowLowering } from './rowLowering';
import type { Reduction, RowPlan } from './rowPlan';
import type { KernelSpec } from './spec';
import { sampleBytes } from './stores';

const ANY_TRUE = 83;
const STORE = 11;
const STORE_LANE = { 32: 90, 64: 91 } as const;
const SHUFFLE = 13;
const DEMOTE = 94;

/** Vectors of columns a turn of the inner loop takes, their terms added in pairs before they widen: 4 takes 7 % longer. */
const UNROLL = 6;

/**
 * Up to so many columns the quick loop takes two rows at a time: while the sums of one are being finished the other keeps
 * the processor busy.
 */
const SHORT_ROW = 256;
const MOST_ROWS = 2;

export class RowLoopWriter {
  /** Rows that a turn takes. */
  readonly rows: number;
  private readonly body: FunctionBody;
  private readonly graph: LaneGraph;
  private readonly f: FloatLanes;
  private readonly wide: FloatLanes;
  private readonly full: boolean;
  private readonly emitter: Emitter;
  private readonly lowering: RowLowering;
  private readonly columns: number;
  private readonly state: number;
  private readonly marks: number;
  private readonly sums: number[];

  constructor(
    private readonly spec: KernelSpec,
    private readonly plan: RowPlan,
    fused: boolean,
    table: ArgumentTable,
    readonly kind: LoopKind,
  ) {
    this.full = kind === 'full';
    this.columns = spec.columns ?? 1;
    this.rows = !this.full && this.columns <= SHORT_ROW ? MOST_ROWS : 1;
    this.graph = new LaneGraph(fused);
    this.f = new FloatLanes(this.graph, spec.precision === 'f32' ? 32 : 64);
    this.wide = new FloatLanes(this.graph, 64);
    this.body = new FunctionBody(FIRST_POINTER + Object.keys(spec.inputs).length + spec.outputs.length);
    this.emitter = new Emitter(this.body);
    this.state = this.body.local(V128);
    this.marks = this.body.local(V128);
    this.sums = spec.sums.map(() => this.body.local(V128));
    this.lowering = new RowLowering(
      spec,
      plan,
      this.body,
      this.f,
      this.wide,
      table,
      this.full,
      scratchStart(spec),
      this.rows,
    );
  }

  write(): FunctionBody {
    const { body } = this;
    if (!this.full) {
      body.simd(12, new Array<number>(16).fill(255));
      body.core(Core.LocalSet, this.state);
    }
    body.loop();
    this.emit([...this.eachRow((row) => this.lowering.beginRow(row)), ...this.watch(undefined)]);
    for (let pass = 0; pass < this.plan.passes.length; pass++) this.writePass(pass);
    this.emit([...this.eachRow((row) => this.outputsOf(row)), ...this.addedUp(), ...this.watch(undefined)]);
    sampleBytes(this.spec).forEach((stride, index) =>
      this.body.advance(FIRST_POINTER + index, stride * this.rows),
    );
    body.endTurn(TURNS);
    this.storeResults();
    return body;
  }

  /** One pass over the columns of a row: whole turns, single vectors, then a last vector that overlaps. */
  private writePass(pass: number): void {
    const { body, f } = this;
    const { reductions, sampleValues } = this.plan.passes[pass]!;
    for (const node of sampleValues) {
      this.emit([...this.eachRow((row) => this.lowering.settle(node, row)), ...this.watch(undefined)]);
    }
    const accumulators = Array.from({ length: this.rows }, () =>
      reductions.map((reduction) => this.accumulator(reduction)),
    );
    const unroll = UNROLL / this.rows;
    this.lowering.beginPass(pass);
    const vectors = Math.floor(this.columns / f.lanes);
    const left = this.columns - vectors * f.lanes;
    // The vector that overlaps begins behind the pointers only if a single vector comes before it.
    const turns = Math.floor((vectors - (left > 0 ? 1 : 0)) / unroll);
    if (turns > 0) {
      const counter = body.local(I32);
      body.constant(turns);
      body.core(Core.LocalSet, counter);
      body.loop();
      this.writeVectors(pass, unroll, accumulators);
      for (const { local, bytes } of this.lowering.columnPointers(pass))
        this.body.advance(local, unroll * bytes);
      this.emit([this.lowering.nextIndices(unroll)]);
      body.endTurn(counter);
    }
    const single = vectors - turns * unroll;
    if (single > 0) this.writeVectors(pass, single, accumulators);
    if (left > 0) this.writeVectors(pass, 1, accumulators, single * f.lanes + left - f.lanes, left);
    reductions.forEach((reduction, i) =>
      this.emit(this.eachRow((row) => this.reduced(reduction, row, accumulators[row]![i]!))),
    );
  }

  private writeVectors(
    pass: number,
    turns: number,
    accumulators: readonly (readonly number[])[],
    start = 0,
    left?: number,
  ): void {
    const { f, lowering } = this;
    const { reductions } = this.plan.passes[pass]!;
    const fresh = left === undefined ? undefined : this.lastLanes(left);
    const statements = this.eachRow((row) => {
      const places = Array.from({ length: turns }, (_, turn) => ({
        pass,
        row,
        element: start + turn * f.lanes,
      }));
      const sums = reductions.map((reduction, i) => {
        const values = places.map((place) => lowering.column(reduction.node.args[0]!, place));
        return this.accumulate(reduction, accumulators[row]![i]!, values, fresh);
      });
      return [...places.flatMap((place) => lowering.stores(place)), ...sums];
    });
    this.emit([...statements, ...this.watch(fresh)]);
  }

  private accumulator(reduction: Reduction): number {
    const local = this.body.local(V128);
    const value = reduction.node.op === 'maxColumns' ? this.f.number(-Infinity) : this.f.number(0);
    this.emit([{ kind: 'set', local, value }]);
    return local;
  }

  private accumulate(reduction: Reduction, local: number, values: readonly Value[], fresh?: Lane): Statement {
    const { f, wide } = this;
    const now = this.read(local);
    // A comparison that is not counted (whether a column is the label's) is all ones in its lanes, and no number yet.
    const lanes = values.map((value) => (reduction.counts ? value.lane : asNumber(f, value)));
    if (reduction.node.op === 'maxColumns') {
      const op = this.maximum(reduction);
      return {
        kind: 'set',
        local,
        value: f.op(
          op,
          tree(lanes, (a, b) => f.op(op, a, b)),
          now,
        ),
      };
    }
    const own = fresh === undefined ? lanes : lanes.map((lane) => f.and(lane, fresh));
    if (reduction.counts) {
      const intAdd = (a: Lane, b: Lane): Lane => f.op('intAdd', a, b);
      return { kind: 'set', local, value: intAdd(now, tree(own, intAdd)) };
    }
    const term = tree(own, (a, b) => f.add(a, b));
    const widened = f.width === 32 ? wide.add(promoteLow(f, term), promoteHigh(f, term)) : term;
    return { kind: 'set', local, value: wide.add(now, widened) };
  }

  /** Quick loops note NaN where they load numbers: one instruction, where the maximum that keeps NaN takes nine. */
  private maximum({ node }: Reduction): 'max' | 'pmax' {
    return this.full || node.args[0]!.kind !== 'symbol' ? 'max' : 'pmax';
  }

  /** The reduction of the lanes, in every lane. */
  private reduced(reduction: Reduction, row: number, local: number): Statement[] {
    const { f, wide } = this;
    const x = this.read(local);
    const swap = (a: Lane, bytes: readonly number[]): Lane => this.graph.operation(SHUFFLE, [a, a], bytes);
    const across = (op: (a: Lane, b: Lane) => Lane): Lane => {
      const half = op(x, swap(x, HALVES));
      return f.width === 32 ? op(half, swap(half, NEIGHBOURS)) : half;
    };
    let value: Lane;
    if (reduction.node.op === 'maxColumns') value = across((a, b) => f.op(this.maximum(reduction), a, b));
    else if (reduction.counts) {
      const count = across((a, b) => f.op('intAdd', a, b));
      value = f.fromSmallInteger(f.op('intSub', f.integer(0n), count));
    } else {
      const sum = wide.add(x, swap(x, HALVES));
      value = f.width === 32 ? swap(this.graph.operation(DEMOTE, [sum]), FIRST_FOUR) : sum;
    }
    return [this.lowering.keep(reduction.node, row, value)];
  }

  private outputsOf(row: number): Statement[] {
    const { f, spec, lowering } = this;
    return spec.outputs.flatMap((output, index): Statement[] => {
      if (!('kind' in output) || output.level === 'column') return [];
      const pointer = this.graph.local(
        FIRST_POINTER + Object.keys(spec.inputs).length + index,
        I32,
        Varies.Turn,
      );
      const value = lowering.sample(output, row);
      const offset = (row * f.width) / 8;
      return [{ kind: 'store', code: STORE_LANE[f.width], lane: 0, pointer, offset, value }];
    });
  }

  /** The rows' terms, added to the sums at once: rows may have one and the same term, and its node is computed once. */
  private addedUp(): Statement[] {
    const { f, wide, spec, lowering } = this;
    return spec.sums.map((sum, index) => {
      const parts = Array.from({ length: this.rows }, (_, row) => {
        const term = lowering.sample(sum, row);
        return f.width === 32 ? promoteLow(f, term) : term;
      });
      const local = this.sums[index]!;
      const part = tree(parts, (a, b) => wide.add(a, b));
      return { kind: 'set', local, value: wide.add(this.read(local), part) };
    });
  }

  private eachRow(write: (row: number) => Statement[]): Statement[] {
    return Array.from({ length: this.rows }, (_, row) => write(row)).flat();
  }

  /** What the loop notes of the numbers that were loaded since it last did. */
  private watch(fresh: Lane | undefined): Statement[] {
    const { f } = this;
    const { guards, floats, inexact } = this.lowering.take();
    const statements: Statement[] = [];
    const set = (local: number, next: (now: Lane) => Lane): void => {
      statements.push({ kind: 'set', local, value: next(this.read(local)) });
    };
    if (!this.full) {
      const loaded = floats.map(({ lane }) => lane);
      const held = allHold(f, guards, loaded);
      if (held !== undefined) set(this.state, (ok) => f.and(ok, held));
      if (inexact.length > 0) {
        const lost = tree(inexact, (a, b) => f.or(a, b));
        set(this.state, (ok) => f.andNot(ok, lost));
      }
      if (floats.length > 0) {
        const sum = tree(loaded, (a, b) => f.add(a, b));
        set(this.marks, (marks) => f.or(marks, f.sub(sum, sum)));
      }
      return statements;
    }
    if (floats.length > 0) {
      set(this.state, (count) =>
        floats.reduce((sum, { lane, single }) => {
          const special = f.op('ne', f.sub(lane, lane), f.number(0));
          const only = single ? this.lastLanes(1) : fresh;
          return f.op('intSub', sum, only === undefined ? special : f.and(special, only));
        }, count),
      );
    }
    if (inexact.length > 0) set(this.marks, (marks) => inexact.reduce((a, b) => f.or(a, b), marks));
    return statements;
  }

  /** A mask of the last `count` lanes. */
  private lastLanes(count: number): Lane {
    const bytes = new Uint8Array(16);
    return this.graph.constant(bytes.fill(255, 16 - (count * this.f.width) / 8));
  }

  private storeResults(): void {
    const { body } = this;
    const pointer = this.graph.local(RESULTS, I32, Varies.Call);
    const each = this.f.lanes / 2;
    const statements: Statement[] = this.sums.map((local, index) => ({
      kind: 'store',
      code: STORE,
      pointer,
      offset: 16 * index * each,
      value: this.read(local),
    }));
    if (this.full) {
      [this.state, this.marks].forEach((local, index) => {
        const offset = 16 * (this.sums.length * each + index);
        statements.push({ kind: 'store', code: STORE, pointer, offset, value: this.read(local) });
      });
      this.emit(statements);
      body.constant(0);
      return;
    }
    this.emit(statements);
    body.core(Core.LocalGet, this.state);
    body.simd(77);
    body.core(Core.LocalGet, this.marks);
    body.simd(80);
    body.simd(ANY_TRUE);
  }

  private emit(statements: readonly Statement[]): void {
    this.emitter.statements(statements);
    this.emitter.forget();
  }

  private read(local: number): Lane {
    return this.graph.local(local, V128, Varies.Turn);
  }
}

const HALVES = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];
const NEIGHBOURS = [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11];
const FIRST_FOUR = [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3];

/** Room for the sums and what else a loop counts, then for the rows that are kept from pass to pass. */
export function rowResultBytes(spec: KernelSpec, plan: RowPlan): number {
  return scratchStart(spec) + MOST_ROWS * plan.kept.length * plan.rowBytes;
}

function scratchStart(spec: KernelSpec): number {
  return 16 * (spec.sums.length * (spec.precision === 'f32' ? 2 : 1) + 2);
}
