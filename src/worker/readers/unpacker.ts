// What unpacks deflated bytes and sums them up. The one here runs anywhere; Node's own (unpacker.node.ts) is four times
// as fast. So that a worker carries only one of them, readers are given theirs.
import { Inflate } from 'fflate';
import { crc32 } from './crc32';

export interface Unpacker {
  /** Begins a raw deflate stream; `onPiece` gets what each `push` unpacks, before `push` returns. */
  start(onPiece: (piece: Uint8Array) => void): Unpacking;
  /** CRC-32 of what `previous` is the CRC-32 of, followed by `bytes`. */
  crc32(previous: number, bytes: Uint8Array): number;
}

export interface Unpacking {
  /** Throws any error when the stream is damaged. */
  push(part: Uint8Array, last: boolean): void;
}

export const portableUnpacker: Unpacker = {
  start: (onPiece) => new Inflate(onPiece),
  crc32,
};
