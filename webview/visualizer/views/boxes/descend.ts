// Gradient descent of one box onto another under a loss: the regression that a detector's head learns, without the
// network. Pure.
import {
  byCentreSize,
  centreSize,
  fromCentreSize,
  regressionError,
  SMALLEST,
  type Box,
  type CentreSize,
} from './box';

/** ∂L/∂(x1, y1, x2, y2) at a predicted box. */
export type SideGradient = (prediction: Box) => readonly [number, number, number, number];

export interface Descent {
  /** The start, then the box after each step. */
  readonly boxes: readonly Box[];
  /** Σ|Δ(cx, cy, w, h)| of each. */
  readonly errors: Float64Array;
}

/**
 * One simultaneous step on centre and size at a time: (cx, cy, w, h) −= rate · gradient. The rate falls to a tenth
 * after 80 % of the steps and to a hundredth after 90 %, and width and height stay above a smallest size, as in the
 * simulation of the DIoU paper (arXiv 1911.08287).
 */
export function descend(
  start: Box,
  target: Box,
  gradient: SideGradient,
  { rate, steps }: { readonly rate: number; readonly steps: number },
): Descent {
  const boxes: Box[] = [start];
  const errors = new Float64Array(steps + 1);
  errors[0] = regressionError(start, target);
  let box = start;
  for (let step = 1; step <= steps; step++) {
    const slope = byCentreSize(gradient(box));
    const now = rate * (step <= 0.8 * steps ? 1 : step <= 0.9 * steps ? 0.1 : 0.01);
    const moved = centreSize(box).map((v, i) => v - now * (slope[i] ?? 0));
    const [cx = 0, cy = 0, width = 0, height = 0] = moved;
    const next: CentreSize = [cx, cy, Math.max(SMALLEST, width), Math.max(SMALLEST, height)];
    box = fromCentreSize(next);
    boxes.push(box);
    errors[step] = regressionError(box, target);
  }
  return { boxes, errors };
}
