// Label, prediction and gradients pixel by pixel, as a table to read and as numbers for a file.
import { hasValue } from '../../../shared/evaluations';
import { formatReading } from '../../../shared/format';
import { valuesOf } from './pixels';
import type { Reading } from './readings';
import type { MaskState } from './state';
import type { Say } from './words';

/** Row and column, from 1. */
export function placeOf(pixel: number, { columns }: MaskState): readonly [number, number] {
  return [Math.floor(pixel / columns) + 1, (pixel % columns) + 1];
}

/** Nothing while the worker still has another size of image in hand. */
export function gradientOf(reading: Reading | undefined, { rows, columns }: MaskState): ArrayLike<number> {
  const found = reading?.found;
  if (found === undefined || !hasValue(found) || found.gradient?.length !== rows * columns) return [];
  return found.gradient;
}

export function pixelNumbers(state: MaskState, shown: readonly Reading[]) {
  const [label, prediction] = [valuesOf(state.label), valuesOf(state.prediction)];
  const slopes = shown.map((reading) => gradientOf(reading, state));
  return {
    head: ['row', 'column', 'label', 'prediction', ...shown.map((r) => `dL/dp ${r.declaration.id}`)],
    rows: prediction.map((p, i) => [
      ...placeOf(i, state),
      label[i] ?? NaN,
      p,
      ...slopes.map((gradient) => gradient[i] ?? NaN),
    ]),
  };
}

/** Row, column and label are whole or as painted; what is computed has its digits. */
export function printed([
  row = NaN,
  column = NaN,
  label = NaN,
  ...computed
]: readonly number[]): readonly string[] {
  return [...[row, column, label].map(String), ...computed.map(formatReading)];
}

export function pixelTable(state: MaskState, shown: readonly Reading[], say: Say) {
  const { head, rows } = pixelNumbers(state, shown);
  return {
    head: [say('row'), say('column'), say('label'), say('prediction'), ...head.slice(4)],
    rows: rows.map(printed),
  };
}
