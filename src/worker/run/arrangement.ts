// How prediction and label are laid against each other: decided from their shapes and the loss's layouts, or
// refused with both shapes named.
import type { Declaration, Layout } from '../../catalogue/declaration';
import type { Parameters } from '../../protocol/compute';
import { LossaryError, type Failure } from '../../protocol/errors';
import { describeShape, elementCount } from '../readers/shape';
import type { ArraySource } from '../readers/source';

/**
 * `rows` samples of `columns` numbers. Where the class axis is not the last one, sample r of outer index o and
 * inner index i (r = o · inner + i) has its column k at element (o · columns + k) · inner + i.
 */
export interface Arrangement {
  readonly layout: Layout;
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  readonly labels: 'index' | 'columns' | 'elements' | 'none';
  /** The prediction's shape, and so the gradient's. */
  readonly shape: readonly number[];
}

export function arrange(
  declaration: Declaration,
  params: Parameters,
  prediction: ArraySource,
  label: ArraySource | undefined,
): Arrangement {
  if (prediction.length === 0) throw empty(prediction);
  const needsLabel = declaration.label(params, declaration.layouts[0] ?? 'elements') !== 'none';
  if (label === undefined) {
    if (needsLabel) {
      throw new LossaryError({
        code: 'missingInput',
        message: `${declaration.id} compares a prediction with a label, and there is no label.`,
        fix: 'Name the label file or array as well.',
      });
    }
    return flat('elements', prediction, 'none');
  }
  if (label.length === 0) throw empty(label);
  const classAxis = typeof params['classAxis'] === 'number' ? params['classAxis'] : undefined;
  const sameShape = describeShape(prediction.shape) === describeShape(label.shape);
  for (const layout of declaration.layouts) {
    if (layout === 'elements' && sameShape && classAxis === undefined)
      return flat('elements', prediction, 'elements');
    if (layout === 'points') return points(prediction);
    if (layout === 'detections') return { ...lastAxis('detections', prediction), labels: 'none' };
    if (layout === 'boxes' && sameShape && prediction.shape.at(-1) === 4)
      return lastAxis('boxes', prediction);
    if (layout === 'distributions' && sameShape && prediction.shape.length > 0) {
      return lastAxis('distributions', prediction);
    }
    if (layout === 'classes') {
      const found = classes(declaration, prediction, label, classAxis, sameShape);
      if (found !== undefined) return found;
    }
  }
  throw mismatch(declaration, prediction, label, sameShape);
}

function flat(layout: Layout, prediction: ArraySource, labels: 'elements' | 'none'): Arrangement {
  return { layout, rows: prediction.length, columns: 1, inner: 1, labels, shape: prediction.shape };
}

/** One number a point: its weight. */
function points({ shape, length }: ArraySource): Arrangement {
  const rows = shape.length > 1 ? (shape[0] ?? 1) : length;
  return { layout: 'points', rows, columns: 1, inner: 1, labels: 'none', shape: [rows] };
}

function lastAxis(layout: Layout, prediction: ArraySource): Arrangement {
  const columns = prediction.shape.at(-1) ?? 1;
  const rows = prediction.length / columns;
  return { layout, rows, columns, inner: 1, labels: 'columns', shape: prediction.shape };
}

function classes(
  declaration: Declaration,
  prediction: ArraySource,
  label: ArraySource,
  classAxis: number | undefined,
  sameShape: boolean,
): Arrangement | undefined {
  const { shape } = prediction;
  // One sample on its own: scores [C] with one label. Where elements are taken too, only a scalar says so:
  // (2,) against (1,) is more likely a mistake.
  if (shape.length === 1 && !sameShape) {
    const onlyClasses = !declaration.layouts.includes('elements');
    if (label.length !== 1 || (label.shape.length > 0 && !onlyClasses)) return undefined;
    return { layout: 'classes', rows: 1, columns: shape[0] ?? 1, inner: 1, labels: 'index', shape };
  }
  const axis = axisOf(prediction, classAxis, shape.length === 1 ? 0 : 1);
  const columns = shape[axis] ?? 1;
  const inner = elementCount(shape.slice(axis + 1));
  const rows = prediction.length / columns;
  const arrangement = { layout: 'classes' as const, rows, columns, inner, shape };
  if (sameShape) return { ...arrangement, labels: 'columns' };
  const without = [...shape.slice(0, axis), ...shape.slice(axis + 1)];
  if (describeShape(without) === describeShape(label.shape)) return { ...arrangement, labels: 'index' };
  return undefined;
}

function axisOf(prediction: ArraySource, classAxis: number | undefined, byDefault: number): number {
  const axes = prediction.shape.length;
  const axis = classAxis === undefined ? byDefault : classAxis < 0 ? axes + classAxis : classAxis;
  if (axis >= 0 && axis < axes) return axis;
  throw new LossaryError({
    code: 'badParameter',
    file: prediction.name,
    message: `classAxis ${classAxis ?? byDefault} is not an axis of shape ${describeShape(prediction.shape)}.`,
    fix: `Give a number from ${-axes} to ${axes - 1}.`,
  });
}

function empty(source: ArraySource): LossaryError {
  return new LossaryError({
    code: 'empty',
    file: source.name,
    message: `The array is empty: its shape is ${describeShape(source.shape)}.`,
    fix: 'A loss needs at least one element.',
  });
}

const WANTED: Readonly<Record<Layout, string>> = {
  elements: 'prediction and label of the same shape',
  classes: 'scores [N, C, …] with class indices [N, …] or with labels [N, C, …]',
  distributions: 'two arrays of the same shape, one distribution a row',
  boxes: 'two arrays N×4, one box a row',
  points: 'two sets of weighted points, { points, weights }, or two arrays of weights with a cost matrix',
  detections: 'COCO detections and COCO ground truth, as JSON',
};

function mismatch(
  declaration: Declaration,
  prediction: ArraySource,
  label: ArraySource,
  sameShape: boolean,
): LossaryError {
  const [p, y] = [describeShape(prediction.shape), describeShape(label.shape)];
  const wanted = declaration.layouts.map((layout) => WANTED[layout]).join(', or ');
  const failure: Failure = {
    code: 'shape',
    message: sameShape
      ? `${declaration.id} does not take arrays of shape ${p}.`
      : `The shapes differ: ${prediction.name} is ${p}, ${label.name} is ${y}.`,
    fix: `${declaration.id} takes ${wanted}.${broadcastHint(prediction, label)}`,
  };
  return new LossaryError(failure);
}

/** (N) against (N, 1) broadcasts to N×N elsewhere and gives a wrong number that looks right. */
function broadcastHint(prediction: ArraySource, label: ArraySource): string {
  if (prediction.length !== label.length) return '';
  return ' Both have as many elements: reshape one of them, for example with np.squeeze; nothing is broadcast here.';
}
