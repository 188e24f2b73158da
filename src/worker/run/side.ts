// The numbers of one side of a block, the prediction or the label, wherever and however they lie.
import { ITEM_BYTES, type DType } from '../readers/source';
import { toFloat64 } from '../readers/convert';
import type { Numbers } from './pass';

export interface Side {
  readonly values: Numbers;
  readonly columns: number;
  /** Steps in `values` from a sample to the next, and from a column to the next. */
  readonly row: number;
  readonly column: number;
}

/** What the outputs of a block were computed from, put together when somebody asks. */
export interface Sides {
  prediction(): Side | undefined;
  label(): Side | undefined;
  /** Whether labels are indices of classes, one a sample. */
  readonly indexed: boolean;
}

/** Numbers that lie row-major. */
function rowMajor(values: Numbers, rows: number): Side {
  const columns = values.length / rows;
  return { values, columns, row: columns, column: 1 };
}

/** A side among the values of symbols, where boxes have an array for each coordinate. */
export function sideOf(
  name: 'prediction' | 'label',
  values: ReadonlyMap<string, number | Numbers>,
  rows: number,
): Side | undefined {
  const whole = values.get(name);
  if (whole !== undefined) return typeof whole === 'number' ? undefined : rowMajor(whole, rows);
  const axes = [0, 1, 2, 3].flatMap((axis) => {
    const coordinate = values.get(`${name}${axis}`);
    return coordinate === undefined || typeof coordinate === 'number' ? [] : [coordinate];
  });
  if (axes.length === 0) return undefined;
  const together = new Float64Array(axes.length * rows);
  axes.forEach((coordinate, k) => together.set(coordinate, k * rows));
  return { values: together, columns: axes.length, row: 1, column: rows };
}

/** The sides of a block whose numbers are known by symbol. @param label indices of classes, where labels are that */
export function sidesOf(
  values: ReadonlyMap<string, number | Numbers>,
  label: Int32Array | undefined,
  rows: number,
): Sides {
  return {
    prediction: () => sideOf('prediction', values, rows),
    label: () =>
      label === undefined ? sideOf('label', values, rows) : rowMajor(Float64Array.from(label), rows),
    indexed: label !== undefined,
  };
}

/** The numbers of one sample. */
export function sampleOf({ values, columns, row, column }: Side, index: number): number[] {
  return Array.from({ length: columns }, (_, k) => values[index * row + k * column] ?? NaN);
}

/** Floating-point numbers where they lie; others converted. `bytes` begin at a multiple of the item's size. */
export function numbersIn(dtype: DType, bytes: Uint8Array): Numbers {
  const count = bytes.length / ITEM_BYTES[dtype];
  if (dtype === 'float32') return new Float32Array(bytes.buffer, bytes.byteOffset, count);
  if (dtype === 'float64') return new Float64Array(bytes.buffer, bytes.byteOffset, count);
  return toFloat64(dtype, bytes);
}
