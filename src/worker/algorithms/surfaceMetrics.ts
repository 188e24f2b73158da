// Metrics of how far the surfaces of two masks are apart. Maier-Hein, Reinke et al. 2024, Metrics reloaded; Nikolov
// et al. 2021, https://doi.org/10.2196/26151, for the surface Dice at a tolerance.
import type { Parameters, Reduction, ResultValue } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { Breather } from '../run/context';
import { imagesOf, type Images } from '../run/images';
import { nest } from '../run/sink';
import type { Algorithm } from './algorithm';
import { pitchOf } from './bitMasks';
import { readMaskPair } from './maskPair';
import { percentile } from './percentile';
import { descendingOrder } from './radixSort';
import { longAxesLast, Surfaces, type Directed, type SurfaceDistances } from './surface';
import { surfelSizes } from './surfels';

type SurfaceMetric = (found: SurfaceDistances, params: Parameters) => number;

const largest = ({ distances }: Directed): number => distances.reduce((a, b) => Math.max(a, b), 0);

/** The largest distance of all. */
export const hausdorff = metric(({ there, back }) => Math.max(largest(there), largest(back)), 0, Infinity);

/** The larger of the two directions' 95th percentiles; `directions: pooled` takes one of all distances. */
export const hausdorff95 = metric(
  (found, { directions }) =>
    directions === 'pooled'
      ? percentileOf(pooled(found), 95)
      : Math.max(percentileOf(found.there, 95), percentileOf(found.back, 95)),
  0,
  Infinity,
);

/** The mean of all distances, both directions pooled. */
export const assd = metric((found) => meanOf(pooled(found)), 0, Infinity);

/** The mean of the two directions' means. */
export const masd = metric(({ there, back }) => (meanOf(there) + meanOf(back)) / 2, 0, Infinity);

/** Normalized surface Dice: the share of both surfaces that is at most `tolerance` from the other. */
export const nsd = metric(
  (found, { tolerance }) => {
    const { distances, sizes } = pooled(found);
    let [near, all] = [0, 0];
    distances.forEach((d, i) => {
      const size = sizes?.[i] ?? 1;
      all += size;
      if (d <= Number(tolerance)) near += size;
    });
    return near / all;
  },
  1,
  0,
);

function pooled({ there, back }: SurfaceDistances): Directed {
  const join = (a: Float64Array, b: Float64Array): Float64Array => {
    const all = new Float64Array(a.length + b.length);
    all.set(a);
    all.set(b, a.length);
    return all;
  };
  const sizes = there.sizes && back.sizes && join(there.sizes, back.sizes);
  return { distances: join(there.distances, back.distances), ...(sizes === undefined ? {} : { sizes }) };
}

function meanOf({ distances, sizes }: Directed): number {
  let [sum, all] = [0, 0];
  distances.forEach((d, i) => {
    const size = sizes?.[i] ?? 1;
    sum += d * size;
    all += size;
  });
  return sum / all;
}

/** Of elements with sizes the first whose share of the whole surface reaches q percent, as surface-distance does. */
function percentileOf({ distances, sizes }: Directed, q: number): number {
  if (sizes === undefined) return percentile(distances.slice(), q);
  const order = descendingOrder(distances).reverse();
  const all = order.reduce((sum, i) => sum + (sizes[i] ?? 0), 0);
  let sum = 0;
  const at = order.findIndex((i) => (sum += sizes[i] ?? 0) / all >= q / 100);
  return distances[order.at(at) ?? 0] ?? NaN;
}

/** @param bothEmpty the value where neither mask has a voxel @param oneEmpty where only one has */
function metric(of: SurfaceMetric, bothEmpty: number, oneEmpty: number): Algorithm {
  return async (input) => {
    const { arrangement, params, sources } = input.data.options;
    const images = imagesOf(arrangement, sources.extra['spacing'], params);
    const sizes = params['weighing'] === 'area' ? sizesOf(images) : undefined;
    const space = sizes === undefined ? longAxesLast(images) : images;
    const width = space.shape.at(-1) ?? 1;
    const { prediction, label, planes } = await readMaskPair(input, width);
    const surfaces = new Surfaces(space, sizes);
    const breather = new Breather(input.context);
    const bytes = (images.voxels / width) * pitchOf(width);
    const values = new Float64Array(images.count * planes);
    let [empty, lone] = [0, 0];
    for (let image = 0; image < images.count; image++) {
      for (let k = 0; k < planes; k++) {
        await breather.pause((image * planes + k) / values.length, `${image} of ${images.count} images`);
        const start = (k * images.count + image) * bytes;
        const cut = (bits: Uint8Array): Uint8Array => bits.subarray(start, start + bytes);
        const found = surfaces.between(cut(prediction), cut(label));
        if (found === 'both empty') empty++;
        if (found === 'one empty') lone++;
        values[image * planes + k] =
          found === 'both empty' ? bothEmpty : found === 'one empty' ? oneEmpty : of(found, params);
      }
    }
    return {
      value: reduced(values, images.leading, planes, params, input.wishes.reduction),
      count: values.length,
      notes: [
        ...emptyNote(lone, values.length, 'has one mask empty', oneEmpty),
        ...emptyNote(empty, values.length, 'has both masks empty', bothEmpty),
      ],
    };
  };
}

/** `per: sample` takes the mean over classes first, `sample-class` keeps a value for each. */
function reduced(
  values: Float64Array,
  leading: readonly number[],
  planes: number,
  { per }: Parameters,
  reduction: Reduction,
): ResultValue {
  const each = per === 'sample-class' ? 1 : planes;
  const found = Float64Array.from({ length: values.length / each }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < each; k++) sum += values[i * each + k] as number;
    return sum / each;
  });
  const shape = [...leading, ...(planes > each ? [planes] : [])];
  if (reduction === 'none' && shape.length > 0) return nest(found, shape);
  const sum = found.reduce((a, b) => a + b, 0);
  return reduction === 'sum' ? sum : sum / found.length;
}

function sizesOf({ shape, spacing }: Images): Float64Array {
  const dims = shape.length;
  if (dims === 2 || dims === 3) return surfelSizes(spacing);
  throw new LossaryError({
    code: 'badParameter',
    message: `Surface elements have a size in two and three dimensions, and these images have ${dims}.`,
    fix: 'Say with spatialDims or spacing which axes are space, or use weighing=points.',
  });
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
