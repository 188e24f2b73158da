// Arrays written in a text: Python lists and tuples, JSON, what NumPy, PyTorch, TensorFlow and JAX print, and such
// text inside np.array(…) or torch.tensor(…). Nothing is run: what would have to be run is refused.
import { InlineParser } from './inlineParser';
import { ARRAY_CALLS, NUMBER_CALLS } from './inlineWords';
import { memoryArray } from './memoryArray';
import type { GatheredNumbers } from './numberList';
import type { ArraySource } from './source';

export interface InlineArray extends GatheredNumbers {
  readonly shape: readonly number[];
}

/**
 * The one array that `text` holds: `[[1, 2], [3, 4]]`, `[[1. 2.]\n [3. 4.]]`, `np.array([.5, nan])`, `y = (1, 0)`,
 * or numbers without brackets, one row a line.
 * @throws LossaryError with line and column in what `name` calls the text.
 */
export function parseInline(text: string, name = 'inline array'): InlineArray {
  const parser = new InlineParser(text, name);
  parser.skipAssignment();
  const shape = parser.startsWithNumber() ? parser.readBareRows() : parser.readValue();
  parser.expectEnd();
  return { ...parser.numbers.finish(), shape };
}

/** The array literal that begins at `start`, and where it ends. What follows is not looked at. */
export function parseInlineAt(
  text: string,
  start: number,
  name: string,
): { array: InlineArray; end: number } {
  const parser = new InlineParser(text, name, start);
  const shape = parser.readValue();
  return { array: { ...parser.numbers.finish(), shape }, end: parser.position };
}

/** Whether an input is an array itself rather than the path of one. */
export function looksInline(text: string): boolean {
  const match = /^\s*(?:[[(]|<tf\.|([A-Za-z_][\w.]*)\s*\()/.exec(text);
  if (match === null) return false;
  const call = match[1]?.split('.').at(-1);
  return call === undefined || ARRAY_CALLS.has(call) || NUMBER_CALLS.has(call);
}

export function inlineSource(array: InlineArray, name: string): ArraySource {
  return memoryArray({ name, dtype: array.dtype, shape: array.shape, data: array.data });
}
