// One image of an array of any size, as a few pixels: what the mask view paints on. Nothing but that image is read.
import { LossaryError } from '../../protocol/errors';
import type { ImageRequest, SmallImage } from '../../protocol/messages';
import { readNumbers } from './convert';
import type { Places } from './locate';
import { openArray } from './open';
import type { ArraySource } from './source';

/**
 * The last two axes that are longer than 1 are height and width.
 * @throws LossaryError `shape` where there are no two such axes or no image of that index, `range` where a pixel is
 * not finite.
 */
export function readImage(request: ImageRequest, places: Places): SmallImage {
  const array = openArray(request.source, { ...places, role: request.layer });
  try {
    return shrink(array, request);
  } finally {
    array.close();
  }
}

function shrink(array: ArraySource, { layer, index, most }: ImageRequest): SmallImage {
  const [width = 0, height = 0, ...before] = array.shape.filter((length) => length !== 1).reverse();
  const images = before.reduce((product, length) => product * length, 1);
  if (width * height === 0) throw new LossaryError(noImage(array));
  if (!Number.isInteger(index) || index < 0 || index >= images) {
    throw new LossaryError({
      code: 'shape',
      message: `There is no image ${index}.`,
      file: array.name,
      fix: `It holds ${images}; they are counted from 0.`,
    });
  }
  const share = Math.min(1, most / Math.max(height, width));
  const [rows, columns] = [height, width].map((side) => Math.max(1, Math.round(side * share))) as [
    number,
    number,
  ];
  const sums = sumsOf(array, { layer, start: index * height * width, height, width, rows, columns });
  const { read, values } = layer === 'label' ? labelOf(sums) : predictionOf(sums);
  return { ok: true, rows, columns, values, height, width, index, images, read };
}

interface Cut {
  readonly layer: 'prediction' | 'label';
  /** Of the image's first element. */
  readonly start: number;
  readonly height: number;
  readonly width: number;
  readonly rows: number;
  readonly columns: number;
}

/** Of the pixels that become one: how many, their sum, how many are above 0, and the sum of their sigmoids. */
interface Sums {
  readonly counts: Float64Array;
  readonly plain: Float64Array;
  readonly positive: Float64Array;
  readonly squashed: Float64Array;
  readonly least: number;
  readonly greatest: number;
  readonly whole: boolean;
}

/** Everything in one pass: a compressed member is read once, and what the numbers are is known at the end of it. */
function sumsOf(array: ArraySource, { start, height, width, rows, columns }: Cut): Sums {
  const fresh = (): Float64Array => new Float64Array(rows * columns);
  const [counts, plain, positive, squashed] = [fresh(), fresh(), fresh(), fresh()];
  let [least, greatest, whole] = [Infinity, -Infinity, true];
  for (let y = 0; y < height; y++) {
    const numbers = readNumbers(array, start + y * width, width);
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++) {
      const v = numbers[x]!;
      if (!Number.isFinite(v)) throw new LossaryError(notFinite(array, start + y * width + x, v));
      const at = row + Math.floor((x * columns) / width);
      counts[at]!++;
      plain[at]! += v;
      if (v > 0) positive[at]!++;
      squashed[at]! += 1 / (1 + Math.exp(-v));
      if (v < least) least = v;
      if (v > greatest) greatest = v;
      whole &&= Number.isInteger(v);
    }
  }
  return { counts, plain, positive, squashed, least, greatest, whole };
}

function labelOf({ counts, positive }: Sums): Pick<SmallImage, 'read' | 'values'> {
  return { read: 'asIs', values: Array.from(positive, (n, i) => (2 * n >= counts[i]! ? 1 : 0)) };
}

function predictionOf(sums: Sums): Pick<SmallImage, 'read' | 'values'> {
  const { counts, plain, squashed, least, greatest, whole } = sums;
  const mean = (of: Float64Array, by = 1): number[] => Array.from(of, (sum, i) => sum / counts[i]! / by);
  if (least >= 0 && greatest <= 1) return { read: 'asIs', values: mean(plain) };
  if (least >= 0 && greatest <= 255 && whole) return { read: 'dividedBy255', values: mean(plain, 255) };
  return { read: 'logits', values: mean(squashed) };
}

function noImage({ name, shape }: ArraySource) {
  return {
    code: 'shape',
    message: `An array of shape [${shape.join(', ')}] holds no image.`,
    file: name,
    fix: 'Choose one whose last two axes are height and width.',
  } as const;
}

function notFinite(array: ArraySource, element: number, value: number) {
  return {
    code: 'range',
    message: `A pixel is ${value}.`,
    file: array.name,
    place: array.place(element),
    fix: 'Choose an image whose pixels are all numbers.',
  } as const;
}
