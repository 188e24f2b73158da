// What the mask view remembers: label and prediction of a small image, the brush, the pixel under the cursor,
// and the losses.
import * as v from 'valibot';
import type { SmallImage } from '../../../../src/protocol/messages';
import { findDeclaration } from '../../../../src/catalogue/catalogue';
import { isImage, presetImages } from './pixels';

export type Layer = 'prediction' | 'label';

/** What became of an image of a file: see SmallImage. */
export type Origin = Pick<SmallImage, 'height' | 'width' | 'index' | 'images' | 'read'> & {
  readonly source: string;
};

export interface MaskState {
  readonly rows: number;
  readonly columns: number;
  /** A character a pixel, row by row; see pixels.ts. */
  readonly label: string;
  readonly prediction: string;
  /** What is shown, and painted on. */
  readonly layer: Layer;
  /** Where label and prediction come from, where that is a file. */
  readonly origins: Readonly<Partial<Record<Layer, Origin>>>;
  readonly brush: (typeof BRUSHES)[number];
  /** The pixel under the cursor. */
  readonly at: number;
  readonly leading: string;
  /** Losses for which the flip of a pixel is computed. */
  readonly compared: readonly string[];
  /** Whether the distances to the label's border are shown. */
  readonly distances: boolean;
}

/** Pixels along a side of what is painted from the start; an image of a file has at most MOST_PIXELS along one. */
export const SIZES = [8, 16, 24] as const;
export const MOST_PIXELS = 32;
export const BRUSHES = [0, 0.05, 0.5, 0.95, 1] as const;

export const FIRST: MaskState = {
  ...presetImages('shifted', 16),
  layer: 'prediction',
  origins: {},
  brush: 1,
  at: 7 * 16 + 11,
  leading: 'dice',
  compared: ['dice', 'bce', 'tversky'],
  distances: false,
};

const known = v.pipe(
  v.string(),
  v.check((id) => findDeclaration(id) !== undefined),
);
const image = v.pipe(v.string(), v.check(isImage));
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PIXELS));

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const origin = v.object({
  source: v.string(),
  height: count,
  width: count,
  index: count,
  images: count,
  read: v.picklist(['asIs', 'dividedBy255', 'logits']),
});

const state = v.pipe(
  v.object({
    rows: side,
    columns: side,
    label: image,
    prediction: image,
    layer: v.fallback(v.picklist(['prediction', 'label']), FIRST.layer),
    origins: v.fallback(
      v.object({ prediction: v.exactOptional(origin), label: v.exactOptional(origin) }),
      {},
    ),
    brush: v.fallback(v.picklist(BRUSHES), FIRST.brush),
    at: v.fallback(count, 0),
    leading: v.fallback(known, FIRST.leading),
    compared: v.fallback(v.array(known), [...FIRST.compared]),
    distances: v.fallback(v.boolean(), FIRST.distances),
  }),
  v.check(
    ({ rows, columns, label, prediction }) =>
      label.length === rows * columns && prediction.length === rows * columns,
  ),
  v.transform((found) => ({ ...found, at: Math.min(found.at, found.rows * found.columns - 1) })),
);

export function parseMask(remembered: unknown): MaskState {
  const result = v.safeParse(state, remembered);
  return result.success ? result.output : FIRST;
}
