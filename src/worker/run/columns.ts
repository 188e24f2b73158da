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

/** `rows × columns` numbers from sample `start` on, row-major. Whole outer indices are read at once. */
export function readColumns(
  source: ArraySource,
  arrangement: Arrangement,
  start: number,
  rows: number,
): Float64Array {
  const { columns, inner } = arrangement;
  if (inner === 1 || columns === 1) return readNumbers(source, start * columns, rows * columns);
  const out = new Float64Array(rows * columns);
  eachStretch(arrangement, start, rows, ({ element, row, length, outers }) => {
    const rowsOf = out.subarray(row * columns, (row + length * outers) * columns);
    if (length === inner) {
      const values = readNumbers(source, element, outers * columns * inner);
      turn(values, rowsOf, outers, columns, inner);
      return;
    }
    for (let column = 0; column < columns; column++) {
      const values = readNumbers(source, element + column * inner, length);
      for (let i = 0; i < length; i++) rowsOf[i * columns + column] = values[i] as number;
    }
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
  eachStretch(arrangement, start, values.length / columns, ({ element, row, length, outers }) => {
    const rowsOf = values.subarray(row * columns, (row + length * outers) * columns);
    const planes = like(values, rowsOf.length);
    turn(rowsOf, planes, outers, length, columns);
    if (length === inner) {
      write(element, planes);
      return;
    }
    for (let column = 0; column < columns; column++)
      write(element + column * inner, planes.subarray(column * length, (column + 1) * length));
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

/** Samples of whole outer indices, which are contiguous, or of a part of one, whose columns are `inner` apart. */
export interface Stretch {
  /** Index in the array of column 0 of the first sample. */
  readonly element: number;
  /** The first sample's row in the block. */
  readonly row: number;
  /** Samples of each outer index: `inner` where it is a whole one. */
  readonly length: number;
  readonly outers: number;
}

/** Visits a block in the array's order. */
export function eachStretch(
  { columns, inner }: Arrangement,
  start: number,
  rows: number,
  visit: (stretch: Stretch) => void,
): void {
  let row = 0;
  while (row < rows) {
    const outer = Math.floor((start + row) / inner);
    const offset = (start + row) % inner;
    const length = Math.min(inner - offset, rows - row);
    const outers = length === inner ? Math.floor((rows - row) / inner) : 1;
    visit({ element: outer * columns * inner + offset, row, length, outers });
    row += length * outers;
  }
}

/** [n, a, b] as [n, b, a]. */
function turn(from: Numbers, to: Numbers, n: number, a: number, b: number): void {
  let at = 0;
  for (let first = 0; first < n * a * b; first += a * b) {
    for (let j = 0; j < b; j++) {
      for (let i = first + j; i < first + a * b; i += b) to[at++] = from[i] as number;
    }
  }
}

function like(numbers: Numbers, length: number): Numbers {
  return numbers instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
}
