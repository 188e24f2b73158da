// Tables of text (.csv, .tsv, .txt) as arrays: a column, several columns, or a matrix without a header.
import { LossaryError } from '../../protocol/errors';
import { parseCell } from './cell';
import { chooseKey, listKeys } from './chooseKey';
import { LineMap } from './lineMap';
import { memoryArray } from './memoryArray';
import type { ArraySource, ByteSource } from './source';
import { detectLayout, type TableLayout } from './tableLayout';
import { tableRows } from './tableRows';
import { headText } from './textChunks';

const HEAD_BYTES = 256 << 10;

/**
 * Opens the columns that `selector` names: `score`, `p0,p1,p2`, `0,2` (counted from 0), or `*` for all numeric ones.
 * Without a selector, the only numeric column, or all of a table that has no header. One column gives shape [rows],
 * several give [rows, columns]; float64. An empty cell is NaN, and a column without a name that counts the rows is
 * disregarded, as pandas writes them.
 * @throws LossaryError `missingKey` listing the columns; `notNumeric` or `shape` with line and column; `empty`.
 */
export function openTable(source: ByteSource, selector: string | undefined, input?: string): ArraySource {
  const layout = tableLayout(source);
  const chosen = chooseColumns(source.name, layout, selector, input);
  const values = new GrowingColumns(chosen.length);
  const lines = new LineMap();
  for (const { cells, line } of tableRows(source, layout)) {
    lines.add(values.rows, line);
    for (const column of chosen) {
      const text = cells[column]!;
      const value = parseCell(text);
      if (value === undefined) throw notNumeric(source.name, layout, column, text, line);
      values.push(value);
    }
  }
  const names = chosen.map((column) => layout.columns[column]!);
  const width = chosen.length;
  return memoryArray({
    name: selector === undefined ? source.name : `${source.name}#${selector}`,
    dtype: 'float64',
    shape: width === 1 ? [values.rows] : [values.rows, width],
    data: values.finish(),
    columns: names,
    place: (index) => `line ${lines.lineOf(Math.floor(index / width))}, column ${names[index % width]}`,
  });
}

/** @throws LossaryError `empty` */
export function tableLayout(source: ByteSource): TableLayout {
  const head = headText(source, HEAD_BYTES);
  const layout = head.trim() === '' ? undefined : detectLayout(head);
  if (layout === undefined || layout.sample.length === 0) {
    const message = layout === undefined ? 'The file is empty.' : 'The table has a header, but no rows.';
    throw new LossaryError({ code: 'empty', message, file: source.name });
  }
  return layout;
}

/** Whether each column holds numbers in the first rows (the one that counts the rows does not). */
export function numericColumns({ columns, sample, indexColumn }: TableLayout): boolean[] {
  return columns.map((_, column) => {
    const values = sample.map((row) => parseCell(row[column] ?? ''));
    if (column === indexColumn || values.includes(undefined)) return false;
    return values.some((value) => !Number.isNaN(value));
  });
}

function chooseColumns(
  file: string,
  layout: TableLayout,
  selector: string | undefined,
  input: string | undefined,
): readonly number[] {
  const { columns, hasHeader } = layout;
  const numeric = numericColumns(layout);
  const all = [...columns.keys()].filter((column) => numeric[column]);
  if (selector === undefined && !hasHeader) return [...columns.keys()];
  if (selector === undefined && all.length === 0) return [textColumn(layout)];
  if (selector === '*' && !columns.includes('*')) return all;
  const keys =
    selector === undefined ? all.map((column) => columns[column]!) : columns.filter((name) => name !== '');
  const choose = (wanted: string | undefined) =>
    columns.indexOf(chooseKey({ file, keys, selector: wanted, input, noun: 'column' }));
  if (selector === undefined) return [choose(undefined)];
  const wanted = columns.includes(selector) ? [selector] : selector.split(',').map((name) => name.trim());
  return wanted.map((name) => {
    const counted = /^\d+$/.test(name) && !columns.includes(name) ? Number(name) : -1;
    return counted >= 0 && counted < columns.length ? counted : choose(name);
  });
}

/** The column to complain about where none holds numbers. */
function textColumn({ columns, indexColumn }: TableLayout): number {
  return indexColumn === 0 ? 1 : Math.max(0, columns.length - 1);
}

function notNumeric(
  file: string,
  layout: TableLayout,
  column: number,
  text: string,
  line: number,
): LossaryError {
  const name = layout.columns[column]!;
  const cells = [...new Set(layout.sample.map((row) => row[column]?.trim() ?? ''))];
  const place = `line ${line}, column ${name}`;
  if (cells.every((cell) => parseCell(cell) === undefined)) {
    return new LossaryError({
      code: 'notNumeric',
      message: `The column holds names (${listKeys(cells.slice(0, 3))}), not numbers.`,
      file,
      place,
      fix: `Replace names by class numbers: df[${JSON.stringify(name)}].astype("category").cat.codes in pandas.`,
    });
  }
  const decimalComma = /^\s*[+-]?\d+,\d+\s*$/.test(text);
  return new LossaryError({
    code: 'notNumeric',
    message: `Expected a number, found the text "${text.trim()}".`,
    file,
    place,
    ...(decimalComma ? { fix: 'Save the table with decimal points instead of decimal commas.' } : {}),
  });
}

/** Rows of a fixed width, added value by value. */
class GrowingColumns {
  private values = new Float64Array(1024);
  private length = 0;

  constructor(private readonly width: number) {}

  get rows(): number {
    return this.length / this.width;
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  finish(): Float64Array {
    return this.values.subarray(0, this.length);
  }
}
