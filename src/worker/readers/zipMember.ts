// One member of a zip archive as a ByteSource: stored bytes as they are, deflated ones inflated while they are read.
import { Inflate } from 'fflate';
import { LossaryError } from '../../protocol/errors';
import { crc32 } from './crc32';
import type { ByteSource } from './source';
import { fill } from './wholeBytes';
import { memberStart, type ZipEntry } from './zipDirectory';

/** Packed bytes that are inflated at once; at the most that deflate can pack, they make 16 MB. */
const PACKED_CHUNK = 16 << 10;

const METHODS: Readonly<Record<number, string>> = {
  9: 'deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'xz',
};

/**
 * Opens a member; `name` is what errors call it. Closing it leaves `archive` open. A deflated member is read forwards
 * in constant memory; going back starts over. The checksum is compared when the end is reached without gaps.
 * @throws LossaryError `unsupported` when it is encrypted or packed otherwise; `corrupt` when it is damaged.
 */
export function openZipMember(archive: ByteSource, entry: ZipEntry, name: string): ByteSource {
  if (entry.encrypted) {
    throw new LossaryError({
      code: 'unsupported',
      message: 'This member of the archive is encrypted.',
      file: name,
      fix: 'Unpack it with its password and use the .npy file.',
    });
  }
  const start = memberStart(archive, entry);
  const damaged = (message: string) =>
    new LossaryError({ code: 'corrupt', message, file: name, fix: 'Save or copy the archive again.' });
  if (start + entry.packedSize > archive.size)
    throw damaged('The member goes on after the end of the archive.');
  if (entry.method === 0) return checked(storedMember(archive, entry, name, start), entry.crc32, damaged);
  if (entry.method === 8) return deflatedMember(archive, entry, name, start, damaged);
  throw new LossaryError({
    code: 'unsupported',
    message: `This member is packed with ${METHODS[entry.method] ?? `method ${entry.method}`}, which is not read.`,
    file: name,
    fix: 'Save it with np.savez or np.savez_compressed.',
  });
}

function storedMember(archive: ByteSource, entry: ZipEntry, name: string, start: number): ByteSource {
  return {
    name,
    size: entry.size,
    read(offset, into) {
      const count = Math.max(0, Math.min(into.length, entry.size - offset));
      return archive.read(start + offset, into.subarray(0, count));
    },
    close() {},
  };
}

/** Follows the checksum along reads that leave no gap. */
function checked(source: ByteSource, expected: number, damaged: (message: string) => Error): ByteSource {
  let position = 0;
  let sum = 0;
  return {
    ...source,
    read(offset, into) {
      const got = source.read(offset, into);
      if (offset === 0) position = sum = 0;
      if (offset <= position && offset + got > position) {
        sum = crc32(sum, into.subarray(position - offset, got));
        position = offset + got;
        if (position === source.size && sum !== expected) throw damaged(BAD_CHECKSUM);
      }
      return got;
    },
  };
}

const BAD_CHECKSUM = 'The member is damaged: its checksum does not match.';

function deflatedMember(
  archive: ByteSource,
  entry: ZipEntry,
  name: string,
  start: number,
  damaged: (message: string) => Error,
): ByteSource {
  let inflating = startInflating(archive, entry, start, damaged);
  return {
    name,
    size: entry.size,
    forwardOnly: true,
    read(offset, into) {
      if (offset < inflating.position) inflating = startInflating(archive, entry, start, damaged);
      return inflating.read(offset, into);
    },
    close() {},
  };
}

/** A single pass over a deflated member. `position` is the first byte that it can still give. */
function startInflating(
  archive: ByteSource,
  entry: ZipEntry,
  start: number,
  damaged: (message: string) => Error,
) {
  const packed = new Uint8Array(PACKED_CHUNK);
  const pieces: Uint8Array[] = [];
  let taken = 0;
  let made = 0;
  let sum = 0;
  const inflate = new Inflate((piece) => {
    if (piece.length === 0) return;
    pieces.push(piece);
    made += piece.length;
    sum = crc32(sum, piece);
  });
  const pass = { position: 0, read };
  return pass;

  function inflateMore(): void {
    const part = packed.subarray(0, Math.min(PACKED_CHUNK, entry.packedSize - taken));
    fill(archive, start + taken, part, `the member ${entry.name}`);
    taken += part.length;
    const last = taken === entry.packedSize;
    try {
      inflate.push(part, last);
    } catch {
      throw damaged(`The member cannot be unpacked after byte ${pass.position} of its content.`);
    }
    if (last && made !== entry.size) {
      throw damaged(`The member should hold ${entry.size} bytes, but it holds ${made}.`);
    }
    if (last && sum !== entry.crc32) throw damaged(BAD_CHECKSUM);
  }

  function read(offset: number, into: Uint8Array): number {
    let got = 0;
    const wanted = Math.max(0, Math.min(into.length, entry.size - offset));
    while (got < wanted) {
      const piece = pieces[0];
      if (piece === undefined) {
        if (taken === entry.packedSize) break;
        inflateMore();
        continue;
      }
      const from = offset + got - pass.position;
      if (from >= piece.length) {
        pass.position += piece.length;
        pieces.shift();
        continue;
      }
      const part = piece.subarray(from, from + wanted - got);
      into.set(part, got);
      got += part.length;
    }
    return got;
  }
}
