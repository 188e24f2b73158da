// Writes and reads the plainest .npy files, by the format's definition and not by Lossary's own code.
import { readFile, writeFile } from 'node:fs/promises';

/** Writes little-endian float32, along one axis unless a shape is given. */
export async function writeNpy(
  path: string,
  numbers: Float32Array,
  shape: readonly number[] = [numbers.length],
): Promise<void> {
  const header =
    `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117) + '\n';
  const start = Buffer.alloc(128);
  start.write('\x93NUMPY\x01\x00', 'latin1');
  start.writeUInt16LE(118, 8);
  start.write(header, 10, 'latin1');
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  await writeFile(path, Buffer.concat([start, bytes]));
}

/** The numbers of a file of little-endian float32 or int64, in the order in which they are stored. */
export async function readNpy(path: string): Promise<number[]> {
  const file = await readFile(path);
  const start = 10 + file.readUInt16LE(8);
  const wide = file.toString('latin1', 0, start).includes("'<i8'");
  const view = new DataView(file.buffer, file.byteOffset + start, file.length - start);
  return Array.from({ length: view.byteLength / (wide ? 8 : 4) }, (_, i) =>
    wide ? Number(view.getBigInt64(8 * i, true)) : view.getFloat32(4 * i, true),
  );
}

/** Uniform in [0, 1), the same at every run: a linear congruential generator. */
export function randomNumbers(count: number, seed: number): Float32Array {
  const numbers = new Float32Array(count);
  let state = seed;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    numbers[i] = (state >>> 8) / 2 ** 24;
  }
  return numbers;
}
