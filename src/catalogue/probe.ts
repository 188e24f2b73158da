// Probes a loss: its value and slope as one prediction moves and everything else stays. Works from the
// declaration alone, so that whatever is declared can be drawn.
import type { Block } from '../math/blocks';
import type { Symbol } from '../math/expression';
import type { Parameters } from '../protocol/compute';
import { dataOf } from './dataOf';
import type { Declaration, Derived, LabelDomain, Layout, Setting, Text } from './declaration';
import { ofOneSample } from './oneSample';
import { ALGORITHM, ASSUMED, COUNTS, needs, UNDEFINED, unset, WHOLE_DATA } from './probeTexts';
import { compile, type Compiled } from './probeCompile';
import { compileCurvature, STEP, type CompiledCurvature } from './probeCurvature';
import { ownAxis, pathThrough, unitBox, type PathShape, type ProbeAxis } from './probePath';

export interface ProbeOptions {
  /** Of the data; the declaration's first where absent. */
  readonly layout?: Layout;
  /** Number of classes, for `classes`. */
  readonly classes?: number;
  /** Draws a loss on probabilities against logits, or one on logits against probabilities. */
  readonly axis?: 'probability' | 'logit';
  /** Looks up the parts of a compound. */
  readonly find?: (id: string) => Declaration | undefined;
}

/** The labels that make sense: a few, a range, or none to choose (the true class is given). */
export interface ProbeLabel {
  readonly kind: 'choice' | 'range' | 'none';
  readonly values: readonly number[];
  readonly default: number;
  /** Whether every number between the choices is a label too: soft labels. */
  readonly soft?: boolean;
}

export interface Points {
  readonly loss: Float64Array;
  /** The derivative of the loss along x. */
  readonly slope: Float64Array;
}

export interface Probe {
  readonly layout: Layout;
  readonly axis: ProbeAxis;
  /** Axes that it can be drawn against, its own first. */
  readonly axes: readonly ProbeAxis[];
  readonly range: readonly [number, number];
  readonly label: ProbeLabel;
  /** What is taken for numbers that only whole data have. */
  readonly assumes: readonly Text[];
  readonly evaluate: (x: Float64Array, label: number) => Points;
  /** The second derivative of the loss along x; 0 across a kink. */
  readonly curvature: (x: Float64Array, label: number) => Float64Array;
}

export interface NoProbe {
  /** Why there is no curve. */
  readonly reason: Text;
}

export function canProbe(p: Probe | NoProbe): p is Probe {
  return 'evaluate' in p;
}

/** @param params every parameter in force, defaults included */
export function probe(
  declaration: Declaration,
  params: Parameters,
  options: ProbeOptions = {},
): Probe | NoProbe {
  const find = options.find ?? ((): undefined => undefined);
  const data = tried(() => dataOf(declaration, params, options.layout, find));
  if (data instanceof Error) return { reason: { en: data.message, zh: data.message } };
  const { layout, prediction: domain } = data;
  const setting: Setting = { params, layout, labels: 'index', inputs: new Set() };
  const one = tried(() => ofOneSample(declaration.form(setting), setting, find));
  if (one instanceof Error) return { reason: { en: one.message, zh: one.message } };
  if (one === 'counts') return { reason: declaration.noGradient ?? COUNTS };
  if (typeof one === 'string') return { reason: one === 'algorithm' ? ALGORITHM : WHOLE_DATA };

  const own = ownAxis(layout, domain);
  const axes = alternatives(own, layout);
  const wanted = options.axis !== undefined && axes.includes(options.axis) ? options.axis : own;
  const boxFormat = String(params.boxFormat ?? 'xyxy');
  const shape: PathShape = { layout, domain, axis: wanted, classes: options.classes ?? 3, boxFormat };
  const compiled = compile(one.loss, one.held);
  const missing = compiled.symbols.find((s) => !isKnown(s, declaration, params, one.derived));
  if (missing !== undefined) {
    const parameter = declaration.parameters.some(({ name }) => name === missing.name);
    return { reason: parameter ? unset(missing.name) : needs(missing.name) };
  }
  const made: Probe = {
    layout,
    axis: wanted,
    axes,
    range: RANGE[wanted],
    label: labelOf(data.label, layout),
    assumes: [...new Set(Object.values(one.derived))].map((derived) => ASSUMED[derived].meaning),
    evaluate: (x, label) => evaluate(compiled, { x, label, shape, params, derived: one.derived }),
    curvature: (x, label) =>
      curvatureOf(compileCurvature(one.loss, one.held), { x, label, shape, params, derived: one.derived }),
  };
  const { loss } = made.evaluate(placesOn(wanted, 5), made.label.default);
  return loss.every((value) => Number.isNaN(value)) ? { reason: UNDEFINED } : made;
}

/** A form says by an error what its parameters lack: an expression to combine. */
function tried<T>(make: () => T): T | Error {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** `count` places on a range, denser towards both ends of a probability, where logarithms turn. */
export function placesOn(axis: ProbeAxis, count: number, range = RANGE[axis]): Float64Array {
  const [low, high] = range;
  return Float64Array.from({ length: count }, (_, i) => {
    const u = (i + 0.5) / count;
    if (axis === 'probability') return (1 - Math.cos(Math.PI * u)) / 2;
    return low + ((high - low) * i) / (count - 1);
  });
}

const RANGE: Readonly<Record<ProbeAxis, readonly [number, number]>> = {
  real: [-3, 3],
  probability: [0, 1],
  logit: [-6, 6],
  score: [-3, 3],
  logProbability: [-6, -0.01],
  offset: [-2, 2],
};

function alternatives(own: ProbeAxis, layout: Layout): readonly ProbeAxis[] {
  if (layout === 'distributions') return [own];
  if (own === 'probability') return ['probability', 'logit'];
  return own === 'logit' ? ['logit', 'probability'] : [own];
}

function labelOf(domain: LabelDomain, layout: Layout): ProbeLabel {
  if (layout === 'classes' || layout === 'boxes') return { kind: 'none', values: [], default: 1 };
  switch (domain) {
    case 'binary':
      return { kind: 'choice', values: [1, 0], default: 1, soft: true };
    case 'sign':
      return { kind: 'choice', values: [1, -1], default: 1 };
    case 'distribution':
      return { kind: 'range', values: [0, 1], default: 0.3 };
    case 'real':
      return { kind: 'range', values: layout === 'distributions' ? [0, 1] : [-3, 3], default: 0 };
    default:
      return { kind: 'none', values: [], default: 1 };
  }
}

/** Where and for what a loss is evaluated. */
interface Question {
  readonly x: Float64Array;
  readonly label: number;
  readonly shape: PathShape;
  readonly params: Parameters;
  readonly derived: Readonly<Record<string, Derived>>;
}

function evaluate(compiled: Compiled, question: Question): Points {
  const { x, shape } = question;
  const { columns, tracks } = pathThrough(x, shape);
  const values = boundTo(compiled.symbols, question, columns, (name) => tracks.get(name)?.values);
  const block = withHeld(compiled, { rows: x.length, columns, values, label: new Int32Array(x.length) });
  const [loss = NaN, ...gradients] = compiled.run(block);
  const slope = new Float64Array(x.length);
  compiled.inputs.forEach((input, k) => {
    const track = tracks.get(input.name);
    const gradient = gradients[k] ?? 0;
    const level = compiled.gradients[k]?.level;
    const width = input.level === 'column' ? columns : 1;
    track?.tangents.forEach((tangent, i) => {
      if (tangent === 0) return;
      const row = Math.floor(i / width);
      const g = typeof gradient === 'number' ? gradient : (gradient[level === 'column' ? i : row] ?? NaN);
      slope[row]! += g * tangent;
    });
  });
  return { loss: typeof loss === 'number' ? new Float64Array(x.length).fill(loss) : loss.slice(), slope };
}

function curvatureOf(compiled: CompiledCurvature, question: Question): Float64Array {
  const { x, shape } = question;
  const { columns, tracks } = pathThrough(x, shape);
  const values = boundTo(compiled.symbols, question, columns, (name) => {
    if (name === STEP.name) return 0;
    const { input, part } = compiled.along(name);
    return tracks.get(input)?.[part];
  });
  const block = withHeld(compiled, { rows: x.length, columns, values, label: new Int32Array(x.length) });
  const [second = NaN] = compiled.run(block);
  return typeof second === 'number' ? new Float64Array(x.length).fill(second) : second.slice();
}

/** The value of every symbol: along the path where `moving` knows it, else what stays. */
function boundTo(
  symbols: readonly Symbol[],
  { x, label, shape, params, derived }: Question,
  columns: number,
  moving: (name: string) => number | Float64Array | undefined,
): Map<string, number | Float64Array> {
  const fixed = (s: Symbol): number | Float64Array => {
    const assumed = derived[s.name];
    return assumed === undefined
      ? fixedValue(s, label, shape, params, { rows: x.length, columns })
      : spread(s, x.length, columns, () => ASSUMED[assumed].of(label));
  };
  return new Map(symbols.map((s) => [s.name, moving(s.name) ?? fixed(s)]));
}

/** What is held is worked out first, and then is a value like any other. */
function withHeld({ held, hold }: Pick<Compiled, 'held' | 'hold'>, block: Block): Block {
  if (held.length === 0) return block;
  const values = new Map(block.values);
  hold(block).forEach((value, i) => values.set(held[i] ?? '', value));
  return { ...block, values };
}

/** What stays while the prediction moves: label, parameters, weights of 1. */
function fixedValue(
  s: Symbol,
  label: number,
  shape: PathShape,
  params: Parameters,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): number | Float64Array {
  if (s.name === 'columns') return columns;
  if (/^label\d$/.test(s.name))
    return spread(s, rows, columns, () => unitBox(shape.boxFormat)[Number(s.name.slice(5))] ?? 0);
  if (s.name === 'columnIndex') return spread(s, rows, columns, (k) => k);
  if (s.name === 'isLabel') return spread(s, rows, columns, (k) => (k === 0 ? 1 : 0));
  if (s.name === 'label') return spread(s, rows, columns, (k) => labelAt(k, label, shape));
  const value = params[s.name];
  return spread(s, rows, columns, (k) =>
    typeof value === 'number' ? value : Array.isArray(value) ? Number(value[k] ?? NaN) : 1,
  );
}

function labelAt(column: number, label: number, { layout, domain }: PathShape): number {
  if (layout === 'classes') return column === 0 ? 1 : 0;
  if (layout !== 'distributions') return label;
  if (domain === 'distribution') return column === 0 ? label : 1 - label;
  return column === 0 ? 1 : label;
}

function spread(
  s: Symbol,
  rows: number,
  columns: number,
  of: (column: number) => number,
): number | Float64Array {
  if (s.level === 'total' || s.level === 'group') return of(0);
  const width = s.level === 'column' ? columns : 1;
  return Float64Array.from({ length: rows * width }, (_, i) => of(i % width));
}

const BOUND = /^(prediction|label)\d?$|^(columns|columnIndex|isLabel|valid|sampleWeight|mask)$/;

function isKnown(
  s: Symbol,
  declaration: Declaration,
  params: Parameters,
  derived: Readonly<Record<string, Derived>>,
): boolean {
  const value = params[s.name];
  return (
    BOUND.test(s.name) ||
    derived[s.name] !== undefined ||
    typeof value === 'number' ||
    Array.isArray(value) ||
    declaration.inputs?.[s.name] !== undefined
  );
}
