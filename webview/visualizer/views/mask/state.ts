// What the mask view remembers: label and prediction of a small square image, the brush, the pixel under the cursor,
// and the losses.
import * as v from 'valibot';
import { findDeclaration } from '../../../../src/catalogue/catalogue';
import { presetImages } from './pixels';

export type Layer = 'prediction' | 'label';

export interface MaskState {
  /** Pixels along a side. */
  readonly size: number;
  /** A letter a pixel, row by row; see pixels.ts. */
  readonly label: string;
  readonly prediction: string;
  /** What is shown, and painted on. */
  readonly layer: Layer;
  readonly brush: number;
  /** The pixel under the cursor. */
  readonly at: number;
  readonly leading: string;
  /** Losses for which the flip of a pixel is computed. */
  readonly compared: readonly string[];
  /** Whether the distances to the label's border are shown. */
  readonly distances: boolean;
}

export const SIZES = [8, 16, 24] as const;
export const BRUSHES = [0, 0.25, 0.5, 0.75, 1] as const;

export const FIRST: MaskState = {
  size: 16,
  ...presetImages('shifted', 16),
  layer: 'prediction',
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
const image = v.pipe(v.string(), v.regex(/^[a-u]*$/));

const state = v.pipe(
  v.object({
    size: v.picklist(SIZES),
    label: image,
    prediction: image,
    layer: v.fallback(v.picklist(['prediction', 'label']), FIRST.layer),
    brush: v.fallback(v.picklist(BRUSHES), FIRST.brush),
    at: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
    leading: v.fallback(known, FIRST.leading),
    compared: v.fallback(v.array(known), [...FIRST.compared]),
    distances: v.fallback(v.boolean(), FIRST.distances),
  }),
  v.check(({ size, label, prediction }) => label.length === size ** 2 && prediction.length === size ** 2),
  v.transform((found) => ({ ...found, at: Math.min(found.at, found.size ** 2 - 1) })),
);

export function parseMask(remembered: unknown): MaskState {
  const result = v.safeParse(state, remembered);
  return result.success ? result.output : FIRST;
}
