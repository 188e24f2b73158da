// Arrays that a form needs worked out from the data before it is evaluated: counts of classes, shares of
// positives, gaps between positions, distances from the border of a mask.
import type { Derived } from '../../catalogue/declaration';
import type { Parameters } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { readFloat64, readNumbers } from '../readers/convert';
import type { ArraySource } from '../readers/source';
import type { Arrangement } from './arrangement';
import { imagesOf } from './images';
import { maskField, type FieldName } from './maskFields';
import { labelMasks, predictionMasks } from './masks';

/** One number a column, the same for all samples; one a sample; or one a column of each sample, row-major. */
export interface DerivedArray {
  readonly level: 'sample' | 'column' | 'cell';
  readonly values: Float64Array;
}

export interface DerivedInputs {
  readonly arrangement: Arrangement;
  readonly params: Parameters;
  readonly prediction: ArraySource;
  readonly predictionScale: number;
  readonly label: ArraySource | undefined;
  readonly labelScale: number;
  readonly ignoreIndex: number | null;
  readonly positions: ArraySource | undefined;
  readonly spacing: ArraySource | undefined;
}

const CHUNK = 65536;

export function derive(what: Derived, inputs: DerivedInputs): DerivedArray {
  switch (what) {
    case 'positionGaps':
      return { level: 'column', values: gaps(sortedPositions(inputs)) };
    case 'classCounts':
      return { level: 'column', values: classCounts(inputs) };
    case 'positiveShare':
      return { level: 'sample', values: positiveShares(inputs) };
    default:
      return { level: 'cell', values: distanceField(what, inputs) };
  }
}

/** The field of every image, of every class on its own. */
function distanceField(name: FieldName, inputs: DerivedInputs): Float64Array {
  const { arrangement } = inputs;
  const { rows, columns } = arrangement;
  const images = imagesOf(arrangement, inputs.spacing, inputs.params);
  const masks = name === 'predictionDistance' ? predictionMasks(inputs) : labelMasks(inputs);
  const values = new Float64Array(rows * columns);
  const mask = new Uint8Array(images.voxels);
  for (let first = 0; first < rows; first += images.voxels) {
    for (let k = 0; k < columns; k++) {
      for (let i = 0; i < mask.length; i++) mask[i] = masks[(first + i) * columns + k] as number;
      const field = maskField(name, mask, images);
      for (let i = 0; i < mask.length; i++) values[(first + i) * columns + k] = field[i] as number;
    }
  }
  return values;
}

/** The order that sorts the positions; undefined where they are sorted or not given. */
export function columnOrder({ positions, arrangement }: DerivedInputs): Int32Array | undefined {
  if (positions === undefined) return undefined;
  const values = readFloat64(positions);
  if (values.length !== arrangement.columns) {
    throw new LossaryError({
      code: 'shape',
      file: positions.name,
      message: `There are ${values.length} positions and ${arrangement.columns} bins.`,
      fix: 'Give one position a bin.',
    });
  }
  const order = Int32Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  return order.every((k, i) => k === i) ? undefined : order;
}

function sortedPositions({ positions, arrangement }: DerivedInputs): Float64Array {
  if (positions === undefined) return Float64Array.from({ length: arrangement.columns }, (_, k) => k);
  return readFloat64(positions).sort();
}

/** The distance from each position to the next; 0 after the last. */
function gaps(positions: Float64Array): Float64Array {
  return positions.map((x, k) => (k + 1 < positions.length ? (positions[k + 1] ?? 0) - x : 0));
}

function classCounts({ arrangement, label, ignoreIndex }: DerivedInputs): Float64Array {
  const { rows, columns, labels } = arrangement;
  const counts = new Float64Array(columns);
  if (label === undefined) return counts;
  if (labels === 'index') {
    eachChunk(rows, (start, length) => {
      for (const v of readNumbers(label, start, length)) {
        if (v !== ignoreIndex && v >= 0 && v < columns) counts[v] = (counts[v] ?? 0) + 1;
      }
    });
    return counts;
  }
  eachChunk(rows * columns, (start, length) => {
    readNumbers(label, start, length).forEach((v, i) => {
      const column = Math.floor((start + i) / arrangement.inner) % columns;
      counts[column] = (counts[column] ?? 0) + v;
    });
  });
  return counts;
}

/** Σy / n of each sample of the first axis, repeated for its elements. */
function positiveShares({ arrangement, label, labelScale }: DerivedInputs): Float64Array {
  const { rows, shape } = arrangement;
  const out = new Float64Array(rows);
  if (label === undefined) return out;
  const samples = shape.length > 1 ? (shape[0] ?? 1) : 1;
  const each = rows / samples;
  for (let n = 0; n < samples; n++) {
    let sum = 0;
    eachChunk(each, (start, length) => {
      for (const v of readNumbers(label, n * each + start, length)) sum += v / labelScale;
    });
    out.fill(sum / each, n * each, (n + 1) * each);
  }
  return out;
}

function eachChunk(total: number, visit: (start: number, length: number) => void): void {
  for (let start = 0; start < total; start += CHUNK) visit(start, Math.min(CHUNK, total - start));
}
