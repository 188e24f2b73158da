// Masks as bits, an eighth of their bytes: rows of the last axis, 64 voxels a word, each row from a word of its own on.
import bitsModule from '../assembly/bits.wasm';
import { assembled } from '../kernels/assembled';
import { KernelMemory } from '../kernels/memory';

/** Bytes that are packed at once; a multiple of 64, and it stays in the cache between reading and packing. */
const CHUNK = 1 << 18;

/** Bytes of a row of bits. */
export function pitchOf(width: number): number {
  return Math.ceil(width / 64) * 8;
}

/** Packs masks of bytes a chunk after the other. */
export class Packer {
  private readonly memory = new KernelMemory(false);
  private readonly calls = assembled<'pack'>(bitsModule, this.memory);
  private readonly from = this.memory.reserve(CHUNK);
  private readonly to: number;
  private readonly rows: number;
  /** Rows of a chunk; a row that is longer than a chunk goes in parts. */
  private readonly together: number;
  private readonly part: number;

  /** @param width voxels of a row @param voxels of the mask, whole rows */
  constructor(
    private readonly width: number,
    voxels: number,
  ) {
    this.rows = voxels / width;
    this.part = Math.min(width, CHUNK);
    this.together = Math.max(1, Math.floor(CHUNK / width));
    this.to = this.memory.reserve(this.together * pitchOf(this.part));
  }

  /** How many chunks there are. */
  get count(): number {
    return Math.ceil(this.rows / this.together) * Math.ceil(this.width / this.part);
  }

  /**
   * Packs one chunk.
   * @param read fills bytes from a voxel on
   * @param bits of the whole mask
   * @returns false where a byte is neither 0 nor 1; it counts as 1
   */
  pack(chunk: number, read: (start: number, into: Uint8Array) => void, bits: Uint8Array): boolean {
    const { width, part, together, memory } = this;
    const parts = Math.ceil(width / part);
    const row = Math.floor(chunk / parts) * together;
    const x = (chunk % parts) * part;
    const [rows, columns] = [Math.min(together, this.rows - row), Math.min(part, width - x)];
    read(row * width + x, memory.bytes(this.from, rows * columns));
    const wrong = this.calls.pack(this.from, rows, columns, this.to);
    bits.set(memory.bytes(this.to, rows * pitchOf(columns)), row * pitchOf(width) + x / 8);
    return wrong === 0;
  }
}

/** Room for the bits of a mask. */
export function noBits(width: number, voxels: number): Uint8Array {
  return new Uint8Array((voxels / width) * pitchOf(width));
}

/** The bits of a mask that is 1 on its voxels. @param width voxels of a row */
export function bitsOf(mask: Uint8Array, width: number): Uint8Array {
  const bits = noBits(width, mask.length);
  const packer = new Packer(width, mask.length);
  for (let chunk = 0; chunk < packer.count; chunk++)
    packer.pack(chunk, (start, into) => into.set(mask.subarray(start, start + into.length)), bits);
  return bits;
}

/** Bytes 0 and 1 of bits. */
export function bytesOf(bits: Uint8Array, width: number): Uint8Array {
  const pitch = pitchOf(width);
  const out = new Uint8Array((bits.length / pitch) * width);
  for (let row = 0, to = 0; row < bits.length; row += pitch)
    for (let x = 0; x < width; x++) out[to++] = ((bits[row + (x >> 3)] as number) >> (x & 7)) & 1;
  return out;
}

/** How many voxels a mask has. */
export function countOnes(bits: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bits.length; i += 4) {
    const [a, b, c, d] = [bits[i], bits[i + 1], bits[i + 2], bits[i + 3]] as [number, number, number, number];
    let word = a | (b << 8) | (c << 16) | (d << 24);
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
