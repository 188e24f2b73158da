// Writes a .npy file a part at a time. It appears under its name when it is whole.
import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Numbers } from '../run/pass';
import { PartSink, type FileTarget, type GradientType, type Sink } from '../run/sink';
import { npyHeaderBytes } from './npyHeader';
import { elementCount } from './shape';
import { ITEM_BYTES, type DType } from './source';
import { attempt } from './writeErrors.node';
import { partName, removeLeftParts } from './parts.node';
import { writeTarget } from './writeTarget.node';

export interface NpyFile {
  /** Little-endian elements in C order, from element `start` on; in any order of calls, each element once. */
  write(start: number, elements: Uint8Array): void;
  /** The open file, for other threads, and where its first element is. */
  readonly descriptor: number;
  readonly dataStart: number;
  /** Counts bytes that another thread has written. */
  wrote(bytes: number): void;
  /** Gives the file its name if every element has been written and no write has failed; else removes what there is. */
  close(): void;
  /** Removes what there is. No thread may write any more: another file could have got the descriptor's number. */
  abandon(): void;
}

/**
 * Creates `path`, or the file that it links to, by way of a temporary file beside that.
 * @throws LossaryError `unwritable`; also from `write` and `close`.
 */
export function createNpyFile(path: string, dtype: DType, shape: readonly number[]): NpyFile {
  const target = writeTarget(path);
  removeLeftParts(target);
  const temporary = partName(target);
  const header = npyHeaderBytes(dtype, shape);
  const end = elementCount(shape) * ITEM_BYTES[dtype];
  const descriptor = attempt(path, () => openSync(temporary, 'wx+'));
  let written = 0;
  let open = true;
  let failed = false;
  const discard = () => {
    open = false;
    closeSync(descriptor);
    rmSync(temporary, { force: true });
  };
  /** A failure leaves the file open: other threads may be writing to it until whoever made it closes it. */
  const put = (bytes: Uint8Array, position: number) => {
    try {
      writeAt(descriptor, path, bytes, position);
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  try {
    put(header, 0);
  } catch (error) {
    discard();
    throw error;
  }
  return {
    descriptor,
    dataStart: header.length,
    wrote(bytes) {
      written += bytes;
    },
    write(start, elements) {
      put(elements, header.length + start * ITEM_BYTES[dtype]);
      written += elements.length;
    },
    abandon() {
      if (open) discard();
    },
    close() {
      if (!open) return;
      if (failed || written < end) return discard();
      open = false;
      closeSync(descriptor);
      try {
        attempt(path, () => renameSync(temporary, writeTarget(path)));
      } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
      }
    },
  };
}

/** Writes all of the bytes at a place of an open file; `path` is what errors call it. @throws LossaryError `unwritable` */
export function writeAt(descriptor: number, path: string, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    done += attempt(path, () => writeSync(descriptor, bytes, done, bytes.length - done, position + done));
  }
}

/** An array that takes numbers: where a gradient goes. */
export function npyFile(path: string, shape: readonly number[], dtype: GradientType): Sink {
  const file = createNpyFile(path, dtype, shape);
  const { descriptor, dataStart } = file;
  const target = { descriptor, path, dataStart, dtype };
  const bytesOf = asBytes(dtype);
  const added = adding(target);
  return {
    target,
    wrote: (bytes) => file.wrote(bytes),
    write: (start, values) => file.write(start, bytesOf(values)),
    add: added,
    close: () => file.close(),
    abandon: () => file.abandon(),
  };
}

/** A part of the same array, written by another thread, which counts its bytes. */
export function npyPart(target: FileTarget): Sink & { readonly bytes: number } {
  let bytes = 0;
  const { descriptor, path, dataStart, dtype } = target;
  const itemBytes = ITEM_BYTES[dtype];
  const bytesOf = asBytes(dtype);
  const whole: Sink = {
    write(start, values) {
      writeAt(descriptor, path, bytesOf(values), dataStart + itemBytes * start);
    },
    add: adding(target),
    close() {
      // Whoever made the file closes it.
    },
    abandon() {
      // The same.
    },
  };
  const part = new PartSink(whole, target.factor ?? 1, target.adds ?? false);
  return {
    get bytes() {
      return bytes;
    },
    write(start, values) {
      part.write(start, values);
      bytes += itemBytes * values.length;
    },
    add: (start, values) => part.add(start, values),
    close: () => part.close(),
    abandon: () => part.abandon(),
  };
}

/** Adds to the numbers of an open file, which are read for it. */
function adding({ descriptor, path, dataStart, dtype }: FileTarget): Sink['add'] {
  let sum = numbersOf(dtype, 0);
  return (start, values) => {
    if (sum.length < values.length) sum = numbersOf(dtype, values.length);
    const bytes = new Uint8Array(sum.buffer, 0, sum.BYTES_PER_ELEMENT * values.length);
    const position = dataStart + sum.BYTES_PER_ELEMENT * start;
    readAt(descriptor, path, bytes, position);
    for (let i = 0; i < values.length; i++) sum[i] = (sum[i] as number) + (values[i] as number);
    writeAt(descriptor, path, bytes, position);
  };
}

/** Fills the bytes from a place of an open file; what is behind its end is 0. */
function readAt(descriptor: number, path: string, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    const read = attempt(path, () => readSync(descriptor, bytes, done, bytes.length - done, position + done));
    if (read === 0) {
      bytes.fill(0, done);
      return;
    }
    done += read;
  }
}

/** Numbers as the bytes of a file; they hold until the next call, so that a long gradient leaves nothing to collect. */
function asBytes(dtype: GradientType): (values: Numbers) => Uint8Array {
  let converted = numbersOf(dtype, 0);
  return (values) => {
    if (values.BYTES_PER_ELEMENT === ITEM_BYTES[dtype])
      return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    if (converted.length < values.length) converted = numbersOf(dtype, values.length);
    converted.set(values);
    return new Uint8Array(converted.buffer, 0, converted.BYTES_PER_ELEMENT * values.length);
  };
}

function numbersOf(dtype: GradientType, length: number): Numbers {
  return dtype === 'float32' ? new Float32Array(length) : new Float64Array(length);
}
