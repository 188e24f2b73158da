// Opens JSON that is no array of numbers, such as COCO's annotations: a file, or the text itself.
import type { ArrayInput } from '../../protocol/compute';
import type { JsonDocument } from './coco';
import { parseJson, readJson } from './json';
import { exists, locate } from './locate';
import type { OpenOptions } from './open';

/** @throws LossaryError `notFound`, or `corrupt` with line and column */
export function openDocument(input: ArrayInput, options: OpenOptions): JsonDocument {
  const name = options.role ?? 'document';
  if (typeof input !== 'string') return { value: input, file: name };
  if (/^\s*[[{]/.test(input) && !exists(input, options)) return { value: parseJson(input, name), file: name };
  const { bytes, file } = locate(input, options);
  try {
    return { value: readJson(bytes), file };
  } finally {
    bytes.close();
  }
}
