// The path on which a probe moves a prediction: for each x the values of every input of one sample, and how they
// change with x. What the other classes, bins and coordinates do meanwhile is settled here, layout by layout.
import type { Layout, PredictionDomain } from './declaration';

/** What x measures. `offset` is how far a box of width 1 has slid, in widths. */
export type ProbeAxis = 'real' | 'probability' | 'logit' | 'score' | 'logProbability' | 'offset';

/** One input along the path: a row of `columns` values for each x, and their derivatives with respect to x. */
export interface Track {
  readonly values: Float64Array;
  readonly tangents: Float64Array;
  /** Second derivatives. */
  readonly bends: Float64Array;
}

export interface Path {
  readonly columns: number;
  /** By the input's name in expressions: `prediction`, or `prediction0` to `prediction3` for boxes. */
  readonly tracks: ReadonlyMap<string, Track>;
}

export interface PathShape {
  readonly layout: Layout;
  /** What the declaration takes. */
  readonly domain: PredictionDomain;
  /** What x measures; differs from the domain where a loss on probabilities is drawn against logits or vice versa. */
  readonly axis: ProbeAxis;
  readonly classes: number;
  readonly boxFormat: string;
}

/** The axis that needs no conversion. */
export function ownAxis(layout: Layout, domain: PredictionDomain): ProbeAxis {
  if (layout === 'boxes' || domain === 'box') return 'offset';
  return domain === 'distribution' ? 'probability' : domain;
}

/** Makes the path through the given x. */
export function pathThrough(x: Float64Array, shape: PathShape): Path {
  switch (shape.layout) {
    case 'elements': {
      return { columns: 1, tracks: new Map([['prediction', converted(x, shape, 1)]]) };
    }
    case 'classes':
      return classes(x, shape);
    case 'distributions':
      return row(x, (v) =>
        shape.domain === 'distribution'
          ? [v, 1, 1 - v, -1]
          : // A vector whose direction turns: the other coordinate stays.
            [v, 1, 1, 0],
      );
    case 'boxes':
      return slidingBox(x, shape.boxFormat);
    case 'points':
    case 'detections':
      return { columns: 1, tracks: new Map() };
  }
}

/** The true class has x; the others share what is left evenly, or keep a logit of 0. */
function classes(x: Float64Array, shape: PathShape): Path {
  const others = shape.classes - 1;
  const own = converted(x, shape, others);
  const size = x.length * shape.classes;
  const track: Track = {
    values: new Float64Array(size),
    tangents: new Float64Array(size),
    bends: new Float64Array(size),
  };
  for (let i = 0; i < x.length; i++) {
    const [v, t, b] = [own.values[i]!, own.tangents[i]!, own.bends[i]!];
    const [rest, restTangent, restBend] = restOf(shape.domain, v, t, b, others);
    const start = i * shape.classes;
    track.values.fill(rest, start, start + shape.classes)[start] = v;
    track.tangents.fill(restTangent, start, start + shape.classes)[start] = t;
    track.bends.fill(restBend, start, start + shape.classes)[start] = b;
  }
  return { columns: shape.classes, tracks: new Map([['prediction', track]]) };
}

function restOf(
  domain: PredictionDomain,
  v: number,
  t: number,
  b: number,
  others: number,
): [number, number, number] {
  if (domain === 'probability') return [(1 - v) / others, -t / others, -b / others];
  if (domain !== 'logProbability') return [0, 0, 0];
  // ln((1 − eᵛ) / others): its derivative is −eᵛ / (1 − eᵛ) = 1 / (1 − e⁻ᵛ).
  const slope = -1 / Math.expm1(-v);
  return [Math.log(-Math.expm1(v) / others), t * slope, b * slope + t * t * slope * (1 - slope)];
}

/**
 * x in the declaration's own domain, and its derivatives. A logit of one class against `others` logits of 0 has
 * the probability eᶻ / (eᶻ + others).
 */
function converted(x: Float64Array, shape: PathShape, others: number): Track {
  const { domain, axis } = shape;
  if (axis === 'logit' && domain === 'probability') {
    const values = x.map((z) => 1 / (1 + others * Math.exp(-z)));
    return {
      values,
      tangents: values.map((p) => p * (1 - p)),
      bends: values.map((p) => p * (1 - p) * (1 - 2 * p)),
    };
  }
  if (axis === 'probability' && domain === 'logit') {
    return {
      values: x.map((p) => Math.log((others * p) / (1 - p))),
      tangents: x.map((p) => 1 / (p * (1 - p))),
      bends: x.map((p) => (2 * p - 1) / (p * (1 - p)) ** 2),
    };
  }
  return { values: x, tangents: new Float64Array(x.length).fill(1), bends: new Float64Array(x.length) };
}

/** Two columns: value and tangent of the first, value and tangent of the second. */
function row(x: Float64Array, of: (v: number) => readonly [number, number, number, number]): Path {
  const values = new Float64Array(2 * x.length);
  const tangents = new Float64Array(2 * x.length);
  x.forEach((v, i) => {
    const [first, firstTangent, second, secondTangent] = of(v);
    values.set([first, second], 2 * i);
    tangents.set([firstTangent, secondTangent], 2 * i);
  });
  return {
    columns: 2,
    tracks: new Map([['prediction', { values, tangents, bends: new Float64Array(values.length) }]]),
  };
}

/** The unit box in each format, and how its numbers change as it slides to the right. */
const UNIT_BOX: Readonly<
  Record<string, { readonly at: readonly number[]; readonly moves: readonly number[] }>
> = {
  xyxy: { at: [0, 0, 1, 1], moves: [1, 0, 1, 0] },
  xywh: { at: [0, 0, 1, 1], moves: [1, 0, 0, 0] },
  cxcywh: { at: [0.5, 0.5, 1, 1], moves: [1, 0, 0, 0] },
};

export function unitBox(format: string): readonly number[] {
  return (UNIT_BOX[format] ?? UNIT_BOX.xyxy!).at;
}

function slidingBox(x: Float64Array, format: string): Path {
  const box = UNIT_BOX[format] ?? UNIT_BOX.xyxy!;
  const tracks = new Map<string, Track>();
  box.at.forEach((start, axis) => {
    const moves = box.moves[axis] ?? 0;
    const values = x.map((v) => start + moves * v);
    tracks.set(`prediction${axis}`, {
      values,
      tangents: new Float64Array(x.length).fill(moves),
      bends: new Float64Array(x.length),
    });
  });
  return { columns: 1, tracks };
}
