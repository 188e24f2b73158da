// Bytes that somebody else has read: a buffer as a ByteSource.
import type { ByteSource } from './source';

/** `buffer` is shared, not copied. */
export function memoryBytes(name: string, buffer: ArrayBuffer | Uint8Array): ByteSource {
  const bytes = buffer instanceof Uint8Array ? buffer : new Uint8Array(buffer);
  return {
    name,
    size: bytes.length,
    read(offset, into) {
      const part = bytes.subarray(offset, offset + into.length);
      into.set(part);
      return part.length;
    },
    close() {},
  };
}
