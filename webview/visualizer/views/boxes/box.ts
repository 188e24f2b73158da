// Boxes as the view drags them: two corners, y upwards as the plot has it. Pure.

/** Two corners with x1 < x2 and y1 < y2, in units of the plot. */
export interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** What a box is held by: its inside, or the sides that move. */
export interface Grip {
  readonly x: 'x1' | 'x2' | 'both' | 'none';
  readonly y: 'y1' | 'y2' | 'both' | 'none';
}

export const BODY: Grip = { x: 'both', y: 'both' };

export const CORNERS: readonly Grip[] = [
  { x: 'x1', y: 'y1' },
  { x: 'x2', y: 'y1' },
  { x: 'x2', y: 'y2' },
  { x: 'x1', y: 'y2' },
];

export const EDGES: readonly Grip[] = [
  { x: 'x1', y: 'none' },
  { x: 'x2', y: 'none' },
  { x: 'none', y: 'y1' },
  { x: 'none', y: 'y2' },
];

/** No side may become shorter: what a loss says of a box without area is another matter. */
export const SMALLEST = 0.1;

/** The plot's own square: boxes stay inside. */
export const RANGE = { x: [0, 9], y: [0, 7] } as const;

/** The box after a drag by (dx, dy); it stops at the border, and where it would turn inside out. */
export function dragged(box: Box, grip: Grip, dx: number, dy: number): Box {
  const x = shifted([box.x1, box.x2], sides(grip.x, 'x1'), dx, RANGE.x);
  const y = shifted([box.y1, box.y2], sides(grip.y, 'y1'), dy, RANGE.y);
  return { x1: x[0], x2: x[1], y1: y[0], y2: y[1] };
}

type Sides = 'low' | 'high' | 'both' | 'none';

function sides(grip: Grip['x'] | Grip['y'], low: string): Sides {
  if (grip === 'both' || grip === 'none') return grip;
  return grip === low ? 'low' : 'high';
}

function shifted(
  [low, high]: readonly [number, number],
  moving: Sides,
  by: number,
  [first, last]: readonly [number, number],
): [number, number] {
  switch (moving) {
    case 'none':
      return [low, high];
    case 'low':
      return [clamp(low + by, first, high - SMALLEST), high];
    case 'high':
      return [low, clamp(high + by, low + SMALLEST, last)];
    case 'both': {
      const shift = clamp(by, first - low, last - high);
      return [low + shift, high + shift];
    }
  }
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

export function centre(box: Box): readonly [number, number] {
  return [(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2];
}

/** The smallest box that holds both. */
export function enclosing(a: Box, b: Box): Box {
  return {
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
    x2: Math.max(a.x2, b.x2),
    y2: Math.max(a.y2, b.y2),
  };
}

/** Centre and size. */
export type CentreSize = readonly [cx: number, cy: number, width: number, height: number];

export function centreSize(box: Box): CentreSize {
  return [...centre(box), box.x2 - box.x1, box.y2 - box.y1] as unknown as CentreSize;
}

export function fromCentreSize([cx, cy, width, height]: CentreSize): Box {
  return { x1: cx - width / 2, y1: cy - height / 2, x2: cx + width / 2, y2: cy + height / 2 };
}

/** Σ|Δ(cx, cy, w, h)|: the error of the DIoU paper's simulation. */
export function regressionError(a: Box, b: Box): number {
  const [p, t] = [centreSize(a), centreSize(b)];
  return p.reduce((sum, v, i) => sum + Math.abs(v - (t[i] ?? 0)), 0);
}

/** A gradient by the four sides, by centre and size instead: ∂/∂cx = ∂/∂x1 + ∂/∂x2, ∂/∂w = (∂/∂x2 − ∂/∂x1)/2. */
export function byCentreSize([x1, y1, x2, y2]: readonly [number, number, number, number]): CentreSize {
  return [x1 + x2, y1 + y2, (x2 - x1) / 2, (y2 - y1) / 2];
}
