// A file on disk as a ByteSource. Notices when the file changes while it is read.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { LossaryError } from '../../protocol/errors';
import type { ByteSource, OpenFile } from './source';

/** Linux reads at most 2 GiB less a page in one call. */
const LARGEST_READ = 1 << 30;

/** Opening a pipe would else wait until somebody writes to it. Windows has no such pipes, and no such flag. */
const AT_ONCE = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * Opens `path` for reading; `name` is what errors call it. Offsets may be above 4 GiB.
 * Size and modification time are remembered, and compared whenever a read comes out short or reaches the end, and by
 * `unchanged`, since what is read may end before the file does:
 * a file that is being written would give a value that belongs to no version of it.
 * @throws LossaryError `notFound` or `unreadable`.
 */
export function fileBytes(path: string, name: string = path): ByteSource {
  const descriptor = attempt(name, 'opened', () => openSync(path, AT_ONCE));
  const opened = attempt(name, 'opened', () => fstatSync(descriptor));
  if (!opened.isFile()) {
    closeSync(descriptor);
    throw new LossaryError({
      code: 'unreadable',
      message: opened.isDirectory() ? 'This is a folder, not a file.' : 'This is not a regular file.',
      file: name,
      fix: 'Choose a file with numbers.',
    });
  }
  let closed = false;
  const file: OpenFile = { name, descriptor, size: opened.size, modifiedMs: opened.mtimeMs };
  return {
    ...openFileBytes(file),
    close() {
      if (closed) return;
      closed = true;
      closeSync(descriptor);
    },
  };
}

/** The bytes of a file that is open already, in this thread or in another one, which also closes it. */
export function openFileBytes(file: OpenFile): ByteSource {
  const { name, descriptor, size } = file;
  return {
    name,
    size,
    file,
    unchanged: () => refuseChange(file, false),
    read(offset, into) {
      const wanted = Math.max(0, Math.min(into.length, size - offset));
      let got = 0;
      while (got < wanted) {
        const count = attempt(name, 'read', () =>
          readSync(descriptor, into, got, Math.min(wanted - got, LARGEST_READ), offset + got),
        );
        if (count === 0) break;
        got += count;
      }
      if (got < wanted || offset + got === size) refuseChange(file, got < wanted);
      return got;
    },
    close() {
      // Whoever opened it closes it.
    },
  };
}

function refuseChange({ name, descriptor, size, modifiedMs }: OpenFile, short: boolean): void {
  const now = attempt(name, 'read', () => fstatSync(descriptor));
  if (!short && now.size === size && now.mtimeMs === modifiedMs) return;
  const what = now.size === size ? 'it was written to' : `it had ${size} bytes, now it has ${now.size}`;
  throw new LossaryError({
    code: 'unreadable',
    message: `The file changed while it was being read: ${what}.`,
    file: name,
    fix: 'Run it again when nothing writes to the file.',
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'You have no permission to read it.',
  EPERM: 'You have no permission to read it.',
  EISDIR: 'This is a folder, not a file.',
  EMFILE: 'Too many files are open.',
  ENAMETOOLONG: 'The name is too long for a file.',
  ESTALE: 'The file vanished while it was being read.',
  EIO: 'The disk or network share could not deliver it.',
  ELOOP: 'The links to it go in a circle.',
};

function attempt<T>(name: string, verb: 'opened' | 'read', call: () => T): T {
  try {
    return call();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new LossaryError({ code: 'notFound', message: 'There is no such file.', file: name });
    }
    throw new LossaryError({
      code: 'unreadable',
      message: REASONS[code] ?? `The file could not be ${verb} (${code || message}).`,
      file: name,
    });
  }
}
