// Counts two arrays of class ids against each other by WebAssembly (../assembly/classPairs.ts): read as they are, looked
// at once, never arrays of JavaScript's numbers.
//
// Measured on 10^7 pairs: 36 ms for int64, of which reading 160 MB takes two thirds, 12 for uint8. JavaScript, which made
// numbers of float64 of them and went over them three times, took a second.
import pairsModule from '../assembly/classPairs.wasm';
import { assembled } from '../kernels/assembled';
import { PADDING_BYTES } from '../kernels/memory';
import { takeWorkspace, type Workspace } from '../kernels/workspace';
import { toFloat64 } from '../readers/convert';
import { ITEM_BYTES, type ArraySource } from '../readers/source';
import type { Breather } from './context';
import { prepare } from './prepare';

/** Ids are bytes. */
export const MOST_CLASSES = 256;

const TABLES = 4;
const TABLE_CELLS = MOST_CLASSES * MOST_CLASSES;

/** Ids that are read at once: those of 64 bits of one side are then half of what a core's own cache holds. */
const CHUNK = 32_768;

/** Pairs after which counters of 32 bits are emptied. */
const MOST_COUNTED = 2 ** 32 - 1;

type PairFunction =
  | 'countPairs'
  | 'joinTables'
  | 'narrow16'
  | 'narrow32'
  | 'narrow64'
  | 'narrow8'
  | 'narrowDoubles'
  | 'narrowFloats';

/** How many pairs there are of each label, row by row, with each prediction. */
export type PairCounts = readonly (readonly number[])[];

/**
 * Counts pairs of ids; there are as many classes as the largest of both sides says.
 * @returns undefined where a number is no id below 256
 */
export async function countPairs(
  prediction: ArraySource,
  label: ArraySource,
  rows: number,
  breather: Breather,
): Promise<PairCounts | undefined> {
  const counter = new PairCounter(prediction, label);
  try {
    for (let start = 0; start < rows; start += CHUNK) {
      await prepare(prediction, start, breather);
      await prepare(label, start, breather);
      if (!counter.add(start, Math.min(CHUNK, rows - start))) return undefined;
      await breather.pause(start / rows, `reading ${prediction.name}`);
    }
    return counter.matrix();
  } finally {
    counter.release();
  }
}

class PairCounter {
  private readonly workspace: Workspace;
  private readonly functions: ReturnType<typeof assembled<PairFunction>>;
  private readonly tables: number;
  private readonly stage: number;
  private readonly bytes: readonly [number, number];
  private readonly totals = new Float64Array(TABLE_CELLS);
  /** Pairs since the counters were empty. */
  private counted = 0;

  constructor(
    private readonly prediction: ArraySource,
    private readonly label: ArraySource,
  ) {
    this.workspace = takeWorkspace([4 * TABLES * TABLE_CELLS, CHUNK * ITEM_BYTES.float64, CHUNK, CHUNK]);
    const [tables = 0, stage = 0, predicted = 0, labelled = 0] = this.workspace.addresses;
    [this.tables, this.stage, this.bytes] = [tables, stage, [predicted, labelled]];
    this.functions = assembled<PairFunction>(pairsModule, this.workspace.memory);
    this.counters.fill(0);
  }

  /** @returns false where a number is no id */
  add(start: number, length: number): boolean {
    const [predicted, labelled] = this.bytes;
    if (!this.take(this.prediction, start, length, predicted)) return false;
    if (!this.take(this.label, start, length, labelled)) return false;
    if (this.counted + length > MOST_COUNTED) this.empty();
    this.functions.countPairs(predicted, labelled, length, this.tables);
    this.counted += length;
    return true;
  }

  /** Call once, when every pair was added. */
  matrix(): PairCounts {
    this.empty();
    let classes = 0;
    this.totals.forEach((count, cell) => {
      if (count > 0) classes = Math.max(classes, 1 + (cell >> 8), 1 + (cell & (MOST_CLASSES - 1)));
    });
    return Array.from({ length: classes }, (_, k) =>
      Array.from(this.totals.subarray(k * MOST_CLASSES, k * MOST_CLASSES + classes)),
    );
  }

  release(): void {
    this.workspace.release();
  }

  private get counters(): Uint32Array {
    return new Uint32Array(this.workspace.memory.memory.buffer, this.tables, TABLES * TABLE_CELLS);
  }

  private empty(): void {
    this.functions.joinTables(this.tables);
    const { counters, totals } = this;
    for (let cell = 0; cell < totals.length; cell++) totals[cell]! += counters[cell] as number;
    counters.fill(0);
    this.counted = 0;
  }

  /** Reads ids and makes bytes of them. @returns false where a number is no id */
  private take(source: ArraySource, start: number, length: number, to: number): boolean {
    const { functions, stage } = this;
    const { memory } = this.workspace;
    const { dtype } = source;
    const read = (address: number): Uint8Array => {
      const bytes = memory.bytes(address, length * ITEM_BYTES[dtype]);
      source.read(start, bytes);
      // A vector of ids goes past the last one.
      memory.bytes(address + bytes.length, PADDING_BYTES).fill(0);
      return bytes;
    };
    switch (dtype) {
      case 'uint8':
        read(to);
        return true;
      case 'int8':
        read(to);
        return functions.narrow8(to, length) === 0;
      case 'int16':
      case 'uint16':
        read(stage);
        return functions.narrow16(stage, length, to) === 0;
      case 'int32':
      case 'uint32':
        read(stage);
        return functions.narrow32(stage, length, to) === 0;
      case 'int64':
      case 'uint64':
        read(stage);
        return functions.narrow64(stage, length, to) === 0;
      case 'float32':
        read(stage);
        return functions.narrowFloats(stage, length, to) === 0;
      default: {
        const numbers = toFloat64(dtype, read(stage));
        new Float64Array(memory.memory.buffer, stage, length).set(numbers);
        return functions.narrowDoubles(stage, length, to) === 0;
      }
    }
  }
}
