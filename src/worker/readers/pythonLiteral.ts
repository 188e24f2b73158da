// Reads a Python literal: the header of an .npy file is one, and it is data, never code to run.

export type PythonLiteral =
  string | number | boolean | null | readonly PythonLiteral[] | { readonly [key: string]: PythonLiteral };

/** Where and why a literal could not be read. */
export class LiteralError extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

/**
 * Strings, integers (also Python 2's `10L`), True, False, None, tuples, lists, dictionaries with string keys.
 * @throws LiteralError
 */
export function parsePythonLiteral(text: string): PythonLiteral {
  const cursor = { text, position: 0, depth: 0 };
  const literal = parseValue(cursor);
  skipSpace(cursor);
  if (cursor.position < text.length) fail(cursor, 'expected the end');
  return literal;
}

interface Cursor {
  readonly text: string;
  position: number;
  depth: number;
}

const TOKENS: readonly (readonly [RegExp, (text: string) => PythonLiteral])[] = [
  [/[+-]?\d+(?![\d.eE])L?/y, (text) => Number.parseInt(text, 10)],
  [/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/y, (text) => text.slice(1, -1).replace(/\\(.)/g, '$1')],
  [/True\b/y, () => true],
  [/False\b/y, () => false],
  [/None\b/y, () => null],
];

function parseValue(cursor: Cursor): PythonLiteral {
  skipSpace(cursor);
  if (cursor.depth > 32) fail(cursor, 'nested too deep');
  const next = cursor.text[cursor.position];
  if (next === '(') return parseItems(cursor, ')', true);
  if (next === '[') return parseItems(cursor, ']', false);
  if (next === '{') return parseDictionary(cursor);
  for (const [pattern, read] of TOKENS) {
    pattern.lastIndex = cursor.position;
    const match = pattern.exec(cursor.text);
    if (match === null) continue;
    cursor.position = pattern.lastIndex;
    return read(match[0]);
  }
  return fail(cursor, 'expected a value');
}

function parseItems(cursor: Cursor, close: string, tuple: boolean): PythonLiteral {
  const items: PythonLiteral[] = [];
  let commas = 0;
  enter(cursor);
  while (!leave(cursor, close)) {
    if (items.length > commas) fail(cursor, 'expected a comma');
    items.push(parseValue(cursor));
    if (take(cursor, ',')) commas++;
  }
  return tuple && items.length === 1 && commas === 0 ? items[0]! : items;
}

function parseDictionary(cursor: Cursor): PythonLiteral {
  const entries: [string, PythonLiteral][] = [];
  let commas = 0;
  enter(cursor);
  while (!leave(cursor, '}')) {
    if (entries.length > commas) fail(cursor, 'expected a comma');
    const key = parseValue(cursor);
    if (typeof key !== 'string') return fail(cursor, 'expected a text as the key');
    if (!take(cursor, ':')) fail(cursor, 'expected a colon');
    entries.push([key, parseValue(cursor)]);
    if (take(cursor, ',')) commas++;
  }
  return Object.fromEntries(entries);
}

function enter(cursor: Cursor): void {
  cursor.position++;
  cursor.depth++;
}

function leave(cursor: Cursor, close: string): boolean {
  if (!take(cursor, close)) return false;
  cursor.depth--;
  return true;
}

function take(cursor: Cursor, character: string): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.position] !== character) return false;
  cursor.position++;
  return true;
}

function skipSpace(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.position] ?? '')) cursor.position++;
}

function fail(cursor: Cursor, message: string): never {
  throw new LiteralError(message, cursor.position);
}
