// A loss as somebody types it where a name is asked for: an id, an expression over ids, or a formula, with the values
// of its parameters behind a semicolon.
import type { Computation, Parameters, ParameterValue, Ranges } from '../protocol/compute';
import { LossaryError } from '../protocol/errors';
import { findDeclaration } from './catalogue';
import { parseCombination } from './compound/parseCombination';
import type { Declaration } from './declaration';
import { declareFormula } from './typedFormula';

/** A loss of one's own, as it stands in the settings under its name. */
export interface CustomLoss {
  readonly formula: string;
  /** A number, or a number with the ends of its slider. */
  readonly parameters?: Readonly<Record<string, CustomParameter>>;
  readonly description?: string;
}

export type CustomParameter =
  number | { readonly default: number; readonly min?: number; readonly max?: number };

export type TypedFormula = Extract<Computation, { formula: string }>;

export type CustomLosses = Readonly<Record<string, CustomLoss>>;

/**
 * @param text `bce`, `0.5*dice(smooth=1e-5) + bce`, `(1-p)^gamma * y; gamma=2`, or the name of a custom loss
 * @throws LossaryError `formula` with the column of what is wrong, or `unknownId`
 */
export function readTyped(text: string, custom: CustomLosses = {}): Computation {
  const trimmed = text.trim();
  if (findDeclaration(trimmed) !== undefined) return { id: trimmed };
  const own = custom[trimmed];
  if (own !== undefined) return computationOf(trimmed, own);
  const [expression, values] = split(text);
  if (speaksOfIds(expression)) {
    const { parts } = parseCombination(expression);
    for (const { id, column } of parts) if (findDeclaration(id) === undefined) throw unknownPart(id, column);
    return { id: 'combine', params: { expression: expression.trim() } };
  }
  const params = values === undefined ? {} : valuesOf(values, expression.length + 1);
  declareFormula(expression, params);
  return { formula: expression.trim(), params };
}

/** The entry of what somebody typed; undefined where it is none. */
export function declareTyped(text: string, custom: CustomLosses = {}): Declaration | undefined {
  try {
    const computation = readTyped(text, custom);
    return 'id' in computation ? findDeclaration(computation.id) : declareNamed(computation);
  } catch {
    return undefined;
  }
}

/** The request's form of a custom loss. */
export function computationOf(name: string, { formula, parameters = {} }: CustomLoss): TypedFormula {
  const entries = Object.entries(parameters);
  const ranges: Ranges = Object.fromEntries(
    entries.flatMap(([parameter, value]) => {
      if (typeof value === 'number' || value.min === undefined || value.max === undefined) return [];
      return [[parameter, [value.min, value.max] as const]];
    }),
  );
  return {
    formula,
    params: defaultsOf(entries),
    name,
    ...(Object.keys(ranges).length === 0 ? {} : { ranges }),
  };
}

/**
 * A custom loss as an entry like any other.
 * @throws LossaryError that says what is wrong with its formula, and at which column
 */
export function declareCustom(name: string, custom: CustomLoss): Declaration {
  const declared = declareNamed(computationOf(name, custom));
  const text = custom.description ?? custom.formula;
  return { ...declared, note: { ...declared.note, summary: { en: text, zh: text } } };
}

/**
 * A formula under its name, with the ends of its sliders.
 * @param shared values that parameters have where the computation has none
 */
export function declareNamed(computation: TypedFormula, shared: Parameters = {}): Declaration {
  const { formula, params = {}, name, ranges = {} } = computation;
  const declared = declareFormula(formula, params, shared);
  const called = name ?? declared.id;
  return {
    ...declared,
    id: called,
    name: name === undefined ? declared.name : { en: name, zh: name },
    parameters: declared.parameters.map((parameter) => {
      const range = ranges[parameter.name];
      if (parameter.kind !== 'number') return parameter;
      return { ...parameter, slider: range ?? sliderFor(parameter.default) };
    }),
  };
}

/** Without ends of its own a slider goes from 0 to twice the value, on its side of 0. */
function sliderFor(value: ParameterValue | undefined): readonly [number, number] {
  const number = typeof value === 'number' ? value : 1;
  if (number === 0) return [-1, 1];
  return number > 0 ? [0, 2 * number] : [2 * number, 0];
}

function defaultsOf(entries: readonly [string, CustomParameter][]): Parameters {
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'number' ? value : value.default]),
  );
}

function split(text: string): [string, string | undefined] {
  const at = text.indexOf(';');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Whether a name in the text is an id: then it is an expression over ids, and no formula. */
function speaksOfIds(text: string): boolean {
  return [...text.matchAll(/[A-Za-z_]\w*/g)].some(([name]) => findDeclaration(name) !== undefined);
}

/** `gamma=2, alpha=0.25` @param start column of the text before it */
function valuesOf(text: string, start: number): Parameters {
  const params: Record<string, number> = {};
  let column = start + 1;
  for (const part of text.split(',')) {
    const match = /^\s*([A-Za-z_]\w*)\s*=\s*(\S+)\s*$/.exec(part);
    const value = Number(match?.[2]);
    if (match?.[1] === undefined || Number.isNaN(value)) {
      throw new LossaryError({
        code: 'formula',
        place: `column ${column + part.search(/\S|$/)}`,
        message: `“${part.trim()}” gives no parameter a value.`,
        fix: 'Write gamma=2, alpha=0.25 behind the semicolon.',
      });
    }
    params[match[1]] = value;
    column += part.length + 1;
  }
  return params;
}

function unknownPart(id: string, column: number): LossaryError {
  return new LossaryError({
    code: 'unknownId',
    place: `column ${column}`,
    message: `There is no loss or metric “${id}”.`,
    fix: 'An expression is over ids of the catalogue: 0.5*dice(smooth=1e-5) + bce.',
  });
}
