// Unpacks with the zlib that comes with Node. It is loaded by the first archive, which takes some 7 ms: a command that
// opens none does not wait for it.
import type * as minizlib from 'minizlib';
import type * as zlib from 'node:zlib';
import { crc32 } from './crc32';
import type { Unpacker } from './unpacker';

/* eslint-disable @typescript-eslint/no-require-imports -- an import would be evaluated at start */
const loadMinizlib = () => require('minizlib') as typeof minizlib;
const loadZlib = () => require('node:zlib') as Partial<Pick<typeof zlib, 'crc32'>>;
/* eslint-enable @typescript-eslint/no-require-imports */

export const nodeUnpacker: Unpacker = {
  start(onPiece) {
    const { InflateRaw } = loadMinizlib();
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
  crc32(previous, bytes) {
    // Node 20.15 and 22.2 brought it; an editor may run an older one.
    return loadZlib().crc32?.(bytes, previous) ?? crc32(previous, bytes);
  },
};
