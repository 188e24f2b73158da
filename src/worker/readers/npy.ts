// NumPy's .npy files: one array, its elements read straight from the file.
import { LossaryError } from '../../protocol/errors';
import { swapBytes } from './byteOrder';
import { fortranReader } from './fortranOrder';
import { readNpyHeader, type NpyHeader } from './npyHeader';
import { describeElement, describeShape, elementCount } from './shape';
import { ITEM_BYTES, type ArraySource, type ByteSource, type DType } from './source';
import { fill } from './wholeBytes';

/**
 * Opens a .npy file, or one that stands inside an .npz: every numeric type, either byte order, either axis order.
 * Closing the array closes `source`.
 * @param head what it begins with, where that has been read already
 * @throws LossaryError `corrupt` when the file is damaged or too short for its shape; `unsupported` for elements
 * that are no numbers.
 */
export function openNpy(source: ByteSource, head?: Uint8Array): ArraySource {
  const header = readNpyHeader(source, head);
  const { type, shape, dataStart } = header;
  if ('failure' in type) throw new LossaryError({ ...type.failure, file: source.name });
  const { dtype, bigEndian } = type;
  const length = elementCount(shape);
  refuseTruncated(source, header, dtype);
  const itemBytes = ITEM_BYTES[dtype];
  const transposed = isTransposed(header) ? fortranReader(source, dataStart, shape, itemBytes) : undefined;
  const readRaw = (start: number, into: Uint8Array): void =>
    transposed === undefined
      ? fill(source, dataStart + start * itemBytes, into, 'its data')
      : transposed.read(start, into);
  return {
    name: source.name,
    dtype,
    shape,
    length,
    read(start, into) {
      readRaw(start, into);
      if (bigEndian) swapBytes(into, itemBytes);
      if (dtype === 'bool') normalizeBools(into);
    },
    ...(transposed === undefined ? {} : { prepare: (start, pause) => transposed.prepare(start, pause) }),
    place: (index) => describeElement(shape, index),
    close: () => source.close(),
    unchanged: () => source.unchanged?.(),
    ...(source.file === undefined ? {} : { file: source.file }),
  };
}

function isTransposed({ fortranOrder, shape }: NpyHeader): boolean {
  return fortranOrder && shape.filter((size) => size > 1).length > 1;
}

function refuseTruncated(source: ByteSource, { shape, dataStart }: NpyHeader, dtype: DType): void {
  const end = dataStart + elementCount(shape) * ITEM_BYTES[dtype];
  if (end <= source.size) return;
  throw new LossaryError({
    code: 'corrupt',
    message:
      `The file ends early: shape ${describeShape(shape)} of ${dtype} takes the bytes ${dataStart} to ${end}, ` +
      `but the file has only ${source.size}.`,
    file: source.name,
    place: `byte ${source.size}`,
    fix: 'It was cut off while it was saved or copied: save or copy it again.',
  });
}

/** NumPy takes every byte but 0 for True; here True is 1, so that sums count. NumPy itself writes only 0 and 1. */
function normalizeBools(bytes: Uint8Array): void {
  const lead = Math.min(bytes.length, -bytes.byteOffset & 3);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + lead, (bytes.length - lead) >> 2);
  let others = 0;
  for (let i = 0; i < words.length; i++) others |= words[i]!;
  const tail = lead + 4 * words.length;
  for (let i = 0; i < lead; i++) others |= bytes[i]!;
  for (let i = tail; i < bytes.length; i++) others |= bytes[i]!;
  if ((others & ~0x01010101) === 0) return;
  for (let i = 0; i < bytes.length; i++) bytes[i] = bytes[i] === 0 ? 0 : 1;
}
