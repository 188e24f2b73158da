// What the worker needs of Node: files to read from and to write gradients to.
import { resolve } from 'node:path';
import type { ProvidedFiles } from '../protocol/messages';
import { openDocument } from './readers/document';
import { npyFile } from './readers/npyWriter.node';
import { createOpener, nodeDisk } from './readers/open.node';
import { refuseInput, type InputFile } from './readers/writeTarget.node';
import type { Platform } from './run/run';
import type { Crew } from './threads/crew';

export interface NodePlatformOptions {
  /** Relative paths are relative to it. */
  readonly folder: string;
  /** Bytes of files that are not on disk, by the name the request uses. */
  readonly files?: ProvidedFiles;
  /** Threads that may help with large input. */
  readonly crew?: Crew;
}

export function nodePlatform({ folder, files, crew }: NodePlatformOptions): Platform {
  const inputs: InputFile[] = [];
  const opened = (file: InputFile): void => void inputs.push(file);
  return {
    json: (input, role) =>
      openDocument(input, {
        role,
        disk: nodeDisk(folder, (path, name) => opened({ path, name, role })),
        files,
      }),
    open: createOpener({ folder, opened, ...(files === undefined ? {} : { files }) }),
    gradientFile: (path, shape, dtype) => {
      const absolute = resolve(folder, path);
      refuseInput(absolute, inputs);
      return npyFile(absolute, shape, dtype);
    },
    ...(crew === undefined ? {} : { crew }),
  };
}
