// The header of the .npy format, versions 1 to 3: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
import { LossaryError } from '../../protocol/errors';
import { parseDescr, type ElementType, type RefusedType } from './npyDtype';
import { LiteralError, parsePythonLiteral, type PythonLiteral } from './pythonLiteral';
import { elementCount } from './shape';
import { ITEM_BYTES, type ByteSource, type DType } from './source';
import { readExactly } from './wholeBytes';

export interface NpyHeader {
  /** What the elements are, or why they are not read. */
  readonly type: ElementType | RefusedType;
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
  /** Offset of the first element. */
  readonly dataStart: number;
}

/** "\x93NUMPY" */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export function isNpy(head: Uint8Array): boolean {
  return MAGIC.every((byte, index) => head[index] === byte);
}

/**
 * @param head what the source begins with, as far as it has been read already
 * @throws LossaryError `corrupt` naming the byte, or `unsupported` for a version after 3.
 */
export function readNpyHeader(source: ByteSource, head: Uint8Array = new Uint8Array()): NpyHeader {
  const part = (offset: number, count: number, what: string): Uint8Array =>
    offset + count <= head.length
      ? head.slice(offset, offset + count)
      : readExactly(source, offset, count, what);
  const start = part(0, Math.min(12, Math.max(10, source.size)), 'the header of a NumPy array');
  if (!isNpy(start))
    throw corrupt(source, 0, 'This is no NumPy array: the file does not begin with \\x93NUMPY.');
  const version = start[6]!;
  if (version < 1 || version > 3) {
    throw new LossaryError({
      code: 'unsupported',
      message: `Version ${version} of the .npy format is not read; versions 1 to 3 are.`,
      file: source.name,
      place: 'byte 6',
    });
  }
  const textStart = version === 1 ? 10 : 12;
  const view = new DataView(start.buffer);
  if (version > 1 && start.length < 12)
    throw corrupt(source, start.length, 'The file ends inside its header.');
  const textLength = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (textStart + textLength > source.size) {
    throw corrupt(
      source,
      source.size,
      `The header should go to byte ${textStart + textLength}, but the file ends.`,
    );
  }
  const bytes = part(textStart, textLength, 'the header');
  const text = (version === 3 ? UTF_8 : LATIN_1).decode(bytes);
  let described = understood.get(text);
  if (described === undefined) {
    described = interpretHeader(source, textStart, text);
    if (understood.size === MOST_UNDERSTOOD) understood.clear();
    understood.set(text, described);
  }
  return { ...described, dataStart: textStart + textLength };
}

const UTF_8 = new TextDecoder('utf-8');
const LATIN_1 = new TextDecoder('latin1');

type Described = Omit<NpyHeader, 'dataStart'>;

/** What headers say, by their text: the same files are read again with every change of a parameter. */
const understood = new Map<string, Described>();
const MOST_UNDERSTOOD = 64;

function interpretHeader(source: ByteSource, textStart: number, text: string): Described {
  let header: PythonLiteral;
  try {
    header = parsePythonLiteral(text);
  } catch (error) {
    if (!(error instanceof LiteralError)) throw error;
    throw corrupt(source, textStart + error.position, `The header cannot be read: ${error.message}.`);
  }
  const { descr, fortran_order: fortranOrder, shape } = isDictionary(header) ? header : {};
  if (descr === undefined || typeof fortranOrder !== 'boolean' || !isShape(shape)) {
    throw corrupt(source, textStart, 'The header lacks a valid descr, fortran_order or shape.');
  }
  return { type: parseDescr(descr), shape, fortranOrder };
}

/** A version 1 header for an array in C order, padded so that the data begin at a multiple of 64 bytes. */
export function npyHeaderBytes(dtype: DType, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const descr = (ITEM_BYTES[dtype] === 1 ? '|' : '<') + DESCR[dtype];
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set([...MAGIC, 1, 0, (length - 10) & 0xff, (length - 10) >> 8]);
  bytes.set(new TextEncoder().encode(dictionary), 10);
  bytes[length - 1] = 0x0a;
  return bytes;
}

const DESCR: Readonly<Record<DType, string>> = {
  bool: 'b1',
  int8: 'i1',
  uint8: 'u1',
  int16: 'i2',
  uint16: 'u2',
  int32: 'i4',
  uint32: 'u4',
  int64: 'i8',
  uint64: 'u8',
  float16: 'f2',
  float32: 'f4',
  float64: 'f8',
};

function isDictionary(literal: PythonLiteral): literal is { readonly [key: string]: PythonLiteral } {
  return typeof literal === 'object' && literal !== null && !Array.isArray(literal);
}

function isShape(literal: PythonLiteral | undefined): literal is readonly number[] {
  if (!Array.isArray(literal)) return false;
  const sizes: readonly PythonLiteral[] = literal;
  if (!sizes.every((size) => typeof size === 'number' && size >= 0)) return false;
  return Number.isSafeInteger(elementCount(sizes as readonly number[]) * 8);
}

function corrupt(source: ByteSource, position: number, message: string): LossaryError {
  return new LossaryError({
    code: 'corrupt',
    message,
    file: source.name,
    place: `byte ${position}`,
    fix: 'Save or copy it again.',
  });
}
