// Mean average precision and recall of detections, COCO's twelve numbers. Lin et al. 2014,
// https://arxiv.org/abs/1405.0312, as pycocotools computes them for boxes.
import { readFloat64 } from '../readers/convert';
import { DETECTION_COLUMNS, TRUTH_COLUMNS } from '../readers/coco';
import { Breather } from '../run/context';
import type { Algorithm } from './algorithm';
import { match, overlaps, type ImageTruth, type Matches } from './cocoMatch';

/** 0.50 to 0.95, as numpy.linspace rounds them. */
const IOUS = Array.from({ length: 10 }, (_, i) => (i === 9 ? 0.95 : 0.5 + i * ((0.95 - 0.5) / 9)));
const RECALLS = Array.from({ length: 101 }, (_, i) => (i === 100 ? 1 : i * 0.01));
const MAX_DETECTIONS = [1, 10, 100] as const;
const AREAS: Readonly<Record<'all' | 'small' | 'medium' | 'large', readonly [number, number]>> = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
};

/** What one class, one range of areas and one limit of detections give: a number an IoU; −1 without objects. */
interface Scored {
  /** Mean precision over the recalls. */
  readonly precision: number[];
  readonly recall: number[];
}

interface ClassImage {
  readonly scores: Float64Array;
  readonly matches: Matches;
}

/** Detections [n, 7] against true objects [m, 8] (`readers/coco.ts`). A number without any object is −1. */
export const cocoMap: Algorithm = async ({ data, context }) => {
  const { prediction, label } = data.options.sources;
  if (label === undefined) throw new Error('arrange() has seen to it that there is a label');
  const found = byClassAndImage(readFloat64(prediction), DETECTION_COLUMNS);
  const truth = byClassAndImage(readFloat64(label), TRUTH_COLUMNS);
  const classes = [...truth.keys()].sort((a, b) => a - b);
  const breather = new Breather(context);
  const scored = new Map<string, Scored[]>();
  for (const [done, category] of classes.entries()) {
    await breather.pause(done / classes.length, 'matching detections');
    for (const [name, range] of Object.entries(AREAS)) {
      const images = matchImages(found.get(category), truth.get(category), range);
      for (const limit of MAX_DETECTIONS) {
        const key = `${name} ${limit}`;
        scored.set(key, [...(scored.get(key) ?? []), scoreClass(images, limit)]);
      }
    }
  }
  const average = (area: string, limit: number, of: keyof Scored, iou?: number): number => {
    const values = (scored.get(`${area} ${limit}`) ?? []).flatMap((each) =>
      iou === undefined ? each[of] : [each[of][iou] ?? -1],
    );
    const counted = values.filter((v) => v > -1);
    return counted.length === 0 ? -1 : counted.reduce((a, b) => a + b, 0) / counted.length;
  };
  const value = {
    AP: average('all', 100, 'precision'),
    AP50: average('all', 100, 'precision', 0),
    AP75: average('all', 100, 'precision', 5),
    APsmall: average('small', 100, 'precision'),
    APmedium: average('medium', 100, 'precision'),
    APlarge: average('large', 100, 'precision'),
    AR1: average('all', 1, 'recall'),
    AR10: average('all', 10, 'recall'),
    AR100: average('all', 100, 'recall'),
    ARsmall: average('small', 100, 'recall'),
    ARmedium: average('medium', 100, 'recall'),
    ARlarge: average('large', 100, 'recall'),
  };
  const perClass = (scored.get('all 100') ?? []).map(({ precision }) => mean(precision));
  const missing = Object.entries(value).filter(([, v]) => v === -1);
  return {
    value,
    count: prediction.shape[0] ?? 0,
    notes:
      missing.length > 0 ? [`There are no objects for ${missing.map(([name]) => name).join(', ')}: −1.`] : [],
    details: { perClass },
  };
};

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

type Images = Map<number, Float64Array[]>;
type Rows = Map<number, Images>;

/** Rows by category, then by image, each in the order of the file. */
function byClassAndImage(values: Float64Array, columns: number): Rows {
  const out: Rows = new Map();
  for (let at = 0; at < values.length; at += columns) {
    const row = values.subarray(at, at + columns);
    const [image = 0, category = 0] = row;
    const images = out.get(category) ?? new Map<number, Float64Array[]>();
    out.set(category, images);
    const rows = images.get(image) ?? [];
    images.set(image, rows);
    rows.push(row);
  }
  return out;
}

/** Images in ascending order; of each the hundred most certain detections. */
function matchImages(
  found: Images | undefined,
  truth: Images | undefined,
  range: readonly [number, number],
): ClassImage[] {
  const images = [...new Set([...(found?.keys() ?? []), ...(truth?.keys() ?? [])])].sort((a, b) => a - b);
  return images.map((image) => {
    const rows = [...(found?.get(image) ?? [])]
      .sort((a, b) => (b[6] ?? 0) - (a[6] ?? 0))
      .slice(0, MAX_DETECTIONS[2]);
    const boxes = boxesOf(rows);
    const detections = { boxes, areas: Float64Array.from(rows, (row) => (row[4] ?? 0) * (row[5] ?? 0)) };
    const objects = truthOf(truth?.get(image) ?? []);
    return {
      scores: Float64Array.from(rows, (row) => row[6] ?? 0),
      matches: match(detections, objects, overlaps(detections, objects), range, IOUS),
    };
  });
}

function boxesOf(rows: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(4 * rows.length);
  rows.forEach((row, i) => {
    out.set(row.subarray(2, 6), 4 * i);
  });
  return out;
}

function truthOf(rows: readonly Float64Array[]): ImageTruth {
  return {
    boxes: boxesOf(rows),
    areas: Float64Array.from(rows, (row) => row[6] ?? 0),
    crowd: Uint8Array.from(rows, (row) => row[7] ?? 0),
  };
}

/** Precision and recall over all images, of at most `limit` detections of each. */
function scoreClass(images: readonly ClassImage[], limit: number): Scored {
  const objects = images.reduce((n, { matches }) => n + matches.objects, 0);
  if (objects === 0) return { precision: IOUS.map(() => -1), recall: IOUS.map(() => -1) };
  const all = images.flatMap(({ scores }, image) =>
    Array.from(scores.subarray(0, limit), (score, i) => ({ score, image, i })),
  );
  all.sort((a, b) => b.score - a.score);
  const precision: number[] = [];
  const recall: number[] = [];
  IOUS.forEach((_, t) => {
    let [tp, fp] = [0, 0];
    const recalls: number[] = [];
    const precisions: number[] = [];
    for (const { image, i } of all) {
      const { matches, scores } = images[image] as ClassImage;
      const at = t * scores.length + i;
      if (matches.ignored[at] !== 1) {
        if (matches.matched[at] === 1) tp++;
        else fp++;
      }
      recalls.push(tp / objects);
      precisions.push(tp / (tp + fp + Number.EPSILON));
    }
    for (let k = precisions.length - 1; k > 0; k--)
      precisions[k - 1] = Math.max(precisions[k - 1] ?? 0, precisions[k] ?? 0);
    let k = 0;
    const sampled = RECALLS.map((r) => {
      while (k < recalls.length && (recalls[k] ?? 0) < r) k++;
      return precisions[k] ?? 0;
    });
    precision.push(mean(sampled));
    recall.push(recalls.at(-1) ?? 0);
  });
  return { precision, recall };
}
