// The foreground of a label and of a prediction as masks: 1 where an element (of a class) belongs to it.
import type { Parameters } from '../../protocol/compute';
import { sigmoid } from '../../math/pointwise';
import { readNumbers } from '../readers/convert';
import type { ArraySource } from '../readers/source';
import type { Arrangement } from './arrangement';
import { classIndices } from './check';
import { readColumns } from './columns';

export interface MaskInputs {
  readonly arrangement: Arrangement;
  readonly params: Parameters;
  readonly prediction: ArraySource;
  readonly predictionScale: number;
  readonly label: ArraySource | undefined;
  readonly labelScale: number;
  readonly ignoreIndex: number | null;
}

const CHUNK = 65536;

/** Row-major, one a column of each sample. An ignored label is background. */
export function labelMasks({ arrangement, label, labelScale, ignoreIndex }: MaskInputs): Uint8Array {
  const { rows, columns, labels } = arrangement;
  const masks = new Uint8Array(rows * columns);
  if (label === undefined) return masks;
  eachChunk(arrangement, (start, length) => {
    if (labels === 'index') {
      const indices = new Int32Array(length);
      const numbers = readNumbers(label, start, length).map((v) => v / labelScale);
      classIndices(numbers, indices, columns, label, (i) => start + i, ignoreIndex);
      indices.forEach((k, i) => {
        if (k >= 0) masks[(start + i) * columns + k] = 1;
      });
      return;
    }
    readColumns(label, arrangement, start, length).forEach((v, i) => {
      masks[start * columns + i] = v !== ignoreIndex && v / labelScale > 0.5 ? 1 : 0;
    });
  });
  return masks;
}

/**
 * Row-major, 1 where the probability is above the threshold. The threshold of logits is a logit: 0 stands for the
 * probability ½; several classes go through the softmax first.
 */
export function predictionMasks({
  arrangement,
  params,
  prediction,
  predictionScale,
}: MaskInputs): Uint8Array {
  const { rows, columns, layout } = arrangement;
  const logits = params['input'] === 'logits';
  const given = params['threshold'];
  const threshold = typeof given === 'number' ? given : logits ? 0 : 0.5;
  const softmax = logits && layout === 'classes';
  const masks = new Uint8Array(rows * columns);
  eachChunk(arrangement, (start, length) => {
    const numbers = readColumns(prediction, arrangement, start, length);
    if (predictionScale !== 1)
      for (let i = 0; i < numbers.length; i++) numbers[i] = numbers[i]! / predictionScale;
    if (softmax)
      for (let at = 0; at < numbers.length; at += columns) normalize(numbers.subarray(at, at + columns));
    const limit = softmax ? sigmoid(threshold) : threshold;
    for (let i = 0; i < numbers.length; i++) masks[start * columns + i] = numbers[i]! > limit ? 1 : 0;
  });
  return masks;
}

/** The softmax of one row, in place. */
function normalize(row: Float64Array): void {
  const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let k = 0; k < row.length; k++) sum += row[k] = Math.exp((row[k] as number) - top);
  for (let k = 0; k < row.length; k++) row[k] = (row[k] as number) / sum;
}

function eachChunk({ rows, columns }: Arrangement, visit: (start: number, length: number) => void): void {
  const step = Math.max(1, Math.floor(CHUNK / columns));
  for (let start = 0; start < rows; start += step) visit(start, Math.min(step, rows - start));
}
