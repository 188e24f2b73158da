// Which elements make up one image (of one class), for losses and metrics that look at distances.
import type { Parameters } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { readFloat64 } from '../readers/convert';
import { describeShape, elementCount } from '../readers/shape';
import type { ArraySource } from '../readers/source';
import type { Arrangement } from './arrangement';

export interface Images {
  /** The last axes of the samples. */
  readonly shape: readonly number[];
  /** Voxel size along each of them. */
  readonly spacing: readonly number[];
  /** Voxels of one image. */
  readonly voxels: number;
  /** How many there are, and the axes that they are counted along: image m is samples m · voxels and on. */
  readonly count: number;
  readonly leading: readonly number[];
}

/**
 * `spacing` has one number for each axis of an image, or `spatialDims` says how many there are; the axes before are
 * counted as samples. Without either an image is everything, or everything but the first axis of scores of classes.
 * @throws LossaryError where the spacing does not fit
 */
export function imagesOf(
  arrangement: Arrangement,
  spacing: ArraySource | undefined,
  params: Parameters,
): Images {
  const axes = sampleShape(arrangement);
  const classes = arrangement.layout === 'classes' && axes.length > 1;
  const wanted = params['spatialDims'];
  const byDefault = typeof wanted === 'number' ? wanted : axes.length - (classes ? 1 : 0);
  const dims = spacing === undefined ? byDefault : spacing.length;
  const sizes = spacing === undefined ? new Array<number>(dims).fill(1) : [...readFloat64(spacing)];
  if (spacing !== undefined) checkSpacing(spacing, sizes, axes, wanted);
  else if (dims > axes.length) {
    throw new LossaryError({
      code: 'badParameter',
      message: `spatialDims is ${dims}, and the label has shape ${describeShape(axes)}.`,
      fix: `Give a number from 1 to ${axes.length}.`,
    });
  }
  const shape = axes.slice(axes.length - dims);
  const leading = axes.slice(0, axes.length - dims);
  return { shape, spacing: sizes, voxels: elementCount(shape), count: elementCount(leading), leading };
}

/** The prediction's shape without its class axis: what the samples are counted along. */
export function sampleShape({ layout, shape, columns, inner }: Arrangement): readonly number[] {
  if (layout !== 'classes') return shape.length === 0 ? [1] : shape;
  if (shape.length === 1) return [1];
  const fits = (axis: number): boolean =>
    shape[axis] === columns && elementCount(shape.slice(axis + 1)) === inner;
  const axis = fits(1) ? 1 : shape.findIndex((_, k) => fits(k));
  return [...shape.slice(0, axis), ...shape.slice(axis + 1)];
}

function checkSpacing(
  spacing: ArraySource,
  sizes: readonly number[],
  axes: readonly number[],
  spatialDims: unknown,
): void {
  const clash = typeof spatialDims === 'number' && spatialDims !== sizes.length;
  if (clash || sizes.length > axes.length) {
    throw new LossaryError({
      code: 'shape',
      file: spacing.name,
      message: clash
        ? `There are ${sizes.length} spacings, and spatialDims is ${spatialDims}.`
        : `There are ${sizes.length} spacings, and the label has shape ${describeShape(axes)}.`,
      fix: 'Give one spacing for each axis of an image.',
    });
  }
  const wrong = sizes.findIndex((size) => !(size > 0 && size < Infinity));
  if (wrong < 0) return;
  throw new LossaryError({
    code: 'range',
    file: spacing.name,
    place: spacing.place(wrong),
    message: `A spacing of ${sizes[wrong]} is no size of a voxel.`,
    fix: 'Spacings are greater than 0.',
  });
}
