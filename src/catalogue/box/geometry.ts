// Boxes as expressions: corners whatever the format, intersection, union and enclosing box.
import { add, div, lessEqual, max, min, mul, select, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import type { ChoiceParameter, Declaration, NumberParameter, Text } from '../declaration';
import { boxCoordinate } from '../symbols';

export interface Corners {
  readonly x1: Expr;
  readonly y1: Expr;
  readonly x2: Expr;
  readonly y2: Expr;
}

/** Corners of the predicted or the true box, from `boxFormat`. */
export function corners(side: 'prediction' | 'label', params: Parameters): Corners {
  const [a, b, c, d] = [0, 1, 2, 3].map((axis) => boxCoordinate(side, axis)) as [Expr, Expr, Expr, Expr];
  switch (params['boxFormat']) {
    case 'xywh':
      return { x1: a, y1: b, x2: add(a, c), y2: add(b, d) };
    case 'cxcywh': {
      const [halfWidth, halfHeight] = [div(c, 2), div(d, 2)];
      return { x1: sub(a, halfWidth), y1: sub(b, halfHeight), x2: add(a, halfWidth), y2: add(b, halfHeight) };
    }
    default:
      return { x1: a, y1: b, x2: c, y2: d };
  }
}

export function area(box: Corners): Expr {
  return mul(sub(box.x2, box.x1), sub(box.y2, box.y1));
}

/** Area of the overlap, 0 without a gradient where the boxes only touch or are apart. */
export function intersection(p: Corners, t: Corners): Expr {
  const [left, top] = [max(p.x1, t.x1), max(p.y1, t.y1)];
  const [right, bottom] = [min(p.x2, t.x2), min(p.y2, t.y2)];
  const overlap = mul(sub(right, left), sub(bottom, top));
  // In this order, so that NaN is not apart.
  return select(max(lessEqual(right, left), lessEqual(bottom, top)), 0, overlap);
}

export function union(p: Corners, t: Corners): Expr {
  return sub(add(area(p), area(t)), intersection(p, t));
}

/** The smallest box that holds both. */
export function enclosing(p: Corners, t: Corners): Corners {
  return { x1: min(p.x1, t.x1), y1: min(p.y1, t.y1), x2: max(p.x2, t.x2), y2: max(p.y2, t.y2) };
}

export const BOX_FORMAT: ChoiceParameter = {
  kind: 'choice',
  name: 'boxFormat',
  default: 'xyxy',
  choices: ['xyxy', 'xywh', 'cxcywh'],
  meaning: {
    en: 'what the four numbers are: two corners, corner and size, or centre and size',
    zh: '四个数的含义：两个角点、角点加尺寸，或中心加尺寸',
  },
};

export const BOX_EPS: NumberParameter = {
  kind: 'number',
  name: 'eps',
  latex: '\\epsilon',
  default: 1e-7,
  min: 0,
  max: 1,
  slider: [0, 1e-3],
  meaning: { en: 'added to every denominator', zh: '加到每个分母上' },
};

/** N×4 boxes against N×4 boxes, pair by pair. */
export const BOX_INPUTS: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['boxes'],
  prediction: () => 'box',
  label: () => 'box',
};

/** What goes wrong with every measure of boxes. */
export const BOX_PITFALLS: readonly Text[] = [
  {
    en: 'Boxes written as x, y, width, height but read as two corners give a plausible number (detectron2#2632): set boxFormat.',
    zh: '按 x、y、宽、高存储的框若被当作两个角点，会得到看似合理的值（detectron2#2632）：请设置 boxFormat。',
  },
  {
    en: 'A box without area makes IoU 0/0 in libraries without eps (vision#7746); such boxes are named in the result.',
    zh: '没有面积的框在没有 eps 的库中会使 IoU 为 0/0（vision#7746）；结果中会列出这些框。',
  },
];
