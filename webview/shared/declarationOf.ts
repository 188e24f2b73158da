// The catalogue entry behind a result, every parameter it had, and how its data lay.
import { findDeclaration } from '../../src/catalogue/catalogue';
import type { Declaration, Layout } from '../../src/catalogue/declaration';
import { parametersInForce } from '../../src/catalogue/inForce';
import { declareNamed } from '../../src/catalogue/typedLoss';
import type { ComputationResult, ComputeResult, Parameters } from '../../src/protocol/compute';
import type { Subject } from './curves';

const typed = new Map<string, Declaration>();

/** The entry behind a result: of the catalogue, or declared anew from the formula that was computed. */
export function entryOf({ id, formula, params, ranges }: ComputationResult): Declaration | undefined {
  if (formula === undefined) return findDeclaration(id);
  const key = JSON.stringify([id, formula, params, ranges]);
  let declared = typed.get(key);
  if (declared === undefined) {
    const name = id === 'formula' ? {} : { name: id };
    declared = declareNamed({ formula, params, ...name, ...(ranges === undefined ? {} : { ranges }) });
    typed.set(key, declared);
  }
  return declared;
}

export function defaultsOf(declaration: Pick<Declaration, 'parameters'>): Parameters {
  return Object.fromEntries(declaration.parameters.map((p) => [p.name, p.default]));
}

export function changesNothing(current: Parameters, changes: Parameters): boolean {
  return Object.entries(changes).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(current[name] ?? null),
  );
}

/** The parameters of a preset over the defaults; the defaults where it has none of that name. */
export function presetParameters(
  declaration: Pick<Declaration, 'parameters' | 'presets'>,
  preset: string | undefined,
): Parameters {
  return parametersInForce(declaration, preset);
}

/** How prediction and label lay: with several layouts, a label with one axis fewer means classes. */
export function layoutOf(declaration: Declaration, answer: ComputeResult, params: Parameters): Layout {
  const [first = 'elements'] = declaration.layouts;
  if (!declaration.layouts.includes('classes')) return first;
  const [prediction, label] = [answer.prediction?.shape, answer.label?.shape];
  if (typeof params['classAxis'] === 'number') return 'classes';
  if (prediction === undefined || label === undefined) return first;
  return label.length === prediction.length - 1 ? 'classes' : first;
}

/** How many classes the prediction has, where it has an axis of classes. */
export function classesOf(answer: ComputeResult, params: Parameters): number | undefined {
  const shape = answer.prediction?.shape;
  const axis = typeof params['classAxis'] === 'number' ? params['classAxis'] : 1;
  const classes = shape?.at(axis < 0 && shape.length + axis < 0 ? 0 : axis);
  return classes !== undefined && classes > 1 && classes <= 1000 ? classes : undefined;
}

/** A result as something to draw, with changed parameters over its own. */
export function subjectOf(
  result: ComputationResult,
  answer: ComputeResult,
  changes: Parameters | undefined,
): Subject {
  const declaration = entryOf(result);
  if (declaration === undefined) return { declaration, params: result.params };
  const params = { ...defaultsOf(declaration), ...result.params, ...changes };
  const classes = classesOf(answer, params);
  return {
    declaration,
    params,
    layout: layoutOf(declaration, answer, params),
    ...(classes === undefined ? {} : { classes }),
  };
}
