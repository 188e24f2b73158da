// One cell of a table as a number.

/** What stands for a missing number, or a truth value, in files of pandas, R and spreadsheets. In lower case. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ...['nan', '-nan', 'na', 'n/a', '#n/a', '<na>', 'null', 'none'].map((word) => [word, NaN] as const),
  ['true', 1],
  ['false', 0],
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
]);

const NINE = 0x39;

/** The number in a cell, NaN for an empty one; `undefined` for text. */
export function parseCell(text: string): number | undefined {
  const value = Number(text);
  if (Number.isNaN(value)) return WORDS.get(text.trim().toLowerCase());
  if (value === 0 && text.trim() === '') return NaN;
  // JavaScript would also read 0x1f and 0b1, which in a table are names.
  return text.charCodeAt(1) > NINE && /^0[xob]/i.test(text) ? undefined : value;
}
