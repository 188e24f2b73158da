// Unpacks with the zlib that comes with Node.
import { InflateRaw } from 'minizlib';
import * as zlib from 'node:zlib';
import { crc32 } from './crc32';
import type { Unpacker } from './unpacker';

export const nodeUnpacker: Unpacker = {
  start(onPiece) {
    const inflate = new InflateRaw({});
    let failure: unknown;
    inflate.on('data', (piece: Uint8Array) => onPiece(piece));
    inflate.on('error', (error: unknown) => (failure = error));
    return {
      push(part, last) {
        inflate.write(Buffer.from(part));
        if (last) inflate.end();
        if (failure !== undefined) throw failure as Error;
      },
    };
  },
  // Node 20.15 and 22.2 brought it; an editor may run an older one.
  crc32:
    (zlib as Partial<Pick<typeof zlib, 'crc32'>>).crc32 === undefined
      ? crc32
      : (sum, bytes) => zlib.crc32(bytes, sum),
};
