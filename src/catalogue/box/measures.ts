// The measures of two boxes that IoU, GIoU, DIoU and CIoU are put together from, and the losses 1 − it.
import { abs, add, atan, div, equal, less, mul, select, square, sub } from '../../math/build';
import { symbol, type Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import type { SamplesForm, SwitchParameter } from '../declaration';
import { parameter } from '../symbols';
import { area, corners, enclosing, intersection, union, type Corners } from './geometry';

export const EPS = parameter('eps', '\\epsilon');

/** What eps is added to: denominators of a loss; a metric's IoU stays exact. */
export interface Pair {
  readonly p: Corners;
  readonly t: Corners;
  readonly iou: Expr;
}

export function pairOf(params: Parameters, kind: 'loss' | 'metric'): Pair {
  const [p, t] = [corners('prediction', params), corners('label', params)];
  const joined = union(p, t);
  return { p, t, iou: div(intersection(p, t), kind === 'loss' ? add(joined, EPS) : joined) };
}

export const width = (box: Corners): Expr => sub(box.x2, box.x1);
export const height = (box: Corners): Expr => sub(box.y2, box.y1);

/** Distances of the centres along both axes. */
export function offsets({ p, t }: Pair): { readonly dx: Expr; readonly dy: Expr } {
  const twice = (a1: Expr, a2: Expr, b1: Expr, b2: Expr): Expr => mul(0.5, sub(add(a1, a2), add(b1, b2)));
  return { dx: twice(p.x1, p.x2, t.x1, t.x2), dy: twice(p.y1, p.y2, t.y1, t.y2) };
}

/** ρ²/c²: squared distance of the centres over the squared diagonal of the enclosing box. */
export function centrePenalty(pair: Pair, kind: 'loss' | 'metric' = 'loss'): Expr {
  const { dx, dy } = offsets(pair);
  const hull = enclosing(pair.p, pair.t);
  const diagonal = add(square(width(hull)), square(height(hull)), kind === 'loss' ? EPS : 0);
  return div(add(square(dx), square(dy)), diagonal);
}

/** The share of the enclosing box that neither box covers. */
export function uncovered({ p, t }: Pair, kind: 'loss' | 'metric'): Expr {
  const hull = area(enclosing(p, t));
  return div(sub(hull, union(p, t)), kind === 'loss' ? add(hull, EPS) : hull);
}

/**
 * arctan(w/h), as π/2 − arctan(h/w) where that quotient is the smaller one: π/2 for a box without height, with a
 * finite slope; 0 for a point.
 */
function angle(box: Corners): Expr {
  const [w, h] = [width(box), height(box)];
  const wide = less(h, w);
  const quotient = div(select(wide, h, w), select(wide, w, select(equal(h, 0), 1, h)));
  return select(wide, sub(Math.PI / 2, atan(quotient)), atan(quotient));
}

export const DETACH_ALPHA: SwitchParameter = {
  kind: 'switch',
  name: 'detachAlpha',
  default: true,
  meaning: {
    en: 'α is a constant for the gradient (torchvision, the paper’s code), or takes part in it',
    zh: '求梯度时 α 视为常数（torchvision 与论文代码），或参与求导',
  },
};

/** αv of CIoU: v compares the aspect ratios, α = v/(1 − IoU + v + ε) weighs it. */
export function aspectPenalty(
  { p, t, iou }: Pair,
  params: Parameters,
  kind: 'loss' | 'metric' = 'loss',
): { readonly penalty: Expr; readonly held: SamplesForm['held'] } {
  const v = mul(4 / Math.PI ** 2, square(sub(angle(t), angle(p))));
  const weight = add(sub(1, iou), v, kind === 'loss' ? EPS : 0);
  const none = equal(weight, 0);
  const alpha = div(v, select(none, 1, weight));
  if (params['detachAlpha'] === false) return { penalty: mul(alpha, v), held: {} };
  return { penalty: mul(symbol('heldAlpha', 'sample', '\\alpha'), v), held: { heldAlpha: alpha } };
}

/** |w − w*| and |h − h*|. */
export function sizeErrors({ p, t }: Pair): { readonly dw: Expr; readonly dh: Expr } {
  return { dw: abs(sub(width(p), width(t))), dh: abs(sub(height(p), height(t))) };
}
