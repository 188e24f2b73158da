// What the system says when a file cannot be written, in words.
import { LossaryError } from '../../protocol/errors';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'The folder does not exist.',
  ENOTDIR: 'Its folder is a file.',
  EACCES: 'You have no permission to write there.',
  EPERM: 'You have no permission to write there.',
  EROFS: 'The disk can only be read.',
  ENOSPC: 'The disk is full.',
  EDQUOT: 'Your quota on this disk is used up.',
  EFBIG: 'The disk takes no file that large.',
  EISDIR: 'A folder has this name.',
  ELOOP: 'The links to it go in a circle.',
};

/** @param path what errors call the file @throws LossaryError `unwritable` for what the system throws */
export function attempt<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw unwritable(path, REASONS[code] ?? (code || message));
  }
}

/** @param why a sentence */
export function unwritable(path: string, why: string): LossaryError {
  return new LossaryError({
    code: 'unwritable',
    message: `The file cannot be written. ${why}`,
    file: path,
  });
}
