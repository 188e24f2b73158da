// Writes a .npy file a part at a time. It appears under its name when it is whole.
import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { LossaryError } from '../../protocol/errors';
import type { Numbers } from '../run/pass';
import { PartSink, type FileTarget, type Sink } from '../run/sink';
import { npyHeaderBytes } from './npyHeader';
import { elementCount } from './shape';
import { ITEM_BYTES, type DType } from './source';

export interface NpyFile {
  /** Little-endian elements in C order, from element `start` on; in any order of calls, each element once. */
  write(start: number, elements: Uint8Array): void;
  /** The open file, for other threads, and where its first element is. */
  readonly descriptor: number;
  readonly dataStart: number;
  /** Counts bytes that another thread has written. */
  wrote(bytes: number): void;
  /** Gives the file its name if every element has been written; else removes what there is. */
  close(): void;
  /** Removes what there is. */
  abandon(): void;
}

/**
 * Creates `path` by way of a temporary file beside it.
 * @throws LossaryError `unwritable`; also from `write` and `close`.
 */
export function createNpyFile(path: string, dtype: DType, shape: readonly number[]): NpyFile {
  const temporary = `${path}.${process.pid}-${Math.random().toString(36).slice(2, 8)}.part`;
  const header = npyHeaderBytes(dtype, shape);
  const end = elementCount(shape) * ITEM_BYTES[dtype];
  const descriptor = attempt(path, () => openSync(temporary, 'wx+'));
  let written = 0;
  let open = true;
  const discard = () => {
    open = false;
    closeSync(descriptor);
    rmSync(temporary, { force: true });
  };
  const put = (bytes: Uint8Array, position: number) => {
    try {
      writeAt(descriptor, path, bytes, position);
    } catch (error) {
      discard();
      throw error;
    }
  };
  put(header, 0);
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
      if (written < end) return discard();
      open = false;
      closeSync(descriptor);
      try {
        attempt(path, () => renameSync(temporary, path));
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

/** A float64 array that takes numbers: where a gradient goes. */
export function npyFile(path: string, shape: readonly number[]): Sink {
  const file = createNpyFile(path, 'float64', shape);
  const { descriptor, dataStart } = file;
  const target = { descriptor, path, dataStart };
  const bytesOf = float64Bytes();
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
  const { descriptor, path, dataStart } = target;
  const bytesOf = float64Bytes();
  const whole: Sink = {
    write(start, values) {
      writeAt(descriptor, path, bytesOf(values), dataStart + 8 * start);
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
      bytes += 8 * values.length;
    },
    add: (start, values) => part.add(start, values),
    close: () => part.close(),
    abandon: () => part.abandon(),
  };
}

/** Adds to the numbers of an open file, which are read for it. */
function adding({ descriptor, path, dataStart }: FileTarget): Sink['add'] {
  let sum = new Float64Array(0);
  return (start, values) => {
    if (sum.length < values.length) sum = new Float64Array(values.length);
    const bytes = new Uint8Array(sum.buffer, 0, 8 * values.length);
    const position = dataStart + 8 * start;
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
function float64Bytes(): (values: Numbers) => Uint8Array {
  let wide = new Float64Array(0);
  return (values) => {
    if (values instanceof Float64Array)
      return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    if (wide.length < values.length) wide = new Float64Array(values.length);
    wide.set(values);
    return new Uint8Array(wide.buffer, 0, 8 * values.length);
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'The folder does not exist.',
  ENOTDIR: 'Its folder is a file.',
  EACCES: 'You have no permission to write there.',
  EPERM: 'You have no permission to write there.',
  EROFS: 'The disk can only be read.',
  ENOSPC: 'The disk is full.',
  EDQUOT: 'Your quota on this disk is used up.',
  EISDIR: 'A folder has this name.',
};

function attempt<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new LossaryError({
      code: 'unwritable',
      message: `The file cannot be written. ${REASONS[code] ?? (code || message)}`,
      file: path,
    });
  }
}
