// Reads and writes the columns of samples wherever the class axis stands: rows of the last axis are contiguous,
// other axes are planes that are gathered into rows.
import { readNumbers } from '../readers/convert';
import type { ArraySource } from '../readers/source';
import type { Arrangement } from './arrangement';
import type { Numbers } from './pass';

/** Index in the array of number `i` of a block of rows that begins at sample `start`. */
export function columnElement({ columns, inner }: Arrangement, start: number, i: number): number {
  const sample = start + Math.floor(i / columns);
  const column = i % columns;
  return (Math.floor(sample / inner) * columns + column) * inner + (sample % inner);
}

/** `rows × columns` numbers from sample `start` on, row-major. A block stays within whole outer indices or one of them. */
export function readColumns(
  source: ArraySource,
  arrangement: Arrangement,
  start: number,
  rows: number,
): Float64Array {
  const { columns, inner } = arrangement;
  if (inner === 1 || columns === 1) return readNumbers(source, start * columns, rows * columns);
  const out = new Float64Array(rows * columns);
  eachRun(arrangement, start, rows, (element, row, length) => {
    const values = readNumbers(source, element, length);
    const column = Math.floor(element / inner) % columns;
    for (let i = 0; i < length; i++) out[(row + i) * columns + column] = values[i] ?? NaN;
  });
  return out;
}

/**
 * Hands row-major numbers back in the array's own order, a contiguous run at a time. `order` says which column of
 * the array each column of `values` was.
 */
export function writeColumns(
  arrangement: Arrangement,
  start: number,
  values: Numbers,
  order: Int32Array | undefined,
  write: (element: number, values: Numbers) => void,
): void {
  const { columns, inner } = arrangement;
  if (order !== undefined) {
    writeColumns(arrangement, start, backInOrder(values, order), undefined, write);
    return;
  }
  if (inner === 1 || columns === 1) {
    write(start * columns, values);
    return;
  }
  eachRun(arrangement, start, values.length / columns, (element, row, length) => {
    const column = Math.floor(element / inner) % columns;
    const run = new Float64Array(length);
    for (let i = 0; i < length; i++) run[i] = values[(row + i) * columns + column] ?? NaN;
    write(element, run);
  });
}

function backInOrder(values: Numbers, order: Int32Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let at = 0; at < values.length; at += order.length) {
    order.forEach((from, to) => {
      out[at + from] = values[at + to] ?? NaN;
    });
  }
  return out;
}

/** Visits the contiguous runs of a block in the array's order: where each begins, its first row, its length. */
export function eachRun(
  { columns, inner }: Arrangement,
  start: number,
  rows: number,
  visit: (element: number, row: number, length: number) => void,
): void {
  let row = 0;
  while (row < rows) {
    const outer = Math.floor((start + row) / inner);
    const offset = (start + row) % inner;
    const length = Math.min(inner - offset, rows - row);
    for (let column = 0; column < columns; column++)
      visit((outer * columns + column) * inner + offset, row, length);
    row += length;
  }
}
