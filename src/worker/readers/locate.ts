// From what a request names (`preds.npz#probs`) to the open file and the selector.
import { LossaryError } from '../../protocol/errors';
import type { ProvidedFiles } from '../../protocol/messages';
import { SUPPORTED_EXTENSIONS } from './formats';
import { memoryBytes } from './memoryBytes';
import { likelyMeant } from './nearest';
import type { ByteSource } from './source';
import type { Unpacker } from './unpacker';

/** The files that there are. Paths are as a request names them. */
export interface Disk {
  kind(path: string): 'file' | 'folder' | 'other' | 'missing';
  /** Names of what a folder holds; none where it cannot be listed. */
  names(folder: string): readonly string[];
  open(path: string): ByteSource;
  readonly unpacker: Unpacker;
}

/** Where there are no files but those that are provided: in a browser. */
export function noDisk(unpacker: Unpacker): Disk {
  return {
    kind: () => 'missing',
    names: () => [],
    open(path) {
      throw new LossaryError({ code: 'notFound', message: 'There is no such file.', file: path });
    },
    unpacker,
  };
}

export interface Places {
  /** Files that have been read already, by the name the request uses. */
  readonly files?: ProvidedFiles | undefined;
  readonly disk: Disk;
}

export interface Located {
  readonly bytes: ByteSource;
  /** The file as the request names it, without the selector. */
  readonly file: string;
  readonly selector: string | undefined;
}

/**
 * Opens the file that `input` names. A `#` separates the selector, unless a file with the `#` in its name exists.
 * @throws LossaryError `notFound` (with similar names), `unreadable` for a folder or what is no file.
 */
export function locate(input: string, places: Places): Located {
  if (input.trim() === '') throw new LossaryError({ code: 'notFound', message: 'No file is named.' });
  const { file, selector, kind } = splitSelector(input, places);
  const provided = providedBytes(file, places);
  if (provided !== undefined) return { bytes: memoryBytes(file, provided), file, selector };
  const disk = places.disk;
  if (kind === 'missing') throw new LossaryError(missing(file, places));
  if (kind === 'folder') throw new LossaryError(folderInstead(file, disk));
  return { bytes: disk.open(file), file, selector };
}

function providedBytes(path: string, { files }: Pick<Places, 'files'>): ArrayBuffer | undefined {
  return files !== undefined && Object.hasOwn(files, path) ? files[path] : undefined;
}

export function exists(path: string, places: Places): boolean {
  return kindOf(path, places) !== 'missing';
}

type Kind = ReturnType<Disk['kind']>;

function kindOf(path: string, { files, disk }: Places): Kind {
  return providedBytes(path, { files }) === undefined ? disk.kind(path) : 'file';
}

interface Split extends Omit<Located, 'bytes'> {
  /** What the file is: looked at once, since a look at the disk takes as long as reading 50 KB. */
  readonly kind: Kind;
}

function splitSelector(input: string, places: Places): Split {
  const whole = kindOf(input, places);
  if (whole !== 'missing') return { file: input, selector: undefined, kind: whole };
  const cuts = [...input.matchAll(/#/g)].map(({ index }) => index).reverse();
  const cut = cuts.find((index) => index > 0 && exists(input.slice(0, index), places)) ?? cuts.at(-1);
  if (cut === undefined) return { file: input, selector: undefined, kind: whole };
  const file = input.slice(0, cut);
  const selector = input.slice(cut + 1);
  return { file, selector: selector === '' ? undefined : selector, kind: kindOf(file, places) };
}

function missing(file: string, { files, disk }: Places) {
  const [, folder = '', name = file] = /^(.*[\\/])?([^\\/]*)$/s.exec(file) ?? [];
  const provided = Object.keys(files ?? {}).filter((path) => path.startsWith(folder));
  if (folder !== '' && provided.length === 0 && disk.kind(folder) === 'missing') {
    return { code: 'notFound' as const, message: `There is no folder ${folder}.`, file };
  }
  const around = [
    ...disk.names(folder === '' ? '.' : folder),
    ...provided.map((path) => path.slice(folder.length)),
  ];
  const meant = likelyMeant(name, around).map((similar) => folder + similar);
  return {
    code: 'notFound' as const,
    message: 'There is no such file.',
    file,
    ...(meant.length > 0 ? { fix: `Did you mean ${meant.join(' or ')}?` } : {}),
  };
}

function folderInstead(file: string, disk: Disk) {
  const readable = disk
    .names(file)
    .filter((name) => SUPPORTED_EXTENSIONS.includes(name.split('.').at(-1) ?? ''));
  const listed = readable.slice(0, 5).join(', ');
  return {
    code: 'unreadable' as const,
    message: 'This is a folder, not a file.',
    file,
    fix: listed === '' ? 'Choose a file with numbers.' : `Choose a file in it, such as ${listed}.`,
  };
}
