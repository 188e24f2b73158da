// Extended IoU: an intersection that turns negative as boxes move apart, so that its gradient never vanishes.
import { add, div, max, min, mul, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import { area } from './geometry';
import { EPS, type Pair } from './measures';

/**
 * Intersection over union with the signed intersection of Peng and Yu 2021: areas are measured from the corner of
 * the enclosing box, and where the overlap is empty along an axis its (swapped) extent is taken away.
 */
export function extendedIou({ p, t }: Pair): Expr {
  const [left, top] = [min(p.x1, t.x1), min(p.y1, t.y1)];
  const [x1, y1] = [max(p.x1, t.x1), max(p.y1, t.y1)];
  const [x2, y2] = [min(p.x2, t.x2), min(p.y2, t.y2)];
  const fromCorner = (x: Expr, y: Expr): Expr => mul(sub(x, left), sub(y, top));
  const signed = sub(
    add(fromCorner(x2, y2), fromCorner(min(x1, x2), min(y1, y2))),
    add(fromCorner(x1, max(y1, y2)), fromCorner(max(x1, x2), y1)),
  );
  return div(signed, add(sub(add(area(p), area(t)), signed), EPS));
}
