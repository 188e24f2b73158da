// Expressions as lanes for row loops: columns of one sample side by side; what belongs to the sample in every lane.
import { isReduction, type Application, type Expr, type Symbol } from '../../math/expression';
import { Core, I32, V128, type FunctionBody } from './assembler';
import type { ArgumentTable } from './arguments';
import type { Statement } from './emit';
import { FloatLanes } from './floatLanes';
import { ADDRESS_SUM, Varies, type Lane, type LaneGraph } from './lanes';
import { isFloat, loadVector } from './loads';
import { AREA, FIRST_POINTER, RESULTS } from './loop';
import { asNumber, lowerPointwise, number, type Value } from './pointwise';
import { isExpBelowTop } from './rewrite';
import { isSpecialColumn, type RowPlan } from './rowPlan';
import type { KernelSpec } from './spec';
import { expOfNegative } from './vectorMath';
import { ITEM_BYTES } from '../readers/source';

const STORE = 11;
const SHUFFLE = 13;
const SPLAT = { 32: 9, 64: 10 } as const;
const TRUNCATE = { 32: 248, 64: 252 } as const;
/** One instruction for numbers within the integers; the other takes seven. */
const TRUNCATE_RELAXED = { 32: 0x101, 64: 0x103 } as const;
const EXTRACT_INT = 27;

/** A vector of columns: the pass it is computed in, which row of a turn, and its first column from the pointers on. */
export interface Place {
  readonly pass: number;
  readonly row: number;
  readonly element: number;
}

export interface Seen {
  readonly lane: Lane;
  /** One number in every lane, not as many as lanes. */
  readonly single: boolean;
}

/** A pointer that moves with the columns, and what it starts from in each row. */
interface ColumnPointer {
  readonly local: number;
  readonly base: number;
  readonly offset: number;
  readonly bytes: number;
  /** How far the next row of the turn is. */
  readonly rowBytes: number;
}

/** What is known of a row: locals of its values, and of its inputs that have one value a sample. */
interface RowState {
  readonly settled: Map<Expr, number>;
  readonly elements: Map<string, number>;
}

export class RowLowering {
  private readonly graph: LaneGraph;
  private readonly rows: readonly RowState[];
  private readonly pointers = new Map<string, ColumnPointer>();
  private readonly indices: number;
  private readonly context;
  private done = new Map<string, Value>();
  private guards: Lane[] = [];
  private floats: Seen[] = [];
  private inexact: Lane[] = [];

  constructor(
    private readonly spec: KernelSpec,
    private readonly plan: RowPlan,
    private readonly body: FunctionBody,
    private readonly f: FloatLanes,
    wide: FloatLanes,
    private readonly table: ArgumentTable,
    private readonly full: boolean,
    private readonly scratchStart: number,
    rows: number,
  ) {
    this.rows = Array.from({ length: rows }, () => ({ settled: new Map(), elements: new Map() }));
    this.graph = f.graph;
    this.indices = body.local(V128);
    this.context = { f, wide, accuracy: { full, guard: (holds: Lane): number => this.guards.push(holds) } };
  }

  /** What was loaded and assumed since the last call. */
  take(): { guards: Lane[]; floats: Seen[]; inexact: Lane[] } {
    const taken = { guards: this.guards, floats: this.floats, inexact: this.inexact };
    this.guards = [];
    this.floats = [];
    this.inexact = [];
    this.done = new Map();
    return taken;
  }

  /** Sets every pointer that the pass reads or writes through to the row's first column. */
  beginPass(pass: number): void {
    for (const { local, base, offset } of this.columnPointers(pass)) {
      this.body.core(Core.LocalGet, base);
      this.body.constant(offset);
      this.body.core(Core.I32Add);
      this.body.core(Core.LocalSet, local);
    }
    const first = this.f.width === 32 ? Float32Array.of(0, 1, 2, 3) : Float64Array.of(0, 1);
    this.body.simd(12, [...new Uint8Array(first.buffer)]);
    this.body.core(Core.LocalSet, this.indices);
  }

  columnPointers(pass: number): ColumnPointer[] {
    const { columns, outputs } = this.plan.passes[pass]!;
    const names = [...columns].flatMap((node) =>
      node.kind === 'symbol' && !isSpecialColumn(node) && this.spec.inputs[node.name]?.layout !== 'index'
        ? [this.symbolPointer(node)]
        : [],
    );
    const kept = this.plan.kept.flatMap(({ node }, slot) =>
      columns.has(node) ? [this.keptPointer(slot)] : [],
    );
    return [...names, ...kept, ...outputs.map((index) => this.outputPointer(index))];
  }

  nextIndices(vectors: number): Statement {
    const { f } = this;
    const now = this.graph.local(this.indices, V128, Varies.Turn);
    return { kind: 'set', local: this.indices, value: f.add(now, f.number(vectors * f.lanes)) };
  }

  /** Computes a value of the sample into a local, for the columns to read. */
  settle(node: Expr, row: number): Statement[] {
    return this.rows[row]!.settled.has(node) ? [] : [this.keep(node, row, this.sample(node, row))];
  }

  keep(node: Expr, row: number, value: Lane): Statement {
    const local = this.body.local(V128);
    this.rows[row]!.settled.set(node, local);
    return { kind: 'set', local, value };
  }

  /** Stores of columns: for later passes, and to outputs. */
  stores(place: Place): Statement[] {
    const { pass } = place;
    const { outputs } = this.plan.passes[pass]!;
    const store = ({ local, rowBytes }: ColumnPointer, node: Expr): Statement => ({
      kind: 'store',
      code: STORE,
      pointer: this.graph.local(local, I32, Varies.Turn),
      offset: place.row * rowBytes + (place.element * this.f.width) / 8,
      value: asNumber(this.f, this.column(node, place)),
    });
    return [
      ...this.plan.kept.flatMap((kept, slot) =>
        kept.pass === pass ? [store(this.keptPointer(slot), kept.node)] : [],
      ),
      ...outputs.map((index) => store(this.outputPointer(index), this.spec.outputs[index] as Expr)),
    ];
  }

  column(node: Expr, place: Place): Value {
    if (node.level !== 'column')
      return node.level === 'sample' ? this.settledValue(node, place.row) : this.uniform(node);
    const key = `${node.key}:${place.row}:${place.element}`;
    let value = this.done.get(key);
    if (value === undefined) {
      value = this.lowerColumn(node, place);
      this.done.set(key, value);
    }
    return value;
  }

  sample(node: Expr, row: number): Lane {
    return asNumber(this.f, this.sampleValue(node, row));
  }

  private sampleValue(node: Expr, row: number): Value {
    if (node.level !== 'sample') return this.uniform(node);
    if (this.rows[row]!.settled.has(node)) return this.settledValue(node, row);
    const key = `${node.key}:${row}`;
    const known = this.done.get(key);
    if (known !== undefined) return known;
    const value = this.lowerSample(node, row);
    this.done.set(key, value);
    return value;
  }

  private lowerSample(node: Expr, row: number): Value {
    if (node.kind === 'symbol') {
      const isInput = this.rows[row]!.elements.has(node.name);
      return isInput ? number(this.element(node.name, row)) : this.uniform(node);
    }
    if (node.kind === 'constant') return this.uniform(node);
    if (isReduction(node.op)) return number(this.picked(node.args[0] as Symbol, row));
    return this.pointwise(node, (arg) => this.sampleValue(arg, row));
  }

  private lowerColumn(node: Expr, place: Place): Value {
    const { f } = this;
    if (node.kind === 'symbol') return this.columnSymbol(node, place);
    if (node.kind === 'constant') return this.uniform(node);
    const slot = this.plan.kept.findIndex((kept) => kept.node === node && kept.pass < place.pass);
    if (slot >= 0) {
      const { local, rowBytes } = this.keptPointer(slot);
      const pointer = this.graph.local(local, I32, Varies.Turn);
      return number(this.graph.load(0, pointer, place.row * rowBytes + (place.element * f.width) / 8));
    }
    if (!this.full && isExpBelowTop(node)) {
      return number(expOfNegative(f, asNumber(f, this.column(node.args[0]!, place))));
    }
    return this.pointwise(node, (arg) => this.column(arg, place));
  }

  private pointwise(node: Application, lower: (arg: Expr) => Value): Value {
    if (isReduction(node.op)) throw new Error(`${node.op} is no operator of single numbers`);
    const second = node.args[1];
    const exponent = second?.kind === 'constant' ? second.value : undefined;
    return lowerPointwise(this.context, node.op, node.args.map(lower), exponent);
  }

  private columnSymbol(symbol: Symbol, { pass, row, element }: Place): Value {
    const { f } = this;
    const indices = f.add(this.graph.local(this.indices, V128, Varies.Turn), f.number(element));
    if (symbol.name === 'columnIndex') return number(indices);
    const input = this.spec.inputs[symbol.name];
    if (symbol.name === 'isLabel' || input?.layout === 'index') {
      return { lane: f.op('eq', indices, this.label(row)), mask: true, settled: false };
    }
    const { local, bytes, rowBytes } = this.symbolPointer(symbol);
    const pointer = this.graph.local(local, I32, Varies.Turn);
    if (input === undefined) {
      return { lane: this.graph.load(0, pointer, (element * bytes) / f.lanes), mask: false, settled: true };
    }
    const loaded = loadVector(f, input.dtype, pointer, row * rowBytes + element * ITEM_BYTES[input.dtype]);
    const first = this.plan.passes.findIndex(({ columns }) => columns.has(symbol));
    if (first === pass) {
      if (isFloat(input.dtype)) this.floats.push({ lane: loaded.value, single: false });
      if (loaded.inexact !== undefined) this.inexact.push(loaded.inexact);
    }
    return number(loaded.value);
  }

  /** Loads the inputs that have one value a sample, each into every lane of a local. */
  beginRow(row: number): Statement[] {
    return Object.entries(this.spec.inputs).flatMap(([name, input]): Statement[] => {
      if (input.layout === 'rows') return [];
      const pointer = this.graph.local(this.inputPointer(name), I32, Varies.Turn);
      const loaded = loadVector(this.f, input.dtype, pointer, row * ITEM_BYTES[input.dtype]);
      const value = this.spread(loaded.value);
      if (isFloat(input.dtype)) this.floats.push({ lane: value, single: true });
      if (loaded.inexact !== undefined) this.inexact.push(this.spread(loaded.inexact));
      const local = this.body.local(V128);
      this.rows[row]!.elements.set(name, local);
      return [{ kind: 'set', local, value }];
    });
  }

  private element(name: string, row: number): Lane {
    const local = this.rows[row]!.elements.get(name);
    if (local === undefined) throw new Error(`the kernel has no input named ${name}`);
    return this.graph.local(local, V128, Varies.Turn);
  }

  private spread(lane: Lane): Lane {
    const size = this.f.width / 8;
    const bytes = Array.from({ length: 16 }, (_, i) => i % size);
    return this.graph.operation(SHUFFLE, [lane, lane], bytes);
  }

  private label(row: number): Lane {
    const found = Object.entries(this.spec.inputs).find(([, input]) => input.layout === 'index');
    if (found === undefined) throw new Error('the kernel has no input of class indices');
    return this.element(found[0], row);
  }

  /** The label's column of an input or of a number a column; NaN where the label is none. */
  private picked(symbol: Symbol, row: number): Lane {
    const { f, graph } = this;
    const label = this.label(row);
    const columns = this.spec.columns ?? 1;
    const valid = f.and(f.op('ge', label, f.number(0)), f.op('lt', label, f.number(columns)));
    const truncate = graph.fused ? TRUNCATE_RELAXED : TRUNCATE;
    const index = graph.operation(truncate[f.width], [f.and(label, valid)]);
    const input = this.spec.inputs[symbol.name];
    const size = input === undefined ? f.width / 8 : ITEM_BYTES[input.dtype];
    const bytes = new FloatLanes(graph, 32).shiftLeft(index, Math.log2(size));
    const offset = graph.operation(EXTRACT_INT, [bytes], [0], I32);
    const base = input === undefined ? AREA : this.inputPointer(symbol.name);
    const varies = input === undefined ? Varies.Call : Varies.Turn;
    const address = graph.operation(ADDRESS_SUM, [graph.local(base, I32, varies), offset], [], I32);
    const value =
      input === undefined
        ? graph.load(SPLAT[f.width], address, this.table.row(symbol, columns))
        : this.spread(loadVector(f, input.dtype, address, row * columns * size).value);
    return f.select(valid, value, f.number(NaN));
  }

  private uniform(node: Expr): Value {
    const { f } = this;
    if (node.kind === 'constant') {
      return { lane: f.number(node.value), mask: false, settled: !Number.isNaN(node.value) };
    }
    const area = this.graph.local(AREA, I32, Varies.Call);
    return {
      lane: this.graph.load(SPLAT[f.width], area, this.table.offset(node)),
      mask: false,
      settled: true,
    };
  }

  private settledValue(node: Expr, row: number): Value {
    const local = this.rows[row]!.settled.get(node);
    if (local === undefined) throw new Error('a value of the sample is read before it is known');
    return number(this.graph.local(local, V128, Varies.Turn));
  }

  private inputPointer(name: string): number {
    return FIRST_POINTER + Object.keys(this.spec.inputs).indexOf(name);
  }

  private symbolPointer(symbol: Symbol): ColumnPointer {
    const { f } = this;
    const input = this.spec.inputs[symbol.name];
    const columns = this.spec.columns ?? 1;
    return this.pointer(`symbol ${symbol.name}`, () => {
      if (input === undefined)
        return { base: AREA, offset: this.table.row(symbol, columns), bytes: 16, rowBytes: 0 };
      const each = ITEM_BYTES[input.dtype];
      return {
        base: this.inputPointer(symbol.name),
        offset: 0,
        bytes: each * f.lanes,
        rowBytes: each * columns,
      };
    });
  }

  private keptPointer(slot: number): ColumnPointer {
    const { kept, rowBytes } = this.plan;
    const offset = this.scratchStart + slot * rowBytes;
    return this.pointer(`kept ${slot}`, () => ({
      base: RESULTS,
      offset,
      bytes: 16,
      rowBytes: kept.length * rowBytes,
    }));
  }

  private outputPointer(index: number): ColumnPointer {
    const base = FIRST_POINTER + Object.keys(this.spec.inputs).length + index;
    const rowBytes = ((this.spec.columns ?? 1) * this.f.width) / 8;
    return this.pointer(`output ${index}`, () => ({ base, offset: 0, bytes: 16, rowBytes }));
  }

  private pointer(key: string, make: () => Omit<ColumnPointer, 'local'>): ColumnPointer {
    let pointer = this.pointers.get(key);
    if (pointer === undefined) {
      pointer = { local: this.body.local(I32), ...make() };
      this.pointers.set(key, pointer);
    }
    return pointer;
  }
}
