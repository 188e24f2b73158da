// Scores with binary labels in WebAssembly memory, as keys that are sorted without their labels moving along
// (../assembly/labelledKeys.ts), and gone through from the largest on. Nothing of them is ever an array of JavaScript.
import keysModule from '../assembly/labelledKeys.wasm';
import { assembled } from '../kernels/assembled';
import type { KernelMemory } from '../kernels/memory';
import type { Breather } from '../run/context';
import type { Numbers } from '../run/pass';

export interface KeyShape {
  readonly rows: number;
  /** Scores of a row; each column is a ranking of its own. */
  readonly columns: number;
  /** Whether float32 holds every score. */
  readonly single: boolean;
  /** Whether each number takes its index along as it is sorted. Only where `single`. */
  readonly indexed: boolean;
}

/** Numbers that are handed over at once. */
const CHUNK = 131_072;

/** Numbers of a part; measured on 10^7: 8,192 and 32,768 take as long, 65,536 a seventh longer. */
const PART = 16_384;

/** The table names a part by 16 bits. */
const MOST_PARTS = 60_000;

/** Bytes that are asked for besides what grows with the rows, generously. */
const BESIDES = 1 << 25;

/** All that a memory can have. */
const MOST_BYTES = 2 ** 32;

/** As ../assembly/parts.ts has them. */
const PART_ROW_BYTES = 16;
const PREFIX_BITS = 18;

type KeyFunction =
  | 'begin'
  | 'countDoubles'
  | 'countFloats'
  | 'finish'
  | 'layDoubles'
  | 'layFloats'
  | 'layIndexed'
  | 'partBytes'
  | 'plan'
  | 'sortDoubles'
  | 'sortFloats'
  | 'sortIndexed'
  | 'takeDoubles'
  | 'takeFloats'
  | 'workBytes';

const STEPS = {
  floats: { count: 'countFloats', lay: 'layFloats', sort: 'sortFloats' },
  doubles: { count: 'countDoubles', lay: 'layDoubles', sort: 'sortDoubles' },
  indexed: { count: 'countFloats', lay: 'layIndexed', sort: 'sortIndexed' },
} as const;

/** Some rows of a column. */
export interface Ranking {
  readonly column: number;
  readonly start: number;
  readonly rows: number;
}

/**
 * Is given the address and the length of a part that is sorted ascending, and whether its keys have the highest bit,
 * which its numbers lack.
 */
export type Visit = (address: number, length: number, upper: number) => void;

export class LabelledKeys {
  /** Scores that are NaN, which have no rank. */
  unordered = 0;
  private taken = 0;
  private readonly functions: ReturnType<typeof assembled<KeyFunction>>;
  private readonly work: number;
  private readonly stage: readonly [number, number];
  private readonly keys: number;
  private readonly marks: number;
  private readonly numbers: number;
  private readonly parts: number;
  private readonly lines: number;
  private readonly target: number;
  private readonly keyBytes: number;
  private readonly numberBytes: number;
  /** Room to sort the largest part in; the last region, so that it can grow. */
  private readonly other = { address: 0, bytes: 0 };

  constructor(
    readonly memory: KernelMemory,
    readonly shape: KeyShape,
  ) {
    const functions = assembled<KeyFunction>(keysModule, memory);
    this.functions = functions;
    const { rows, columns, single } = shape;
    [this.keyBytes, this.numberBytes] = bytesOf(shape);
    this.target = targetOf(rows);
    const most = 2 * Math.ceil(rows / this.target) + 4;
    const stage = (Math.max(CHUNK, columns) + columns) * (single ? 4 : 8);
    this.work = memory.reserve(functions.workBytes());
    this.stage = [memory.reserve(stage), memory.reserve(stage)];
    this.lines = memory.reserve(most * functions.partBytes());
    this.parts = memory.reserve(most * PART_ROW_BYTES);
    this.keys = memory.reserve(rows * columns * this.keyBytes);
    this.marks = memory.reserve(rows * columns);
    this.numbers = memory.reserve(rows * this.numberBytes + most * functions.partBytes());
  }

  /** Whether a memory can hold them. @param besides bytes a row that the caller needs there */
  static fits(shape: KeyShape, besides = 0): boolean {
    const [key, number] = bytesOf(shape);
    const { rows, columns } = shape;
    return rows * (columns * (key + 1) + 2 * number + besides) + BESIDES < MOST_BYTES;
  }

  /** Marks of a column, a byte each. */
  marksOf(column: number, start: number): number {
    return this.marks + column * this.shape.rows + start;
  }

  /** Takes the next rows. @param labels positive above ½, one a score */
  add(scores: Numbers, labels: Numbers): void {
    const { rows, columns, single } = this.shape;
    const { functions } = this;
    const step = Math.max(1, Math.floor(CHUNK / columns)) * columns;
    for (let at = 0; at < scores.length; at += step) {
      const length = Math.min(step, scores.length - at);
      this.put(0, scores.subarray(at, at + length));
      this.put(1, labels.subarray(at, at + length));
      const count = length / columns;
      for (let k = 0; k < columns; k++) {
        const place = k * rows + this.taken;
        const size = single ? 4 : 8;
        this.unordered += functions[single ? 'takeFloats' : 'takeDoubles'](
          this.stage[0] + k * size,
          this.stage[1] + k * size,
          count,
          columns,
          this.keys + place * this.keyBytes,
          this.marks + place,
        );
      }
      this.taken += count;
    }
  }

  private put(side: 0 | 1, numbers: Numbers): void {
    const { buffer } = this.memory.memory;
    const into = this.shape.single
      ? new Float32Array(buffer, this.stage[side], numbers.length)
      : new Float64Array(buffer, this.stage[side], numbers.length);
    into.set(numbers);
  }

  /** Goes down some rows of a column, part by part from the largest scores on. */
  async descend({ column, start, rows }: Ranking, breather: Breather, visit: Visit): Promise<void> {
    const { functions, work, parts, shape } = this;
    const { count, lay, sort } = STEPS[shape.indexed ? 'indexed' : shape.single ? 'floats' : 'doubles'];
    const first = column * shape.rows + start;
    functions.begin(work);
    for (let at = first; at < first + rows; at += CHUNK) {
      functions[count](this.keys + at * this.keyBytes, Math.min(CHUNK, first + rows - at), work);
      await breather.pause(0, 'sorting');
    }
    const planned = functions.plan(work, parts, this.target, this.numbers, this.numberBytes);
    // From the last on, so that those with an index and the same score are gone through as they stood.
    for (let end = rows; end > 0; end -= CHUNK) {
      const at = Math.max(0, end - CHUNK);
      const [key, mark] = [this.keys + (first + at) * this.keyBytes, this.marks + first + at];
      const indices = shape.indexed ? [start + at] : [];
      functions[lay](key, mark, end - at, ...indices, work, parts, this.lines);
      await breather.pause(0.4 * (1 - at / rows), 'sorting');
    }
    functions.finish(parts, this.lines, planned);
    const other = this.roomFor(planned);
    for (let part = planned - 1; part >= 0; part--) {
      const { bytes, upper } = this.partAt(part);
      const at = functions[sort](parts + part * PART_ROW_BYTES, other, work) >>> 0;
      visit(at, bytes / this.numberBytes, upper);
      await breather.pause(1 - 0.6 * (part / planned), 'sorting');
    }
  }

  private partAt(part: number): { readonly bytes: number; readonly upper: number } {
    const row = new Uint32Array(this.memory.memory.buffer, this.parts + part * PART_ROW_BYTES, 3);
    const [next = 0, start = 0, prefix = 0] = row;
    return { bytes: next - start, upper: prefix >>> (PREFIX_BITS - 1) };
  }

  private roomFor(planned: number): number {
    let most = 0;
    for (let part = 0; part < planned; part++) most = Math.max(most, this.partAt(part).bytes);
    const { other, memory } = this;
    if (other.bytes < most) {
      if (other.bytes > 0) memory.release(other.address);
      other.address = memory.reserve(most);
      other.bytes = most;
    }
    return other.address;
  }
}

/** Bytes of a key, and of a number that is sorted. */
function bytesOf({ single, indexed }: KeyShape): readonly [number, number] {
  return [single ? 4 : 8, single && !indexed ? 4 : 8];
}

function targetOf(rows: number): number {
  return Math.max(PART, Math.ceil((2 * rows) / MOST_PARTS));
}
