// The directory of a zip archive, with its 64-bit extensions: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { LossaryError } from '../../protocol/errors';
import type { ByteSource } from './source';
import { readExactly } from './wholeBytes';

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated; other methods are not read. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  /** Offset of the member's local header. */
  readonly headerStart: number;
}

const END_SIGNATURE = 0x06054b50;
const END64_LOCATOR_SIGNATURE = 0x07064b50;
const END64_SIGNATURE = 0x06064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;

/** What a 32-bit field holds when the 64-bit extension has the number. */
const IN_EXTENSION = 0xffffffff;

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && head[3] === head[2] + 1;
}

/** @throws LossaryError `corrupt` when the directory is missing or damaged. */
export function readZipDirectory(source: ByteSource): ZipEntry[] {
  const { start, size, count } = findDirectory(source);
  if (start + size > source.size) throw corrupt(source, start, 'Its directory should go on after its end.');
  const view = viewOf(readExactly(source, start, size, 'the directory of the archive'));
  const entries: ZipEntry[] = [];
  let offset = 0;
  while (entries.length < count) {
    if (offset + ENTRY_BYTES > size || view.getUint32(offset, true) !== ENTRY_SIGNATURE) {
      throw corrupt(
        source,
        start + offset,
        `Its directory is damaged after ${entries.length} of ${count} members.`,
      );
    }
    const nameLength = view.getUint16(offset + 28, true);
    const extraLength = view.getUint16(offset + 30, true);
    const next = offset + ENTRY_BYTES + nameLength + extraLength + view.getUint16(offset + 32, true);
    if (next > size) throw corrupt(source, start + offset, 'Its directory is damaged.');
    entries.push(readEntry(view, offset, nameLength, extraLength));
    offset = next;
  }
  return entries;
}

/** Where a member's bytes begin: after its local header, whose length the directory does not tell. */
export function memberStart(source: ByteSource, entry: ZipEntry): number {
  const view = viewOf(readExactly(source, entry.headerStart, LOCAL_BYTES, `the member ${entry.name}`));
  if (view.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw corrupt(source, entry.headerStart, `The member ${entry.name} is not where the directory says.`);
  }
  return entry.headerStart + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}

function readEntry(view: DataView, offset: number, nameLength: number, extraLength: number): ZipEntry {
  const nameStart = offset + ENTRY_BYTES;
  const name = new Uint8Array(view.buffer, view.byteOffset + nameStart, nameLength);
  const wide = extension64(view, nameStart + nameLength, extraLength);
  const sized = (at: number) => {
    const small = view.getUint32(offset + at, true);
    return small === IN_EXTENSION ? (wide.shift() ?? small) : small;
  };
  // The extension holds only the numbers that did not fit, in this order.
  const size = sized(24);
  const packedSize = sized(20);
  const headerStart = sized(42);
  return {
    name: new TextDecoder().decode(name),
    method: view.getUint16(offset + 10, true),
    encrypted: (view.getUint16(offset + 8, true) & 1) === 1,
    crc32: view.getUint32(offset + 16, true),
    packedSize,
    size,
    headerStart,
  };
}

function extension64(view: DataView, start: number, length: number): number[] {
  for (let at = start; at + 4 <= start + length;) {
    const id = view.getUint16(at, true);
    const size = Math.min(view.getUint16(at + 2, true), start + length - at - 4);
    if (id === 1) {
      return Array.from({ length: Math.floor(size / 8) }, (_, i) =>
        Number(view.getBigUint64(at + 4 + 8 * i, true)),
      );
    }
    at += 4 + size;
  }
  return [];
}

interface Directory {
  readonly start: number;
  readonly size: number;
  readonly count: number;
}

function findDirectory(source: ByteSource): Directory {
  const tailStart = Math.max(0, source.size - 0xffff - END_BYTES);
  const tail = viewOf(readExactly(source, tailStart, source.size - tailStart, 'the archive'));
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END_SIGNATURE) continue;
    const count = tail.getUint16(at + 10, true);
    const size = tail.getUint32(at + 12, true);
    const start = tail.getUint32(at + 16, true);
    if (count !== 0xffff && size !== IN_EXTENSION && start !== IN_EXTENSION) return { start, size, count };
    return findDirectory64(source, tailStart + at) ?? { start, size, count };
  }
  throw corrupt(source, source.size, 'It ends early: the directory at its end is missing.');
}

function findDirectory64(source: ByteSource, endStart: number): Directory | undefined {
  if (endStart < LOCATOR_BYTES) return undefined;
  const locator = viewOf(readExactly(source, endStart - LOCATOR_BYTES, LOCATOR_BYTES, 'the archive'));
  if (locator.getUint32(0, true) !== END64_LOCATOR_SIGNATURE) return undefined;
  const end64 = Number(locator.getBigUint64(8, true));
  if (end64 + 56 > source.size) throw corrupt(source, endStart, 'Its directory is damaged.');
  const end = viewOf(readExactly(source, end64, 56, 'the directory of the archive'));
  if (end.getUint32(0, true) !== END64_SIGNATURE) throw corrupt(source, end64, 'Its directory is damaged.');
  return {
    count: Number(end.getBigUint64(32, true)),
    size: Number(end.getBigUint64(40, true)),
    start: Number(end.getBigUint64(48, true)),
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function corrupt(source: ByteSource, position: number, message: string): LossaryError {
  return new LossaryError({
    code: 'corrupt',
    message: `The zip archive is damaged. ${message}`,
    file: source.name,
    place: `byte ${position}`,
    fix: 'Save or copy it again.',
  });
}
