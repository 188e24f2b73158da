// Writes the loop of a kernel that only counts where bytes meet conditions, sixteen at a time and without converting
// them: confusion counts of masks. Conditions are masks of bytes, counted down in bytes over a turn of a few vectors,
// which no byte overflows, and then widened into 32 bits.
//
// Measured on 10^7 uint8 masks, one thread: converting them to float32, as every other loop does, took 8 ms of f1.
import type { Expr, Symbol } from '../../math/expression';
import type { ArgumentTable } from './arguments';
import { FunctionBody, I32, V128 } from './assembler';
import { Emitter, type Statement } from './emit';
import { FloatLanes } from './floatLanes';
import { LaneGraph, pointerLane, Varies, type Lane } from './lanes';
import { AREA, FIRST_POINTER, RESULTS, TURNS } from './loop';
import type { KernelSpec } from './spec';

/** Vectors of 16 bytes a turn, a power of 2. */
const BYTE_VECTORS = 8;

/** A byte counts down to −128. */
const MOST_CONDITIONS = 128 / BYTE_VECTORS;

export const BYTES_A_TURN = 16 * BYTE_VECTORS;

const Op = {
  load: 0,
  store: 11,
  shuffle: 13,
  splat32: 9,
  equal: 35,
  lessUnsigned: 38,
  greaterUnsigned: 40,
  lessEqualUnsigned: 42,
  greaterEqualUnsigned: 44,
  floatEqual: 65,
  floatLessEqual: 69,
  narrowToBytes: 102,
  ceil: 103,
  floor: 104,
  addBytes: 110,
  minUnsigned: 119,
  pairsOfBytes: 124,
  pairsOfShorts: 126,
  narrowToShorts: 134,
  toUnsigned: 249,
  toFloat64: 254,
} as const;

const HIGH_HALF = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];

/** Whether every sum only counts conditions on bytes. */
export function countsBytes(spec: KernelSpec): boolean {
  const inputs = Object.values(spec.inputs);
  return (
    spec.precision === 'f32' &&
    spec.outputs.length === 0 &&
    (spec.columns ?? 1) === 1 &&
    inputs.every(({ dtype, layout }) => layout === 'elements' && (dtype === 'uint8' || dtype === 'bool')) &&
    [...spec.sums, ...(spec.rareSums ?? [])].every((sum) => countedIn(sum, spec) <= MOST_CONDITIONS)
  );
}

/** How many conditions a sum counts; Infinity where it is no such sum. */
function countedIn(expr: Expr, spec: KernelSpec): number {
  if (expr.kind === 'constant') return expr.value === 0 || expr.value === 1 ? 1 : Infinity;
  if (expr.kind === 'apply' && expr.op === 'add')
    return expr.args.reduce((sum, arg) => sum + countedIn(arg, spec), 0);
  return isCondition(expr, spec) ? 1 : Infinity;
}

/** Whether every sum only counts: then it is a whole number however many samples are added up at once. */
export function onlyCounts(spec: KernelSpec): boolean {
  const counts = (expr: Expr): boolean => {
    if (expr.kind === 'constant') return expr.value === 0 || expr.value === 1;
    if (expr.kind !== 'apply') return false;
    if (expr.op === 'mul' || expr.op === 'add') return expr.args.every(counts);
    return expr.op === 'less' || expr.op === 'lessEqual' || expr.op === 'equal';
  };
  return (spec.columns ?? 1) === 1 && [...spec.sums, ...(spec.rareSums ?? [])].every(counts);
}

function isCondition(expr: Expr, spec: KernelSpec): boolean {
  if (expr.kind !== 'apply') return false;
  if (expr.op === 'mul') return expr.args.every((arg) => isCondition(arg, spec));
  if (expr.op !== 'less' && expr.op !== 'lessEqual' && expr.op !== 'equal') return false;
  const [a, b] = expr.args as [Expr, Expr];
  return (isInput(a, spec) && (isInput(b, spec) || isSettled(b))) || (isInput(b, spec) && isSettled(a));
}

const isInput = (expr: Expr, spec: KernelSpec): expr is Symbol =>
  expr.kind === 'symbol' && expr.level === 'sample' && spec.inputs[expr.name] !== undefined;

const isSettled = (expr: Expr): boolean =>
  expr.kind === 'constant' || expr.level === 'total' || expr.level === 'group';

/** The loop: see LoopWriter for its parameters and results. It meets nothing that it is not for. */
export function byteLoop(spec: KernelSpec, table: ArgumentTable): FunctionBody {
  return new ByteLoopWriter(spec, table).write();
}

class ByteLoopWriter {
  private readonly graph = new LaneGraph(false);
  private readonly f = new FloatLanes(this.graph, 32);
  private readonly body: FunctionBody;
  private readonly names: readonly string[];
  private readonly all = this.f.integer(-1n);
  private readonly none = this.f.integer(0n);

  constructor(
    private readonly spec: KernelSpec,
    private readonly table: ArgumentTable,
  ) {
    this.names = Object.keys(spec.inputs);
    this.body = new FunctionBody(FIRST_POINTER + this.names.length);
  }

  write(): FunctionBody {
    const { body, spec } = this;
    const statements: Statement[] = [];
    const sums = [...spec.sums, ...(spec.rareSums ?? [])].map((expr) => ({
      expr,
      bytes: body.local(V128),
      total: body.local(V128),
    }));
    for (let vector = 0; vector < BYTE_VECTORS; vector++) {
      for (const { expr, bytes } of sums) {
        const masks = this.conditions(expr, vector);
        // What is the same for every vector is one node of the graph: it counts for all of them at once.
        const same = masks.filter(({ varies }) => varies !== Varies.Turn);
        const own = masks.filter(({ varies }) => varies === Varies.Turn);
        const before =
          vector === 0
            ? same.map((mask) => this.forEveryVector(mask))
            : [this.graph.local(bytes, V128, Varies.Turn)];
        if (vector > 0 && own.length === 0) continue;
        const value = [...before, ...own].reduce((a, b) => this.plus(a, b));
        statements.push({ kind: 'set', local: bytes, value });
      }
    }
    for (const { bytes, total } of sums) {
      const shorts = this.graph.operation(Op.pairsOfBytes, [this.graph.local(bytes, V128, Varies.Turn)]);
      const value = this.f.op(
        'intAdd',
        this.graph.local(total, V128, Varies.Turn),
        this.graph.operation(Op.pairsOfShorts, [shorts]),
      );
      statements.push({ kind: 'set', local: total, value });
    }
    const emitter = new Emitter(body);
    body.loop();
    emitter.statements(statements);
    this.names.forEach((_, index) => body.advance(FIRST_POINTER + index, BYTES_A_TURN));
    body.endTurn(TURNS);
    emitter.forget();
    emitter.statements(sums.flatMap(({ total }, index) => this.results(total, index)));
    body.constant(0);
    return body;
  }

  private plus(a: Lane, b: Lane): Lane {
    return this.graph.operation(Op.addBytes, [a, b]);
  }

  private forEveryVector(mask: Lane): Lane {
    let sum = mask;
    for (let vectors = 1; vectors < BYTE_VECTORS; vectors *= 2) sum = this.plus(sum, sum);
    return sum;
  }

  /** Four float64, as every loop of four lanes leaves for a sum. */
  private results(total: number, index: number): Statement[] {
    const { graph, f } = this;
    const count = f.op('intSub', this.none, graph.local(total, V128, Varies.Turn));
    const high = graph.operation(Op.shuffle, [count, count], HIGH_HALF);
    return [count, high].map((half, k) => ({
      kind: 'store',
      code: Op.store,
      pointer: graph.local(RESULTS, I32, Varies.Call),
      offset: 16 * (2 * index + k),
      value: graph.operation(Op.toFloat64, [half]),
    }));
  }

  /** The masks whose bytes a sum counts. */
  private conditions(expr: Expr, vector: number): Lane[] {
    if (expr.kind === 'constant') return [expr.value === 1 ? this.all : this.none];
    if (expr.kind === 'apply' && expr.op === 'add')
      return expr.args.flatMap((arg) => this.conditions(arg, vector));
    return [this.condition(expr, vector)];
  }

  private condition(expr: Expr, vector: number): Lane {
    const { f, spec } = this;
    if (expr.kind !== 'apply') throw new Error(`${expr.kind} is no condition on bytes`);
    if (expr.op === 'mul')
      return expr.args.map((arg) => this.condition(arg, vector)).reduce((a, b) => f.and(a, b));
    const [a, b] = expr.args as [Expr, Expr];
    if (isInput(a, spec) && isInput(b, spec)) {
      const op = expr.op === 'less' ? Op.lessUnsigned : expr.op === 'equal' ? Op.equal : Op.lessEqualUnsigned;
      return this.graph.operation(op, [this.input(a, vector), this.input(b, vector)]);
    }
    const [symbol, bound] = isInput(a, spec) ? [a, b] : [b as Symbol, a];
    const x = this.input(symbol, vector);
    const inclusive = expr.op === 'lessEqual';
    if (bound.kind === 'constant') return this.held(x, expr.op, Math.fround(bound.value), isInput(b, spec));
    const t = this.argument(bound);
    const from = this.graph.operation(Op.ceil, [t]);
    const beyond = f.add(this.graph.operation(Op.floor, [t]), f.number(1));
    if (expr.op === 'equal') return f.andNot(this.atLeast(x, from), this.atLeast(x, beyond));
    if (isInput(b, spec)) return this.atLeast(x, inclusive ? from : beyond);
    const isNumber = this.graph.operation(Op.floatEqual, [t, t]);
    return f.andNot(isNumber, this.atLeast(x, inclusive ? beyond : from));
  }

  /** Bytes held against a number that is known: above it, or below. */
  private held(x: Lane, op: string, t: number, above: boolean): Lane {
    const { graph } = this;
    if (Number.isNaN(t)) return this.none;
    const byte = (value: number): Lane => graph.constant(new Uint8Array(16).fill(value));
    if (op === 'equal')
      return Number.isInteger(t) && t >= 0 && t <= 255 ? graph.operation(Op.equal, [x, byte(t)]) : this.none;
    const inclusive = op === 'lessEqual';
    // The least byte of those that are at least, or above, the number.
    const least = above === inclusive ? Math.ceil(t) : Math.floor(t) + 1;
    if (least <= 0) return above ? this.all : this.none;
    if (least > 255) return above ? this.none : this.all;
    return above
      ? graph.operation(Op.greaterUnsigned, [x, byte(least - 1)])
      : graph.operation(Op.lessUnsigned, [x, byte(least)]);
  }

  /** Bytes that are at least a whole number, the same in every lane: none where that is NaN. */
  private atLeast(x: Lane, whole: Lane): Lane {
    const { graph, f } = this;
    const ints = graph.operation(Op.toUnsigned, [whole]);
    const shorts = graph.operation(Op.narrowToShorts, [ints, ints]);
    const bytes = graph.operation(Op.narrowToBytes, [shorts, shorts]);
    const reachable = graph.operation(Op.floatLessEqual, [whole, f.number(255)]);
    return f.and(graph.operation(Op.greaterEqualUnsigned, [x, bytes]), reachable);
  }

  private argument(expr: Expr): Lane {
    const area = this.graph.local(AREA, I32, Varies.Call);
    return this.graph.load(Op.splat32, area, this.table.offset(expr));
  }

  private input({ name }: Symbol, vector: number): Lane {
    const pointer = pointerLane(this.graph, FIRST_POINTER + this.names.indexOf(name));
    const bytes = this.graph.load(Op.load, pointer, 16 * vector);
    if (this.spec.inputs[name]?.dtype !== 'bool') return bytes;
    const one = this.graph.constant(new Uint8Array(16).fill(1));
    return this.graph.operation(Op.minUnsigned, [bytes, one]);
  }
}
