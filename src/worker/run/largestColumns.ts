// The column that decides: the first largest of each sample's scores, as an array of class ids that is read like any
// other. By WebAssembly (../assembly/largest.ts) where that pays.
import largestModule from '../assembly/largest.wasm';
import { assembled } from '../kernels/assembled';
import { takeWorkspace, type Workspace } from '../kernels/workspace';
import { toFloat32, toFloat64 } from '../readers/convert';
import { ITEM_BYTES, isSingle, type ArraySource } from '../readers/source';
import type { Arrangement } from './arrangement';
import { eachStretch, readColumns } from './columns';

/** Scores that are read at once. */
const CHUNK = 65_536;

/** Rows that a vector of them may go past the last. */
const MORE_ROWS = 3;

/** Ids of int32. */
export interface ColumnIds extends ArraySource {
  readonly dtype: 'int32';
  /** How many of the scores that were read so far are NaN or infinite. */
  readonly nonFinite: number;
}

/** @param scores stays open when the ids are closed @param quick whether WebAssembly pays */
export function largestColumns(scores: ArraySource, arrangement: Arrangement, quick: boolean): ColumnIds {
  return quick ? new QuickIds(scores, arrangement) : new PlainIds(scores, arrangement);
}

/** What both have in common: they read some rows, and then the next ones. */
abstract class Ids implements ColumnIds {
  readonly dtype = 'int32';
  readonly name: string;
  readonly length: number;
  readonly shape: readonly number[];
  nonFinite = 0;
  private seen = 0;

  constructor(
    protected readonly scores: ArraySource,
    protected readonly arrangement: Arrangement,
  ) {
    this.name = scores.name;
    this.length = arrangement.rows;
    this.shape = [arrangement.rows];
  }

  read(start: number, into: Uint8Array): void {
    const step = Math.max(1, Math.floor(CHUNK / this.arrangement.columns));
    const rows = into.length / ITEM_BYTES.int32;
    for (let at = 0; at < rows; at += step) {
      const length = Math.min(step, rows - at);
      const isNew = start + at >= this.seen;
      const { ids, nonFinite } = this.take(start + at, length);
      if (isNew) [this.nonFinite, this.seen] = [this.nonFinite + nonFinite, start + at + length];
      into.set(new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength), at * ITEM_BYTES.int32);
    }
  }

  place(index: number): string {
    return this.scores.place(index);
  }

  abstract close(): void;

  protected abstract take(start: number, rows: number): Taken;
}

interface Taken {
  readonly ids: Int32Array;
  /** Scores that are NaN or infinite. */
  readonly nonFinite: number;
}

class PlainIds extends Ids {
  close(): void {
    // It holds nothing.
  }

  protected take(start: number, rows: number): Taken {
    const { columns } = this.arrangement;
    const scores = readColumns(this.scores, this.arrangement, start, rows);
    return {
      ids: Int32Array.from({ length: rows }, (_, row) => largest(scores, row * columns, columns)),
      nonFinite: scores.reduce((count, score) => count + (Number.isFinite(score) ? 0 : 1), 0),
    };
  }
}

class QuickIds extends Ids {
  private readonly single: boolean;
  private readonly workspace: Workspace;
  private readonly unread: Uint8Array;
  private readonly functions;

  constructor(scores: ArraySource, arrangement: Arrangement) {
    super(scores, arrangement);
    this.single = isSingle(scores.dtype);
    const { columns } = arrangement;
    const rows = Math.max(1, Math.floor(CHUNK / columns)) + MORE_ROWS;
    const bytes = this.single ? 4 : 8;
    this.workspace = takeWorkspace([rows * columns * bytes, rows * ITEM_BYTES.int32]);
    const asRead = scores.dtype === 'float32' || scores.dtype === 'float64';
    this.unread = new Uint8Array(asRead ? 0 : rows * columns * ITEM_BYTES[scores.dtype]);
    this.functions = assembled<
      'countNonFiniteDoubles' | 'countNonFiniteFloats' | 'largestDoubles' | 'largestFloats'
    >(largestModule, this.workspace.memory);
  }

  close(): void {
    this.workspace.release();
  }

  protected take(start: number, rows: number): Taken {
    const { arrangement, functions, single, workspace } = this;
    const { columns, inner } = arrangement;
    const [stage = 0, ids = 0] = workspace.addresses;
    const bytes = single ? 4 : 8;
    const numbers = rows * columns;
    const [find, count] = single
      ? [functions.largestFloats, functions.countNonFiniteFloats]
      : [functions.largestDoubles, functions.countNonFiniteDoubles];
    if (inner === 1) {
      this.put(start * columns, numbers, stage);
      find(stage, rows, columns, columns * bytes, bytes, ids);
    } else {
      eachStretch(arrangement, start, rows, ({ element, row, length, outers }) => {
        const first = stage + row * columns * bytes;
        if (length === inner) this.put(element, outers * columns * inner, first);
        else {
          for (let column = 0; column < columns; column++)
            this.put(element + column * inner, length, first + column * length * bytes);
        }
        for (let done = 0; done < outers * length; done += length) {
          find(
            first + done * columns * bytes,
            length,
            columns,
            bytes,
            length * bytes,
            ids + (row + done) * 4,
          );
        }
      });
    }
    return {
      ids: new Int32Array(workspace.memory.memory.buffer, ids, rows),
      nonFinite: count(stage, numbers) >>> 0,
    };
  }

  /** Reads scores to an address, as float32 where that holds them, else as float64. */
  private put(start: number, count: number, to: number): void {
    const { scores, single, unread, workspace } = this;
    const { dtype } = scores;
    const { memory } = workspace;
    if (unread.length === 0) return scores.read(start, memory.bytes(to, count * ITEM_BYTES[dtype]));
    const bytes = unread.subarray(0, count * ITEM_BYTES[dtype]);
    scores.read(start, bytes);
    const { buffer } = memory.memory;
    if (single) toFloat32(dtype, bytes, new Float32Array(buffer, to, count));
    else toFloat64(dtype, bytes, new Float64Array(buffer, to, count));
  }
}

/** The first largest of a row. */
export function largest(values: ArrayLike<number>, start: number, columns: number): number {
  let best = 0;
  for (let k = 1; k < columns; k++)
    if ((values[start + k] as number) > (values[start + best] as number)) best = k;
  return best;
}
