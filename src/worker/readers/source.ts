// What every reader gives: an array whose elements can be read a chunk at a time, whatever the file's format.
import type { Failure } from '../../protocol/errors';

export type DType =
  | 'bool'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float16'
  | 'float32'
  | 'float64';

/** Bytes an element of each type takes. */
export const ITEM_BYTES: Readonly<Record<DType, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  float16: 2,
  float32: 4,
  float64: 8,
};

const SINGLE: ReadonlySet<DType> = new Set([
  'bool',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'float16',
  'float32',
]);

/** Whether float32 holds every number of the type. */
export function isSingle(dtype: DType): boolean {
  return SINGLE.has(dtype);
}

/** A file of this process that is open: any of its threads may read it. Plain data. */
export interface OpenFile {
  /** What errors call it. */
  readonly name: string;
  readonly descriptor: number;
  /** As they were when it was opened: a file that changes meanwhile is refused. */
  readonly size: number;
  readonly modifiedMs: number;
}

/** Bytes with random access: a file, or a buffer that somebody else has read. */
export interface ByteSource {
  /** What errors call it. */
  readonly name: string;
  readonly size: number;
  /** Going back starts over, as in a compressed member of an archive. */
  readonly forwardOnly?: boolean;
  /** The file that these are all the bytes of, where they are. */
  readonly file?: OpenFile;
  /** @throws LossaryError where the file has changed since it was opened */
  unchanged?(): void;
  /** Fills `into` from byte `offset` on and returns how many bytes there were (fewer at the end). */
  read(offset: number, into: Uint8Array): number;
  close(): void;
}

/** A numeric array of any size, in C order, read by chunks. */
export interface ArraySource {
  /** What errors call it: `preds.npz#probs`. */
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Product of the shape. */
  readonly length: number;
  /** The .npy file that holds this array and nothing else, where other threads can read it too. */
  readonly file?: OpenFile;
  /** The columns' names, where the file has them. */
  readonly columns?: readonly string[];
  /**
   * Fills `into` with whole elements from element `start` on: little-endian, C order, the source's own dtype.
   * `into.byteLength` is a multiple of the item size and does not run past the end.
   * Reading forwards is fast in every format; going back may start over (a compressed member).
   * @throws LossaryError when the file is damaged or gone.
   */
  read(start: number, into: Uint8Array): void;
  /**
   * Where the next `read` of element `start` may take seconds: does its work now, and awaits `pause` now and then.
   * May be left out before any read. What `pause` throws ends it; the array can be read on.
   */
  readonly prepare?: (start: number, pause: () => Promise<void>) => Promise<void>;
  /** Where element `index` is, in the file's own words: "line 12, column score", "element [3, 1]". */
  place(index: number): string;
  /** Call it when everything has been read. @throws LossaryError where the file has changed since it was opened */
  unchanged?(): void;
  /**
   * Reads what is left where a checksum tells whether the data are whole: call it before numbers are called wrong.
   * @throws LossaryError `corrupt` where they are not
   */
  verify?(): void;
  close(): void;
}

/** An array of a file that holds several: its key, and what is known without reading it. */
export interface ArrayEntry {
  readonly key: string;
  /** A DType; where the array cannot be read, what the file calls its elements. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Why it cannot be read, where it cannot (an object array). */
  readonly failure?: Failure;
}
