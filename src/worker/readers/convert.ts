// Raw elements of any type as JavaScript numbers.
import { LossaryError } from '../../protocol/errors';
import { float16Values } from './float16';
import { ITEM_BYTES, type ArraySource, type DType } from './source';

/** Elements that are read at once where a whole array is converted. */
const CHUNK = 1 << 16;

const WORD = 2 ** 32;

/**
 * Converts little-endian elements to float64, one to one. int64 and uint64 beyond 2^53 are rounded to the
 * nearest double: read labels that large with `readIntegers`. `bytes` may start anywhere in its buffer.
 */
export function toFloat64(dtype: DType, bytes: Uint8Array, into?: Float64Array): Float64Array {
  const numbers = into ?? new Float64Array(bytes.length / ITEM_BYTES[dtype]);
  return convert(dtype, aligned(bytes), numbers);
}

/** As `toFloat64`, rounded to float32. */
export function toFloat32(dtype: DType, bytes: Uint8Array, into?: Float32Array): Float32Array {
  const numbers = into ?? new Float32Array(bytes.length / ITEM_BYTES[dtype]);
  return convert(dtype, aligned(bytes), numbers);
}

/** `count` elements from element `start` on, as float64. */
export function readNumbers(source: ArraySource, start: number, count: number): Float64Array {
  const numbers = new Float64Array(count);
  const bytes = new Uint8Array(Math.min(count, CHUNK) * ITEM_BYTES[source.dtype]);
  for (let done = 0; done < count; done += CHUNK) {
    const size = Math.min(CHUNK, count - done);
    const part = bytes.subarray(0, size * ITEM_BYTES[source.dtype]);
    source.read(start + done, part);
    toFloat64(source.dtype, part, numbers.subarray(done, done + size));
  }
  return numbers;
}

/** The whole array as float64, in C order. */
export function readFloat64(source: ArraySource): Float64Array {
  return readNumbers(source, 0, source.length);
}

/**
 * `count` elements from element `start` on, as exact 64-bit integers (uint64 above 2^63 − 1 wraps to negative,
 * so equality still holds).
 * @throws LossaryError `notNumeric` naming the first element that is no integer.
 */
export function readIntegers(source: ArraySource, start: number, count: number): BigInt64Array {
  const integers = new BigInt64Array(count);
  if (source.dtype === 'int64' || source.dtype === 'uint64') {
    source.read(start, new Uint8Array(integers.buffer));
    return integers;
  }
  readNumbers(source, start, count).forEach((number, index) => {
    if (!Number.isInteger(number)) {
      throw new LossaryError({
        code: 'notNumeric',
        message: `Expected a whole number, found ${number}.`,
        file: source.name,
        place: source.place(start + index),
      });
    }
    integers[index] = BigInt(number);
  });
  return integers;
}

function convert<T extends Float64Array | Float32Array>(dtype: DType, bytes: Uint8Array, into: T): T {
  const { buffer, byteOffset } = bytes;
  const count = bytes.length / ITEM_BYTES[dtype];
  switch (dtype) {
    case 'bool':
      for (let i = 0; i < count; i++) into[i] = bytes[i] === 0 ? 0 : 1;
      break;
    case 'float16': {
      const values = float16Values();
      const bits = new Uint16Array(buffer, byteOffset, count);
      for (let i = 0; i < count; i++) into[i] = values[bits[i]!]!;
      break;
    }
    case 'int64':
    case 'uint64': {
      const low = new Uint32Array(buffer, byteOffset, 2 * count);
      const words = 2 * count;
      const high =
        dtype === 'int64'
          ? new Int32Array(buffer, byteOffset, words)
          : new Uint32Array(buffer, byteOffset, words);
      for (let i = 0; i < count; i++) into[i] = high[2 * i + 1]! * WORD + low[2 * i]!;
      break;
    }
    default:
      into.set(numbersOf(dtype, buffer, byteOffset, count));
  }
  return into;
}

type Plain = Exclude<DType, 'bool' | 'float16' | 'int64' | 'uint64'>;

function numbersOf(
  dtype: Plain,
  buffer: ArrayBufferLike,
  byteOffset: number,
  count: number,
): ArrayLike<number> {
  switch (dtype) {
    case 'int8':
      return new Int8Array(buffer, byteOffset, count);
    case 'uint8':
      return new Uint8Array(buffer, byteOffset, count);
    case 'int16':
      return new Int16Array(buffer, byteOffset, count);
    case 'uint16':
      return new Uint16Array(buffer, byteOffset, count);
    case 'int32':
      return new Int32Array(buffer, byteOffset, count);
    case 'uint32':
      return new Uint32Array(buffer, byteOffset, count);
    case 'float32':
      return new Float32Array(buffer, byteOffset, count);
    case 'float64':
      return new Float64Array(buffer, byteOffset, count);
  }
}

function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : Uint8Array.from(bytes);
}
