// From losses with parameters to curves that can be drawn over one another: which share an axis, their points, and
// their readings at the cursor. Pure, so that it is tested without a page.
import { findDeclaration } from '../../src/catalogue/catalogue';
import type { Declaration, Layout, Text } from '../../src/catalogue/declaration';
import { canProbe, placesOn, probe, type Points, type Probe } from '../../src/catalogue/probe';
import type { ProbeAxis } from '../../src/catalogue/probePath';
import type { Parameters } from '../../src/protocol/compute';

/** A loss to draw. */
export interface Subject {
  readonly declaration: Declaration | undefined;
  readonly params: Parameters;
  readonly layout?: Layout;
  readonly classes?: number;
}

export interface Drawing {
  readonly axis: ProbeAxis;
  /** Axes that the leading loss can be drawn against. */
  readonly axes: readonly ProbeAxis[];
  readonly range: readonly [number, number];
  readonly probes: readonly (Probe | { readonly reason: Text })[];
  /** The label's choices: of the leading loss. */
  readonly leader: Probe | undefined;
}

export interface DrawOptions {
  /** Index of the loss whose axis and label count. */
  readonly leading: number;
  readonly axis?: ProbeAxis;
  /** The range of predictions in the data, used where an axis has no bounds of its own. */
  readonly dataRange?: readonly [number, number];
}

const OTHER_AXIS: Text = {
  en: 'Not drawn here: its prediction is measured on another axis.',
  zh: '未在此绘制：其预测值属于另一种坐标轴。',
};

const UNKNOWN: Text = {
  en: 'No curve: this loss is not in the catalogue.',
  zh: '没有曲线：目录中没有该损失。',
};

/** Settles the axis by the leading loss (or the first that has a curve) and probes every loss on it. */
export function drawingOf(subjects: readonly Subject[], options: DrawOptions): Drawing {
  const own = subjects.map((subject) => probeSubject(subject));
  const leading = own[options.leading];
  const leader = leading !== undefined && canProbe(leading) ? leading : own.find((p) => canProbe(p));
  if (leader === undefined || !canProbe(leader)) {
    return { axis: 'real', axes: [], range: [0, 1], probes: own, leader: undefined };
  }
  const axis = options.axis !== undefined && leader.axes.includes(options.axis) ? options.axis : leader.axis;
  const probes = subjects.map((subject, i) => {
    const alone = own[i]!;
    if (!canProbe(alone) || alone.axis === axis) return alone;
    return alone.axes.includes(axis) ? probeSubject(subject, axis) : { reason: OTHER_AXIS };
  });
  return { axis, axes: leader.axes, range: rangeOf(axis, leader, options.dataRange), probes, leader };
}

function rangeOf(
  axis: ProbeAxis,
  leader: Probe,
  data: readonly [number, number] | undefined,
): readonly [number, number] {
  if (axis !== 'real' && axis !== 'score') {
    return axis === 'probability' ? [0, 1] : axis === 'logit' ? [-6, 6] : leader.range;
  }
  return data !== undefined && data[1] > data[0] ? data : leader.range;
}

function probeSubject(subject: Subject, axis?: ProbeAxis): Probe | { readonly reason: Text } {
  const { declaration, params, layout, classes } = subject;
  if (declaration === undefined) return { reason: UNKNOWN };
  return probe(declaration, params, {
    ...(layout === undefined ? {} : { layout }),
    ...(classes === undefined ? {} : { classes }),
    ...(axis === 'probability' || axis === 'logit' ? { axis } : {}),
    find: findDeclaration,
  });
}

/** How many points a curve has. */
export const POINTS = 400;

export function drawingPlaces(drawing: Drawing): Float64Array {
  return placesOn(drawing.axis, POINTS, drawing.range);
}

export interface Reading {
  readonly loss: number;
  readonly slope: number;
  /** Where it is asked for. */
  readonly curvature?: number;
}

/** The exact numbers at one place. */
export function readingAt(p: Probe, x: number, label: number, curvature = false): Reading {
  const place = Float64Array.of(x);
  const { loss, slope } = p.evaluate(place, label);
  return {
    loss: loss[0] ?? NaN,
    slope: slope[0] ?? NaN,
    ...(curvature ? { curvature: p.curvature(place, label)[0] ?? NaN } : {}),
  };
}

/** The label that a probe is drawn for: the wanted one where it takes it, else its own default. */
export function labelFor(p: Probe, wanted: number | undefined, range: readonly [number, number]): number {
  const { kind, values, default: usual, soft } = p.label;
  if (kind === 'none') return usual;
  if (kind === 'choice') {
    if (wanted === undefined) return usual;
    if (soft === true && wanted >= 0 && wanted <= 1) return wanted;
    // A margin loss calls −1 what others call 0.
    return values.includes(wanted) ? wanted : wanted > 0.5 ? Math.max(...values) : Math.min(...values);
  }
  const [low, high] = p.axis === 'real' && p.layout === 'elements' ? range : [values[0] ?? 0, values[1] ?? 1];
  return wanted !== undefined && wanted >= low && wanted <= high
    ? wanted
    : low <= usual && usual <= high
      ? usual
      : (low + high) / 2;
}

export interface Curve {
  readonly index: number;
  readonly points: Points & { readonly curvature?: Float64Array };
}

/** Evaluates the curves of a drawing; a curve whose numbers have not moved is the same object as last time. */
export type CurveEvaluator = (
  drawing: Drawing,
  subjects: readonly Subject[],
  label: number | undefined,
  curvature?: boolean,
) => { readonly places: Float64Array; readonly curves: readonly Curve[] };

export function curveEvaluator(): CurveEvaluator {
  let places: Float64Array = new Float64Array();
  let placed = '';
  let last = new Map<number, { readonly key: string; readonly curve: Curve }>();
  return (drawing, subjects, label, curvature = false) => {
    const where = JSON.stringify([drawing.axis, drawing.range]);
    if (where !== placed) {
      places = drawingPlaces(drawing);
      placed = where;
    }
    const now: typeof last = new Map();
    drawing.probes.forEach((p, index) => {
      if (!canProbe(p)) return;
      const own = labelFor(p, label, drawing.range);
      const { declaration, params, layout, classes } = subjects[index]!;
      const key = JSON.stringify([declaration?.id, params, layout, classes, where, own, curvature]);
      const known = last.get(index);
      const curve = known?.key === key ? known.curve : { index, points: pointsOf(p, places, own, curvature) };
      now.set(index, { key, curve });
    });
    last = now;
    return { places, curves: [...now.values()].map(({ curve }) => curve) };
  };
}

function pointsOf(p: Probe, places: Float64Array, label: number, curvature: boolean): Curve['points'] {
  const points = p.evaluate(places, label);
  return curvature ? { ...points, curvature: p.curvature(places, label) } : points;
}
