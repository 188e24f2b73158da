// Metrics of how far the surfaces of two masks are apart. Maier-Hein, Reinke et al. 2024, Metrics reloaded; Nikolov
// et al. 2021, https://doi.org/10.2196/26151, for the surface Dice at a tolerance.
import type { Parameters } from '../../protocol/compute';
import { imagesOf, type Images } from '../run/images';
import { nest } from '../run/sink';
import type { Algorithm } from './algorithm';
import { readMaskPair } from './maskPair';
import { cropToUnion, directedDistances, percentile, surfaceOf } from './surface';

/** Distances from the one surface to the other and back; both ascending, neither empty. */
export interface SurfaceDistances {
  readonly there: Float64Array;
  readonly back: Float64Array;
}

type SurfaceMetric = (found: SurfaceDistances, params: Parameters) => number;

/** The largest distance of all. */
export const hausdorff = metric(
  (found) => Math.max(found.there.at(-1) ?? 0, found.back.at(-1) ?? 0),
  0,
  Infinity,
);

/** The larger of the two directions' 95th percentiles; `directions: pooled` takes one of all distances. */
export const hausdorff95 = metric(
  (found, { directions }) =>
    directions === 'pooled'
      ? percentile(pooled(found).sort(), 95)
      : Math.max(percentile(found.there, 95), percentile(found.back, 95)),
  0,
  Infinity,
);

/** The mean of all distances, both directions pooled. */
export const assd = metric((found) => mean(pooled(found)), 0, Infinity);

/** The mean of the two directions' means. */
export const masd = metric(({ there, back }) => (mean(there) + mean(back)) / 2, 0, Infinity);

/** Normalized surface Dice: the share of both surfaces that is at most `tolerance` from the other. */
export const nsd = metric(
  (found, { tolerance }) => {
    const all = pooled(found);
    return all.reduce((n, d) => n + (d <= Number(tolerance) ? 1 : 0), 0) / all.length;
  },
  1,
  0,
);

function pooled({ there, back }: SurfaceDistances): Float64Array {
  const all = new Float64Array(there.length + back.length);
  all.set(there);
  all.set(back, there.length);
  return all;
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** @param bothEmpty the value where neither mask has a voxel @param oneEmpty where only one has */
function metric(of: SurfaceMetric, bothEmpty: number, oneEmpty: number): Algorithm {
  return async (input) => {
    const { arrangement, params, sources } = input.data.options;
    const images = imagesOf(arrangement, sources.extra['spacing'], params);
    const { prediction, label, planes } = await readMaskPair(input);
    const values = new Float64Array(images.count * planes);
    let [empty, lone] = [0, 0];
    for (let image = 0; image < images.count; image++) {
      for (let k = 0; k < planes; k++) {
        const start = k * arrangement.rows + image * images.voxels;
        const cut = (mask: Uint8Array): Uint8Array => mask.subarray(start, start + images.voxels);
        const found = surfaceDistances(cut(prediction), cut(label), images);
        if (found === 'both empty') empty++;
        if (found === 'one empty') lone++;
        values[image * planes + k] =
          found === 'both empty' ? bothEmpty : found === 'one empty' ? oneEmpty : of(found, params);
      }
    }
    const { reduction } = input.wishes;
    const shape = [...images.leading, ...(planes > 1 ? [planes] : [])];
    const sum = values.reduce((a, b) => a + b, 0);
    return {
      value:
        reduction === 'none' && shape.length > 0
          ? nest(values, shape)
          : reduction === 'sum'
            ? sum
            : sum / values.length,
      count: values.length,
      notes: [
        ...emptyNote(lone, values.length, 'has one mask empty', oneEmpty),
        ...emptyNote(empty, values.length, 'has both masks empty', bothEmpty),
      ],
    };
  };
}

function emptyNote(count: number, of: number, what: string, value: number): string[] {
  if (count === 0) return [];
  const shown = value === Infinity ? 'infinity' : String(value);
  return [
    of === 1
      ? `It ${what}: ${shown}.`
      : `${count} of ${of} ${count === 1 ? what : what.replace('has', 'have')}: ${shown} each.`,
  ];
}

export function surfaceDistances(
  prediction: Uint8Array,
  label: Uint8Array,
  { shape, spacing }: Pick<Images, 'shape' | 'spacing'>,
): SurfaceDistances | 'both empty' | 'one empty' {
  const box = cropToUnion(prediction, label, shape);
  if (box === undefined) return 'both empty';
  const [a, b] = box.masks;
  if (!a.includes(1) || !b.includes(1)) return 'one empty';
  const [surfaceA, surfaceB] = [surfaceOf(a, box.shape), surfaceOf(b, box.shape)];
  return {
    there: directedDistances(surfaceA, surfaceB, box.shape, spacing).sort(),
    back: directedDistances(surfaceB, surfaceA, box.shape, spacing).sort(),
  };
}
