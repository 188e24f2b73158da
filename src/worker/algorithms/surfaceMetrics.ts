// Metrics of how far the surfaces of two masks are apart. Maier-Hein, Reinke et al. 2024, Metrics reloaded; Nikolov
// et al. 2021, https://doi.org/10.2196/26151, for the surface Dice at a tolerance.
import type { Parameters, Reduction, ResultValue } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { imagesOf, type Images } from '../run/images';
import { nest } from '../run/sink';
import type { Algorithm } from './algorithm';
import { readMaskPair } from './maskPair';
import { descendingOrder } from './radixSort';
import { cropToUnion, directedDistances, percentile, surfaceOf } from './surface';
import { cellCodes, surfelSizes } from './surfels';

/** Distances of one surface's voxels, or surface elements, to the other surface. */
export interface Directed {
  /** Ascending, at least one. */
  readonly distances: Float64Array;
  /** The size of each element, where they do not count alike. */
  readonly sizes?: Float64Array;
}

export interface SurfaceDistances {
  readonly there: Directed;
  readonly back: Directed;
}

type SurfaceMetric = (found: SurfaceDistances, params: Parameters) => number;

const last = ({ distances }: Directed): number => distances.at(-1) ?? NaN;

/** The largest distance of all. */
export const hausdorff = metric(({ there, back }) => Math.max(last(there), last(back)), 0, Infinity);

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
  return sorted(join(there.distances, back.distances), sizes);
}

function sorted(distances: Float64Array, sizes: Float64Array | undefined): Directed {
  if (sizes === undefined) return { distances: distances.sort() };
  const order = descendingOrder(distances).reverse();
  const inOrder = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i] ?? NaN);
  return { distances: inOrder(distances), sizes: inOrder(sizes) };
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
  if (sizes === undefined) return percentile(distances, q);
  const all = sizes.reduce((a, b) => a + b, 0);
  let sum = 0;
  const at = distances.findIndex((_, i) => (sum += sizes[i] ?? 0) / all >= q / 100);
  return distances.at(at) ?? NaN;
}

/** @param bothEmpty the value where neither mask has a voxel @param oneEmpty where only one has */
function metric(of: SurfaceMetric, bothEmpty: number, oneEmpty: number): Algorithm {
  return async (input) => {
    const { arrangement, params, sources } = input.data.options;
    const images = imagesOf(arrangement, sources.extra['spacing'], params);
    const sizes = params['weighing'] === 'area' ? sizesOf(images) : undefined;
    const { prediction, label, planes } = await readMaskPair(input);
    const values = new Float64Array(images.count * planes);
    let [empty, lone] = [0, 0];
    for (let image = 0; image < images.count; image++) {
      for (let k = 0; k < planes; k++) {
        const start = k * arrangement.rows + image * images.voxels;
        const cut = (mask: Uint8Array): Uint8Array => mask.subarray(start, start + images.voxels);
        const found = surfaceDistances(cut(prediction), cut(label), images, sizes);
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

/** @param sizes of the elements of a surface by their code, where they do not count alike */
export function surfaceDistances(
  prediction: Uint8Array,
  label: Uint8Array,
  { shape, spacing }: Pick<Images, 'shape' | 'spacing'>,
  sizes?: Float64Array,
): SurfaceDistances | 'both empty' | 'one empty' {
  const box = cropToUnion(prediction, label, shape);
  if (box === undefined) return 'both empty';
  const [a, b] = box.masks;
  if (!a.includes(1) || !b.includes(1)) return 'one empty';
  if (sizes !== undefined) return elementDistances(a, b, box.shape, spacing, sizes);
  const [surfaceA, surfaceB] = [surfaceOf(a, box.shape), surfaceOf(b, box.shape)];
  return {
    there: sorted(directedDistances(surfaceA, surfaceB, box.shape, spacing), undefined),
    back: sorted(directedDistances(surfaceB, surfaceA, box.shape, spacing), undefined),
  };
}

/** Distances between the cells that the two surfaces pass, each cell with the size of its piece of surface. */
function elementDistances(
  a: Uint8Array,
  b: Uint8Array,
  shape: readonly number[],
  spacing: readonly number[],
  sizes: Float64Array,
): SurfaceDistances {
  const full = sizes.length - 1;
  const [first, second] = [cellCodes(a, shape), cellCodes(b, shape)];
  const passed = (codes: Uint8Array): Uint8Array => codes.map((code) => (code > 0 && code < full ? 1 : 0));
  const [ofA, ofB] = [passed(first.codes), passed(second.codes)];
  const weigh = (codes: Uint8Array): Float64Array =>
    Float64Array.from(
      codes.filter((code) => code > 0 && code < full),
      (code) => sizes[code] ?? NaN,
    );
  return {
    there: sorted(directedDistances(ofA, ofB, first.shape, spacing), weigh(first.codes)),
    back: sorted(directedDistances(ofB, ofA, first.shape, spacing), weigh(second.codes)),
  };
}
