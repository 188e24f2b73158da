// What the boxes view remembers: the two boxes, which losses are compared, and how far a descent has been followed.
import * as v from 'valibot';
import { findDeclaration } from '../../../../src/catalogue/catalogue';
import { RANGE, SMALLEST, type Box } from './box';

export interface BoxesState {
  readonly prediction: Box;
  readonly label: Box;
  /** The loss whose pull, note and sliders are shown. */
  readonly leading: string;
  /** Losses that descend and are drawn against one another. */
  readonly compared: readonly string[];
  /** Length of a step of the descent, as a factor of the gradient. */
  readonly rate: number;
  /** The step that is shown, once the descent has begun. */
  readonly step?: number | undefined;
}

export const STEPS = 200;

export const FIRST: BoxesState = {
  prediction: { x1: 1.2, y1: 1.4, x2: 4.6, y2: 3.6 },
  label: { x1: 3.6, y1: 2.6, x2: 7.4, y2: 5.8 },
  leading: 'diou_loss',
  compared: ['iou_loss', 'giou_loss', 'diou_loss', 'ciou_loss'],
  rate: 0.4,
};

const box = v.pipe(
  v.object({ x1: v.number(), y1: v.number(), x2: v.number(), y2: v.number() }),
  v.check(({ x1, y1, x2, y2 }) => {
    const [x, y] = [RANGE.x, RANGE.y];
    const inside = x1 >= x[0] && x2 <= x[1] && y1 >= y[0] && y2 <= y[1];
    return inside && x2 - x1 >= 0.99 * SMALLEST && y2 - y1 >= 0.99 * SMALLEST;
  }),
);

const boxLoss = v.pipe(
  v.string(),
  v.check((id) => findDeclaration(id)?.layouts.includes('boxes') === true),
);

const state = v.object({
  prediction: v.fallback(box, FIRST.prediction),
  label: v.fallback(box, FIRST.label),
  leading: v.fallback(boxLoss, FIRST.leading),
  compared: v.fallback(v.array(boxLoss), [...FIRST.compared]),
  rate: v.fallback(v.pipe(v.number(), v.minValue(0.01), v.maxValue(10)), FIRST.rate),
  step: v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(STEPS))), undefined),
});

export function parseBoxes(remembered: unknown): BoxesState {
  const result = v.safeParse(state, remembered ?? {});
  return result.success ? result.output : FIRST;
}
