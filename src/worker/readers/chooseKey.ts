// Picks the array that a selector names out of a file that holds several.
import { LossaryError } from '../../protocol/errors';
import { nearestFirst } from './nearest';

export interface KeyChoice {
  readonly file: string;
  readonly keys: readonly string[];
  /** What stands after the `#`, if anything does. */
  readonly selector: string | undefined;
  /** Which input of the request this is ("prediction"), for the one-click way out. */
  readonly input?: string | undefined;
  /** "array" or "column": what the keys name. */
  readonly noun: string;
}

/**
 * The key that the selector names; without a selector, the only one there is.
 * @throws LossaryError `missingKey`, listing the keys: the most similar first.
 */
export function chooseKey({ file, keys, selector, input, noun }: KeyChoice): string {
  if (selector !== undefined && keys.includes(selector)) return selector;
  if (selector === undefined && keys.length === 1) return keys[0]!;
  const listed = selector === undefined ? keys : nearestFirst(selector, keys);
  const message =
    selector === undefined
      ? `The file holds ${keys.length} ${noun}s: ${listKeys(listed)}.`
      : `There is no ${noun} "${selector}". The file holds ${listKeys(listed)}.`;
  throw new LossaryError({
    code: 'missingKey',
    message,
    file,
    fix: `Name one: ${file}#${listed[0] ?? ''}`,
    ...(input === undefined ? {} : { remedies: [{ kind: 'useKey', input, keys: listed }] }),
  });
}

/** The first twelve, and how many there are besides. */
export function listKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, 12).join(', ');
  return keys.length > 12 ? `${shown} and ${keys.length - 12} more` : shown;
}
