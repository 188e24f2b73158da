// An array that is already in memory (a table, JSON, an inline array) as an ArraySource.
import { describeElement, elementCount } from './shape';
import { ITEM_BYTES, type ArraySource, type DType } from './source';

/** The array type that holds each element type's bytes as they are (float16 and bool as raw bits). */
export type ArrayBytes = Float64Array | BigInt64Array | Uint8Array;

export interface MemoryArray {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Little-endian elements in C order. */
  readonly data: ArrayBytes;
  readonly columns?: readonly string[];
  /** Where an element stands in its file; by default its index. */
  readonly place?: (index: number) => string;
}

export function memoryArray(array: MemoryArray): ArraySource {
  const { name, dtype, shape, data, columns } = array;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return {
    name,
    dtype,
    shape,
    length: elementCount(shape),
    ...(columns === undefined ? {} : { columns }),
    read(start, into) {
      const from = start * ITEM_BYTES[dtype];
      into.set(bytes.subarray(from, from + into.length));
    },
    place: array.place ?? ((index) => describeElement(shape, index)),
    close() {},
  };
}
