// Which file a path stands for that something is written to, and whether that file may be replaced.
import { readlinkSync, realpathSync, statSync, type BigIntStats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LossaryError } from '../../protocol/errors';
import { attempt, unwritable } from './writeErrors.node';

/** A file that a request reads. */
export interface InputFile {
  /** Absolute. */
  readonly path: string;
  /** As the request names it. */
  readonly name: string;
  /** Which input it is: "prediction". */
  readonly role: string;
}

/**
 * The file behind symbolic links, which need not exist yet: what is renamed to a link's name would replace the link.
 * @throws LossaryError `unwritable` where a folder, pipe or device is there, which a file must not replace
 */
export function writeTarget(path: string): string {
  const target = attempt(path, () => behindLinks(path));
  const found = attempt(path, () => statSync(target, { throwIfNoEntry: false }));
  if (found === undefined || found.isFile()) return target;
  throw unwritable(
    path,
    found.isDirectory() ? 'A folder has this name.' : 'What is there is no regular file.',
  );
}

function behindLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const link = linkOf(path);
  return link === undefined ? path : behindLinks(resolve(realpathSync(dirname(path)), link));
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Compares files, not names: another spelling, a link or a hard link is the same file.
 * @throws LossaryError `usage` where `path` is one of the inputs
 */
export function refuseInput(path: string, inputs: readonly InputFile[]): void {
  const target = identity(path);
  if (target === undefined) return;
  const same = inputs.find((input) => {
    const found = identity(input.path);
    return found?.dev === target.dev && found.ino === target.ino;
  });
  if (same === undefined) return;
  throw new LossaryError({
    code: 'usage',
    message: `The gradient would overwrite the ${same.role} (${same.name}).`,
    file: path,
    fix: 'Name another file for the gradient.',
  });
}

/** In 64 bits: on Windows a file's number does not fit into a double. */
function identity(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
