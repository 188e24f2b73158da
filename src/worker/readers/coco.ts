// COCO's JSON as arrays: ground truth (an object with `images`, `categories` and `annotations`) and detections (a
// list of objects). https://cocodataset.org/#format-data
import { LossaryError } from '../../protocol/errors';
import { memoryArray } from './memoryArray';
import { isRecord } from './records';
import type { ArraySource } from './source';

/** A parsed document and what errors call it. */
export interface JsonDocument {
  readonly value: unknown;
  readonly file: string;
}

/** Columns of a detection: image, category, x, y, width, height, score. */
export const DETECTION_COLUMNS = 7;

/** Columns of a true object: image, category, x, y, width, height, area, 1 for a crowd. */
export const TRUTH_COLUMNS = 8;

type Item = Readonly<Record<string, unknown>>;

/**
 * Detections [n, 7] and ground truth [m, 8]. Categories and images are numbered in the order of their ids; what
 * belongs to none of the truth's categories or images is left out, as pycocotools does.
 * @throws LossaryError `missingKey`, `notNumeric` or `range` with the place, such as "detection 3"
 */
export function cocoSources(
  detections: JsonDocument,
  truth: JsonDocument,
): { readonly prediction: ArraySource; readonly label: ArraySource } {
  const root = truth.value;
  if (!isRecord(root) || !Array.isArray(root['annotations'])) {
    throw new LossaryError({
      code: 'missingKey',
      file: truth.file,
      message: 'This is no COCO ground truth: it needs an object with "annotations".',
      fix: 'Expected { "images": […], "categories": […], "annotations": [{ "image_id", "category_id", "bbox", "area", "iscrowd" }] }.',
    });
  }
  if (!Array.isArray(detections.value)) {
    throw new LossaryError({
      code: 'missingKey',
      file: detections.file,
      message: 'These are no COCO detections: they are a list of objects.',
      fix: 'Expected [{ "image_id", "category_id", "bbox": [x, y, width, height], "score" }].',
    });
  }
  const annotations = items(root['annotations'], 'annotation', truth.file);
  const found = items(detections.value, 'detection', detections.file);
  const images = numbered(ids(root['images'], 'id') ?? ids(annotations, 'image_id') ?? []);
  const categories = numbered(ids(root['categories'], 'id') ?? ids(annotations, 'category_id') ?? []);
  const stray = found.findIndex((item) => !images.has(item['image_id']));
  if (stray >= 0) {
    throw new LossaryError({
      code: 'range',
      file: detections.file,
      place: `detection ${stray}`,
      message: `The image ${JSON.stringify(found[stray]?.['image_id'])} is not in the ground truth.`,
      fix: 'Both files must be of the same set of images.',
    });
  }
  const rows = (
    list: readonly Item[],
    noun: string,
    file: string,
    more: (item: Item, at: string) => number[],
  ): number[][] =>
    list.flatMap((item, i) => {
      const [image, category] = [images.get(item['image_id']), categories.get(item['category_id'])];
      if (image === undefined || category === undefined) return [];
      return [[image, category, ...boxOf(item, `${noun} ${i}`, file), ...more(item, `${noun} ${i}`)]];
    });
  return {
    prediction: source(
      rows(found, 'detection', detections.file, (item, at) => [numberOf(item, 'score', at, detections.file)]),
      DETECTION_COLUMNS,
      detections.file,
      'detection',
    ),
    label: source(
      rows(annotations, 'annotation', truth.file, (item, at) => [
        'area' in item ? numberOf(item, 'area', at, truth.file) : areaOf(item),
        item['iscrowd'] === 1 || item['iscrowd'] === true ? 1 : 0,
      ]),
      TRUTH_COLUMNS,
      truth.file,
      'annotation',
    ),
  };
}

function items(list: readonly unknown[], noun: string, file: string): Item[] {
  return list.map((item, i) => {
    if (isRecord(item)) return item;
    throw new LossaryError({ code: 'corrupt', file, place: `${noun} ${i}`, message: 'This is no object.' });
  });
}

function ids(list: unknown, key: string): unknown[] | undefined {
  return Array.isArray(list) ? list.map((item) => (isRecord(item) ? item[key] : undefined)) : undefined;
}

/** Each id's number, in ascending order of the ids. */
function numbered(given: readonly unknown[]): Map<unknown, number> {
  const sorted = [...new Set(given)].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)),
  );
  return new Map(sorted.map((id, number) => [id, number]));
}

function numberOf(item: Item, key: string, place: string, file: string): number {
  const value = item[key];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new LossaryError({
    code: value === undefined ? 'missingKey' : 'notNumeric',
    file,
    place,
    message: value === undefined ? `There is no "${key}".` : `"${key}" is no finite number.`,
  });
}

function boxOf(item: Item, place: string, file: string): number[] {
  const box = item['bbox'];
  if (Array.isArray(box) && box.length === 4 && box.every((v) => typeof v === 'number' && Number.isFinite(v)))
    return box as number[];
  throw new LossaryError({
    code: box === undefined ? 'missingKey' : 'notNumeric',
    file,
    place,
    message: 'There is no "bbox" of four numbers.',
    fix: 'COCO boxes are [x, y, width, height].',
  });
}

function areaOf(item: Item): number {
  const box = item['bbox'] as readonly number[];
  return (box[2] ?? 0) * (box[3] ?? 0);
}

function source(
  rows: readonly (readonly number[])[],
  columns: number,
  name: string,
  noun: string,
): ArraySource {
  return memoryArray({
    name,
    dtype: 'float64',
    shape: [rows.length, columns],
    data: Float64Array.from(rows.flat()),
    place: (index) => `${noun} ${Math.floor(index / columns)}`,
  });
}
