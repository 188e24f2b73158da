// Evaluates any entry that is an expression on many small cases at once, with its gradient: what views draw in every
// frame. What needs an algorithm, hard decisions or distance maps is the worker's.
import { blockEvaluator, type Block, type BlockValue } from '../math/blocks';
import { differentiate } from '../math/differentiate';
import { symbol, symbolsOf, type Expr, type Symbol } from '../math/expression';
import type { Parameters } from '../protocol/compute';
import { caseForm } from './caseForm';
import type { Declaration, Layout, Setting } from './declaration';
import { releaseHeld } from './held';

/** How the data of each case lie. */
export interface CaseShape {
  readonly layout: Layout;
  /** Elements, classes or bins of a case; 1 for a pair of boxes. */
  readonly columns: number;
  /** For `classes`: a class index a case, or a number a column. */
  readonly labels?: 'index' | 'columns';
  /** Extra inputs that are given, each with one number a column (or one a case, where its symbol has that level). */
  readonly inputs?: readonly string[];
}

/** Numbers of all cases: row after row, or of one case that all share. */
export interface Cases {
  readonly cases: number;
  /** `columns` numbers a case; 4 for boxes. */
  readonly prediction: Float64Array;
  /** As the prediction, or one class index a case. */
  readonly label: Float64Array;
  readonly inputs?: Readonly<Record<string, Float64Array>>;
  /** Parameters that differ from case to case. */
  readonly varied?: Readonly<Record<string, Float64Array>>;
}

export interface CaseValues {
  /** One a case: the mean over its elements, or the value of its group. */
  readonly value: Float64Array;
  /** With respect to the prediction, in its layout. */
  readonly gradient: Float64Array;
  /** With respect to each varied parameter. */
  readonly byParameter: Readonly<Record<string, Float64Array>>;
}

export interface CaseEvaluator {
  readonly evaluate: (cases: Cases) => CaseValues;
  /** The values alone, in a third of the time. */
  readonly values: (cases: Cases) => Float64Array;
  /** Names of the parameters and inputs that the value depends on. */
  readonly dependsOn: ReadonlySet<string>;
}

/**
 * @param params every parameter in force, defaults included
 * @param varied number parameters that may differ from case to case, and whose derivative is wanted
 * @returns `undefined` where only the worker can tell
 */
export function caseEvaluator(
  declaration: Declaration,
  params: Parameters,
  shape: CaseShape,
  find: (id: string) => Declaration | undefined,
  varied: readonly string[] = [],
): CaseEvaluator | undefined {
  const labels = shape.labels ?? (shape.layout === 'classes' ? 'index' : 'columns');
  const setting: Setting = { params, layout: shape.layout, labels, inputs: new Set(shape.inputs ?? []) };
  const form = caseForm(declaration, setting, find);
  if (typeof form === 'string') return undefined;
  if (Object.values(form.derived).some((derived) => derived !== 'positiveShare')) return undefined;
  const compiled = compileCases(form.value, form.held, varied);
  const given = new Set([...Object.keys(form.derived), ...setting.inputs, ...varied]);
  if (compiled.symbols.some((s) => !isBound(s, params, given))) return undefined;
  return {
    dependsOn: new Set(compiled.symbols.map(({ name }) => name)),
    values: (cases) => wide(compiled.value(bind(cases, compiled.symbols, params, shape)), cases.cases),
    evaluate: (cases) => {
      const block = bind(cases, compiled.symbols, params, shape);
      const { value, gradients } = compiled.run(block);
      return {
        value: wide(value, cases.cases),
        gradient: gradientOf(gradients, compiled.predictions, block, shape),
        byParameter: Object.fromEntries(
          varied.map((name, i) => [name, wide(gradients[compiled.predictions.length + i] ?? 0, cases.cases)]),
        ),
      };
    },
  };
}

interface Compiled {
  readonly symbols: readonly Symbol[];
  readonly predictions: readonly { readonly name: string; readonly level: string }[];
  readonly value: (block: Block) => BlockValue;
  readonly run: (block: Block) => { readonly value: BlockValue; readonly gradients: readonly BlockValue[] };
}

/** Expressions are hash-consed, so a slider that changes no structure finds its compiled form here. */
const known = new Map<Expr, Map<string, Compiled>>();
const MOST_KNOWN = 200;

function compileCases(
  value: Expr,
  held: Readonly<Record<string, Expr>>,
  varied: readonly string[],
): Compiled {
  const key = varied.join(' ');
  const found = known.get(value)?.get(key);
  if (found !== undefined) return found;
  const predictions = symbolsOf(value).filter(({ name }) => /^prediction\d?$/.test(name));
  const parameters = varied.map(
    (name) => symbolsOf(value).find((s) => s.name === name) ?? symbol(name, 'sample'),
  );
  const gradients = differentiate(value, [...predictions, ...parameters]);
  const outputs = [value, ...gradients].map((e) => releaseHeld(e, held));
  const evaluate = blockEvaluator(outputs);
  const alone = blockEvaluator(outputs.slice(0, 1));
  const compiled: Compiled = {
    value: (block) => alone(block)[0] ?? NaN,
    symbols: symbolsOf(...outputs),
    predictions: predictions.map(({ name }, i) => ({ name, level: outputs[i + 1]!.level })),
    run: (block) => {
      const [first = NaN, ...rest] = evaluate(block);
      return { value: first, gradients: rest };
    },
  };
  if (known.size >= MOST_KNOWN) known.clear();
  const ofValue = known.get(value) ?? new Map<string, Compiled>();
  known.set(value, ofValue.set(key, compiled));
  return compiled;
}

const ALWAYS = /^(prediction|label)\d?$|^(columns|columnIndex|isLabel|valid)$/;

function isBound(s: Symbol, params: Parameters, given: ReadonlySet<string>): boolean {
  const value = params[s.name];
  return ALWAYS.test(s.name) || given.has(s.name) || typeof value === 'number' || Array.isArray(value);
}

function bind(
  { cases, prediction, label, inputs = {}, varied = {} }: Cases,
  symbols: readonly Symbol[],
  params: Parameters,
  { layout, columns, labels }: CaseShape,
): Block {
  const byIndex = layout === 'classes' && labels !== 'columns';
  const indices = byIndex
    ? Int32Array.from({ length: cases }, (_, i) => label[i % label.length]!)
    : undefined;
  const ignored = params['ignoreIndex'];
  const spread = (numbers: ArrayLike<number>, length: number): Float64Array =>
    numbers.length === length && numbers instanceof Float64Array
      ? numbers
      : Float64Array.from({ length }, (_, i) => numbers[i % numbers.length]!);
  const coordinate = (boxes: Float64Array, axis: number): Float64Array =>
    Float64Array.from({ length: cases }, (_, i) => boxes[(4 * i + axis) % boxes.length]!);
  const isLabel = (): Float64Array =>
    Float64Array.from({ length: cases * columns }, (_, i) =>
      indices?.[Math.floor(i / columns)] === i % columns ? 1 : 0,
    );
  const valueOf = (s: Symbol): number | Float64Array => {
    const length = s.level === 'column' ? cases * columns : cases;
    const numbers = varied[s.name] ?? inputs[s.name];
    if (numbers !== undefined) return spread(numbers, length);
    const axis = /^(prediction|label)(\d)$/.exec(s.name);
    if (axis !== null) return coordinate(axis[1] === 'label' ? label : prediction, Number(axis[2]));
    switch (s.name) {
      case 'prediction':
        return spread(prediction, length);
      case 'label':
        return byIndex ? isLabel() : spread(label, length);
      case 'isLabel':
        return isLabel();
      case 'columns':
        return columns;
      case 'columnIndex':
        return Float64Array.from({ length }, (_, i) => i % columns);
      case 'valid':
        return typeof ignored !== 'number' || layout === 'boxes'
          ? 1
          : spread(label, byIndex ? cases : length).map((y) => (y === ignored ? 0 : 1));
      case 'positiveShare':
        return shareOf(spread(label, cases * columns), cases, columns, s.level === 'column');
    }
    const value = params[s.name];
    return Array.isArray(value) ? spread(value as readonly number[], length) : (value as number);
  };
  return {
    rows: cases,
    columns,
    values: new Map(symbols.map((s) => [s.name, valueOf(s)])),
    ...(indices === undefined ? {} : { label: indices }),
  };
}

/** The mean label of each case, repeated for each of its elements where the symbol is theirs. */
function shareOf(label: Float64Array, cases: number, columns: number, repeated: boolean): Float64Array {
  const means = Float64Array.from({ length: cases }, (_, i) => {
    const row = label.subarray(i * columns, (i + 1) * columns);
    return row.reduce((a, b) => a + b, 0) / columns;
  });
  return repeated
    ? Float64Array.from({ length: cases * columns }, (_, i) => means[Math.floor(i / columns)]!)
    : means;
}

function wide(value: BlockValue, length: number): Float64Array {
  return typeof value === 'number' ? new Float64Array(length).fill(value) : value.slice(0, length);
}

/** Puts gradients by symbol into the layout of the prediction. */
function gradientOf(
  gradients: readonly BlockValue[],
  predictions: Compiled['predictions'],
  { rows, columns }: Block,
  { layout }: CaseShape,
): Float64Array {
  const width = layout === 'boxes' ? 4 : columns;
  const out = new Float64Array(rows * width);
  predictions.forEach(({ name, level }, k) => {
    const g = gradients[k] ?? 0;
    const axis = layout === 'boxes' ? Number(name.slice(-1)) : undefined;
    for (let row = 0; row < rows; row++) {
      const [first, last] = axis === undefined ? [0, width] : [axis, axis + 1];
      for (let column = first; column < last; column++) {
        out[row * width + column] =
          typeof g === 'number' ? g : g[level === 'column' ? row * columns + column : row]!;
      }
    }
  });
  return out;
}
