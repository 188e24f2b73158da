// Rows that are distributions: each sums to 1.
import { LossaryError } from '../../protocol/errors';
import type { ArraySource } from '../readers/source';

const TOLERANCE = 1e-6;
const COARSE_TOLERANCE = 1e-3;

/** @throws LossaryError naming the first row that does not sum to 1 (to 1e-6; 1e-3 for float16 and float32). */
export function requireRowSums(
  values: Float64Array,
  columns: number,
  firstRow: number,
  source: ArraySource,
  fix: string,
): void {
  const tolerance = source.dtype === 'float32' || source.dtype === 'float16' ? COARSE_TOLERANCE : TOLERANCE;
  for (let at = 0; at < values.length; at += columns) {
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += values[at + k] ?? NaN;
    if (Math.abs(sum - 1) <= tolerance || Number.isNaN(sum)) continue;
    const row = firstRow + at / columns;
    throw new LossaryError({
      code: 'range',
      file: source.name,
      place: `row ${row}`,
      message: `The row sums to ${Number(sum.toPrecision(6))}, and a distribution sums to 1.`,
      fix,
    });
  }
}
