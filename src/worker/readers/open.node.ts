// The files of this machine for open.ts.
import { readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ProvidedFiles } from '../../protocol/messages';
import { fileBytes } from './fileBytes.node';
import type { Disk } from './locate';
import { openArray } from './open';
import type { Platform } from '../run/run';
import { nodeUnpacker } from './unpacker.node';
import type { InputFile } from './writeTarget.node';

/**
 * Paths are relative to `folder`; `~/` is the home folder.
 * @param opened told of every file that is opened: where it is, and its name in the request
 */
export function nodeDisk(folder: string, opened?: (path: string, name: string) => void): Disk {
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
    open(path) {
      const bytes = fileBytes(absolute(path), path);
      opened?.(absolute(path), path);
      return bytes;
    },
    unpacker: nodeUnpacker,
  };
}

/**
 * Opens inputs from disk, or from `files` where a name is there. `role` is the input's name in the request.
 * @param options `opened` is told of every file on disk
 */
export function createOpener({ folder, files, opened }: OpenerOptions): Platform['open'] {
  return (input, role) => {
    const disk = nodeDisk(folder, (path, name) => opened?.({ path, name, role }));
    return openArray(input, { role, disk, files });
  };
}

export interface OpenerOptions {
  readonly folder: string;
  readonly files?: ProvidedFiles;
  readonly opened?: (file: InputFile) => void;
}

function tryStat(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
