// What the worker needs of Node: files to read from and to write gradients to.
import { resolve } from 'node:path';
import type { ProvidedFiles } from '../protocol/messages';
import { openDocument } from './readers/document';
import { createOpener, nodeDisk } from './readers/open.node';
import { npyFile } from './readers/npyWriter.node';
import type { Platform } from './run/run';

export interface NodePlatformOptions {
  /** Relative paths are relative to it. */
  readonly folder: string;
  /** Bytes of files that are not on disk, by the name the request uses. */
  readonly files?: ProvidedFiles;
}

export function nodePlatform({ folder, files }: NodePlatformOptions): Platform {
  const disk = nodeDisk(folder);
  return {
    json: (input, role) => openDocument(input, { role, disk, files }),
    open: createOpener({ folder, ...(files === undefined ? {} : { files }) }),
    gradientFile(path, shape) {
      const file = npyFile(resolve(folder, path), shape);
      return {
        write: (start, values) => file.write(start, Float64Array.from(values)),
        close: () => file.close(),
      };
    },
  };
}
