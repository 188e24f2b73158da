// .json files: nested arrays, an object with an array for each key, or a list of records.
import { parse as parseTolerantly, type ParseError } from 'jsonc-parser';
import { LossaryError } from '../../protocol/errors';
import { chooseKey } from './chooseKey';
import { placeIn } from './inlineCursor';
import { memoryArray } from './memoryArray';
import { describePath, gatherNested, isNamedNumber } from './nested';
import { NumberList } from './numberList';
import { gatherRecords, isRecord } from './records';
import type { ArraySource, ByteSource } from './source';
import { wholeText } from './textChunks';

/**
 * Opens the array that `selector` names: a key of the object (`outputs.logits` for an object inside), or a field of
 * its records. `NaN` and `Infinity` may stand bare, as Python writes them, or as text.
 * @throws LossaryError `corrupt` with line and column; `missingKey`; `shape` or `notNumeric` with the element.
 */
export function openJson(source: ByteSource, selector: string | undefined, input?: string): ArraySource {
  const value = readJson(source);
  if (Array.isArray(value) && isRecord(value[0])) {
    const rows = value.map((row: unknown, index) => ({ row, place: `record ${index}` }));
    return gatherRecords(rows, { file: source.name, selector, input });
  }
  const arrays = jsonArrays(value);
  if (arrays.size === 0) {
    throw new LossaryError({
      code: 'empty',
      message: 'There is no array of numbers in this file.',
      file: source.name,
      fix: 'Expected [0.1, 0.9] or { "probs": [0.1, 0.9] }.',
    });
  }
  const all = [...arrays.keys()];
  const numeric = all.filter((key) => isNumeric(arrays.get(key)));
  const keys = numeric.length === 0 ? all : numeric;
  const named = selector !== undefined && arrays.has(selector);
  const key = named ? selector : chooseKey({ file: source.name, keys, selector, input, noun: 'array' });
  return jsonArray(arrays.get(key), key === '' ? source.name : `${source.name}#${key}`, source.name);
}

/** What the file holds, parsed. @throws LossaryError `corrupt` with line and column, or `empty`. */
export function readJson(source: ByteSource): unknown {
  const text = wholeText(source);
  if (text.trim() === '')
    throw new LossaryError({ code: 'empty', message: 'The file is empty.', file: source.name });
  return parseJson(text, source.name);
}

/** Parses JSON in which NaN and Infinity may stand bare. @throws LossaryError `corrupt` with line and column. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const named = text.replace(BARE_NUMBERS, (all, word: string | undefined) =>
      word === undefined ? all : `"${word}"`,
    );
    try {
      return JSON.parse(named);
    } catch {
      throw faultIn(named, file);
    }
  }
}

/** Strings, so that words inside of them stay, or one of Python's names for what is no number in JSON. */
const BARE_NUMBERS = /"(?:[^"\\]|\\.)*"|(-?\b(?:NaN|Infinity)\b)/g;

function faultIn(text: string, file: string): LossaryError {
  const errors: ParseError[] = [];
  parseTolerantly(text, errors, { disallowComments: true });
  const offset = errors[0]?.offset ?? 0;
  const here = text.slice(offset, offset + 12).split('\n')[0] ?? '';
  const what =
    offset >= text.trimEnd().length ? 'It ends too early' : `Did not expect ${JSON.stringify(here)}`;
  return new LossaryError({
    code: 'corrupt',
    message: `This is not valid JSON. ${what}.`,
    file,
    place: placeIn(text, offset),
  });
}

/** The arrays by their keys, '' for a file that is one; a dot leads into an object. */
export function jsonArrays(value: unknown): Map<string, unknown> {
  const arrays = new Map<string, unknown>();
  const numbers = new Map<string, unknown>();
  const visit = (here: unknown, key: string): void => {
    if (Array.isArray(here)) arrays.set(key, here);
    else if (isRecord(here)) {
      for (const [name, inner] of Object.entries(here)) visit(inner, key === '' ? name : `${key}.${name}`);
    } else if (typeof here === 'number' || typeof here === 'boolean') numbers.set(key, here);
  };
  visit(value, '');
  return arrays.size > 0 ? arrays : numbers;
}

/** Whether the first thing inside of the brackets is a number, or stands for one. */
export function isNumeric(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0 || isNumeric(value[0]);
  return typeof value === 'number' || typeof value === 'boolean' || isNamedNumber(value);
}

export function jsonArray(value: unknown, name: string, file: string): ArraySource {
  const numbers = new NumberList();
  const shape = gatherNested(value, numbers, { file, place: describePath });
  const { dtype, data } = numbers.finish();
  return memoryArray({ name, dtype, shape, data });
}
