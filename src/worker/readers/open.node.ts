// The files of this machine for open.ts.
import { readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ArrayInput } from '../../protocol/compute';
import type { ProvidedFiles } from '../../protocol/messages';
import { fileBytes } from './fileBytes.node';
import type { Disk } from './locate';
import { openArray } from './open';
import type { ArraySource } from './source';
import { nodeUnpacker } from './unpacker.node';

/** Paths are relative to `folder`; `~/` is the home folder. */
export function nodeDisk(folder: string): Disk {
  const absolute = (path: string) =>
    path.startsWith('~/') ? join(homedir(), path.slice(2)) : resolve(folder, path);
  return {
    kind(path) {
      // Neither a name that long nor one with a zero byte can exist.
      if (path.length > 4096 || path.includes('\0')) return 'missing';
      const found = tryStat(absolute(path));
      if (found === undefined) return 'missing';
      return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    },
    names(path) {
      try {
        return readdirSync(absolute(path));
      } catch {
        return [];
      }
    },
    open: (path) => fileBytes(absolute(path), path),
    unpacker: nodeUnpacker,
  };
}

/** Opens inputs from disk, or from `files` where a name is there. `role` is the input's name in the request. */
export function createOpener(options: {
  readonly folder: string;
  readonly files?: ProvidedFiles;
}): (input: ArrayInput, role: string) => ArraySource {
  const disk = nodeDisk(options.folder);
  return (input, role) => openArray(input, { role, disk, files: options.files });
}

function tryStat(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
