// Arrays written in a text: Python lists and tuples, JSON, what NumPy, PyTorch, TensorFlow and JAX print, and such
// text inside np.array(…) or torch.tensor(…). Nothing is run: what would have to be run is refused.
import { SUPPORTED_EXTENSIONS } from './formats';
import { InlineParser } from './inlineParser';
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

/**
 * Whether an input is an array itself rather than the path of one: it begins with a bracket or a call, holds nothing
 * but numbers, or has several lines.
 */
export function looksInline(text: string): boolean {
  const input = text.trim();
  if (/^(?:[[({]|<tf\.)/.test(input) || input.includes('\n')) return true;
  if (WITH_EXTENSION.test(input)) return false;
  return /^[\w.]+\s*\(/.test(input) || /^[-+.\d][-+.\deE,;\s]*$/.test(input);
}

const WITH_EXTENSION = new RegExp(`\\.(?:${SUPPORTED_EXTENSIONS.join('|')})(?:#|$)`, 'i');

export function inlineSource(array: InlineArray, name: string): ArraySource {
  return memoryArray({ name, dtype: array.dtype, shape: array.shape, data: array.data });
}
