// NumPy's .npz files: a zip archive with one .npy file for each array.
import { LossaryError } from '../../protocol/errors';
import { chooseKey } from './chooseKey';
import { openNpy } from './npy';
import { readNpyHeader } from './npyHeader';
import type { ArrayEntry, ArraySource, ByteSource } from './source';
import type { Unpacker } from './unpacker';
import { openZipMember } from './zipMember';
import { readZipDirectory, type ZipEntry } from './zipDirectory';

export interface NpzOptions {
  /** Which input of the request this is, for the one-click way out of a missing key. */
  readonly input?: string | undefined;
  readonly unpacker: Unpacker;
}

/**
 * Opens the array named `selector` (with or without `.npy`); without one, the only array of the archive.
 * Closing the array closes `archive`.
 * @throws LossaryError `missingKey`, or what is wrong with the array.
 */
export function openNpz(
  archive: ByteSource,
  selector: string | undefined,
  { input, unpacker }: NpzOptions,
): ArraySource {
  const members = arrayMembers(archive);
  const wanted = selector?.endsWith('.npy') && !members.has(selector) ? selector.slice(0, -4) : selector;
  const key = chooseKey({
    file: archive.name,
    keys: [...members.keys()],
    selector: wanted,
    input,
    noun: 'array',
  });
  const member = openZipMember(archive, members.get(key)!, `${archive.name}#${key}`, unpacker);
  return {
    ...openNpy(member),
    close: () => archive.close(),
    unchanged: () => archive.unchanged?.(),
    verify: () => member.verify(),
  };
}

/** Every array of the archive with its type and shape; only the headers are read. */
export function listNpz(archive: ByteSource, { unpacker }: NpzOptions): ArrayEntry[] {
  return [...arrayMembers(archive)].map(([key, entry]) => {
    try {
      const { type, shape } = readNpyHeader(
        openZipMember(archive, entry, `${archive.name}#${key}`, unpacker),
      );
      return 'failure' in type
        ? { key, dtype: type.descr, shape, failure: type.failure }
        : { key, dtype: type.dtype, shape };
    } catch (error) {
      if (!(error instanceof LossaryError)) throw error;
      return { key, dtype: 'unknown', shape: [], failure: error.failure };
    }
  });
}

function arrayMembers(archive: ByteSource): ReadonlyMap<string, ZipEntry> {
  const members = readZipDirectory(archive).filter((entry) => entry.name.endsWith('.npy'));
  if (members.length === 0) {
    throw new LossaryError({
      code: 'empty',
      message: 'The archive holds no NumPy array.',
      file: archive.name,
      fix: 'Save one: np.savez(path, probs=probs, labels=labels).',
    });
  }
  return new Map(members.map((entry) => [entry.name.slice(0, -4), entry]));
}
