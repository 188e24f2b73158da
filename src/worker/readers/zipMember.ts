// One member of a zip archive as a ByteSource: stored bytes as they are, deflated ones inflated while they are read.
import { LossaryError } from '../../protocol/errors';
import type { ByteSource } from './source';
import type { Unpacker } from './unpacker';
import { fill } from './wholeBytes';
import { memberStart, type ZipEntry } from './zipDirectory';

/** Packed bytes that are inflated at once; at the most that deflate can pack, they make 32 MB. */
const PACKED_CHUNK = 32 << 10;

/** Bytes that are read at once where only their checksum is wanted. */
const REST_CHUNK = 256 << 10;

const METHODS: Readonly<Record<number, string>> = {
  9: 'deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'xz',
};

/**
 * Opens a member; `name` is what errors call it. Closing it leaves `archive` open. A deflated member is read forwards
 * in constant memory; going back starts over. The checksum is compared when the end is reached without gaps, or by `verify`.
 * @throws LossaryError `unsupported` when it is encrypted or packed otherwise; `corrupt` when it is damaged.
 */
export function openZipMember(
  archive: ByteSource,
  entry: ZipEntry,
  name: string,
  unpacker: Unpacker,
): Member {
  if (entry.encrypted) {
    throw new LossaryError({
      code: 'unsupported',
      message: 'This member of the archive is encrypted.',
      file: name,
      fix: 'Unpack it with its password and use the .npy file.',
    });
  }
  const packed: Packed = { archive, entry, name, start: memberStart(archive, entry), unpacker };
  if (packed.start + entry.packedSize > archive.size) {
    throw damaged(packed, 'The member goes on after the end of the archive.');
  }
  if (entry.method === 0) return storedMember(packed);
  if (entry.method === 8) return deflatedMember(packed);
  throw new LossaryError({
    code: 'unsupported',
    message: `This member is packed with ${METHODS[entry.method] ?? `method ${entry.method}`}, which is not read.`,
    file: name,
    fix: 'Save it with np.savez or np.savez_compressed.',
  });
}

/** What a member gives, and a way to tell whether it is whole. */
export interface Member extends ByteSource {
  /** Reads what is left of it. @throws LossaryError `corrupt` where its checksum does not match */
  verify(): void;
}

interface Packed {
  readonly archive: ByteSource;
  readonly entry: ZipEntry;
  readonly name: string;
  /** Offset of its packed bytes in the archive. */
  readonly start: number;
  readonly unpacker: Unpacker;
}

function damaged({ name }: Packed, message: string): LossaryError {
  return new LossaryError({ code: 'corrupt', message, file: name, fix: 'Save or copy the archive again.' });
}

const BAD_CHECKSUM = 'The member is damaged: its checksum does not match.';

/** Follows the checksum along reads that leave no gap. */
function storedMember(member: Packed): Member {
  const { archive, entry, name, start, unpacker } = member;
  let summedTo = 0;
  let sum = 0;
  const source: Member = {
    name,
    size: entry.size,
    read(offset, into) {
      const count = Math.max(0, Math.min(into.length, entry.size - offset));
      const got = archive.read(start + offset, into.subarray(0, count));
      if (offset === 0) summedTo = sum = 0;
      if (offset <= summedTo && offset + got > summedTo) {
        sum = unpacker.crc32(sum, into.subarray(summedTo - offset, got));
        summedTo = offset + got;
        if (summedTo === entry.size && sum !== entry.crc32) throw damaged(member, BAD_CHECKSUM);
      }
      return got;
    },
    verify() {
      const rest = new Uint8Array(REST_CHUNK);
      while (summedTo < entry.size && source.read(summedTo, rest) > 0);
    },
    close() {},
  };
  return source;
}

function deflatedMember(member: Packed): Member {
  const { entry, name } = member;
  let pass = startPass(member);
  return {
    name,
    size: entry.size,
    forwardOnly: true,
    read(offset, into) {
      if (offset < pass.position) pass = startPass(member);
      return pass.read(offset, into);
    },
    verify: () => pass.finish(),
    close() {},
  };
}

/** A single pass over a deflated member. `position` is the first byte that it can still give. */
function startPass(member: Packed) {
  const { archive, entry, start, unpacker } = member;
  const packed = new Uint8Array(PACKED_CHUNK);
  const pieces: Uint8Array[] = [];
  let taken = 0;
  let made = 0;
  let sum = 0;
  const unpacking = unpacker.start((piece) => {
    if (piece.length === 0) return;
    pieces.push(piece);
    made += piece.length;
    sum = unpacker.crc32(sum, piece);
  });
  const pass = { position: 0, read, finish };
  return pass;

  function unpackMore(): void {
    const part = packed.subarray(0, Math.min(PACKED_CHUNK, entry.packedSize - taken));
    fill(archive, start + taken, part, `the member ${entry.name}`);
    taken += part.length;
    const last = taken === entry.packedSize;
    try {
      unpacking.push(part, last);
    } catch {
      throw damaged(member, `The member cannot be unpacked after byte ${made} of its content.`);
    }
    if (last && made !== entry.size) {
      throw damaged(member, `The member should hold ${entry.size} bytes, but it holds ${made}.`);
    }
    if (last && sum !== entry.crc32) throw damaged(member, BAD_CHECKSUM);
  }

  /** Unpacks what is left, which it does not keep. */
  function finish(): void {
    while (taken < entry.packedSize) {
      unpackMore();
      pieces.length = 0;
      pass.position = made;
    }
  }

  function read(offset: number, into: Uint8Array): number {
    let got = 0;
    const wanted = Math.max(0, Math.min(into.length, entry.size - offset));
    while (got < wanted) {
      const piece = pieces[0];
      if (piece === undefined) {
        if (taken === entry.packedSize) break;
        unpackMore();
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
    // Behind the last byte deflate may still have blocks that hold nothing.
    while (offset + got === entry.size && taken < entry.packedSize) unpackMore();
    return got;
  }
}
