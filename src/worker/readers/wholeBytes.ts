// Reads from a ByteSource that must succeed in full.
import { LossaryError } from '../../protocol/errors';
import type { ByteSource } from './source';

/**
 * The `count` bytes from `offset` on.
 * @throws LossaryError `corrupt` when the source ends before, saying what was expected there.
 */
export function readExactly(
  source: ByteSource,
  offset: number,
  count: number,
  what: string,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count);
  fill(source, offset, bytes, what);
  return bytes;
}

/** As `readExactly`, into bytes that are there already. */
export function fill(source: ByteSource, offset: number, into: Uint8Array, what: string): void {
  const got = source.read(offset, into);
  if (got === into.length) return;
  throw new LossaryError({
    code: 'corrupt',
    message: `The file ends early: ${what} should go to byte ${offset + into.length}, but it ends at byte ${offset + got}.`,
    file: source.name,
    place: `byte ${offset + got}`,
    fix: 'Save or copy it again.',
  });
}

/** Up to `count` bytes from the start: enough to tell what a file is. */
export function readHead(source: ByteSource, count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.min(count, source.size));
  return bytes.subarray(0, source.read(0, bytes));
}
