// Opens whatever a request names as an array: a file of any format, an array typed inline, nested numbers.
import type { ArrayInput } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { detectFormat } from './formats';
import { inlineSource, looksInline, parseInline } from './inline';
import { openJson } from './json';
import { openJsonLines } from './jsonLines';
import { exists, locate, type Places } from './locate';
import { nestedSource } from './nested';
import { openNpy } from './npy';
import { openNpz } from './npz';
import type { ArraySource, ByteSource } from './source';
import { openTable } from './table';
import { readHead } from './wholeBytes';

export interface OpenOptions extends Places {
  /** Which input of the request this is: what errors call an inline array, and what remedies name. */
  readonly role?: string | undefined;
}

/**
 * Opens an input. A text that begins like an array (`[`, `(`, `np.array(`) is one, unless a file has that name.
 * @throws LossaryError for everything that can be wrong with it, naming the file, the place and what to do.
 */
export function openArray(input: ArrayInput | number, options: OpenOptions): ArraySource {
  const name = options.role ?? 'inline array';
  if (typeof input === 'object' && 'points' in input) {
    throw new LossaryError({
      code: 'usage',
      message: `The ${name} is a set of points with weights; an array is needed here.`,
      fix: 'Only optimal transport (emd) takes points.',
    });
  }
  if (typeof input !== 'string') return nestedSource(input, name);
  if (looksInline(input) && !exists(input, options)) return inlineSource(parseInline(input, name), name);
  const { bytes, file, selector } = locate(input, options);
  try {
    return openFormat(bytes, file, selector, options);
  } catch (error) {
    bytes.close();
    throw error;
  }
}

function openFormat(
  bytes: ByteSource,
  file: string,
  selector: string | undefined,
  { role, disk }: OpenOptions,
): ArraySource {
  const head = readHead(bytes, 512);
  const format = detectFormat(file, head);
  if (bytes.size === 0) throw new LossaryError({ code: 'empty', message: 'The file is empty.', file });
  switch (format) {
    case 'npy':
      refuseSelector(file, selector);
      return openNpy(bytes, head);
    case 'npz':
      return openNpz(bytes, selector, { input: role, unpacker: disk.unpacker });
    case 'table':
      return closed(bytes, openTable(bytes, selector, role));
    case 'json':
      return closed(bytes, openJson(bytes, selector, role));
    case 'jsonLines':
      return closed(bytes, openJsonLines(bytes, selector, role));
  }
}

/** What is in memory needs its file no longer. */
function closed(bytes: ByteSource, array: ArraySource): ArraySource {
  bytes.close();
  return array;
}

function refuseSelector(file: string, selector: string | undefined): void {
  if (selector === undefined) return;
  throw new LossaryError({
    code: 'missingKey',
    message: `A .npy file holds one array; it has no "${selector}".`,
    file,
    fix: `Leave out #${selector}.`,
  });
}
