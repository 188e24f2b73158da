// Hands out the data of a computation block by block, bound to the symbols that declarations are written in,
// with every value checked the first time it is read.
import type {
  Declaration,
  Derived,
  InputShape,
  LabelDomain,
  PredictionDomain,
} from '../../catalogue/declaration';
import type { Block } from '../../math/blocks';
import type { Expr, Symbol } from '../../math/expression';
import { symbolsOf } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { readFloat64, readNumbers } from '../readers/convert';
import { describeShape } from '../readers/shape';
import type { ArraySource } from '../readers/source';
import type { Crew } from '../threads/crew';
import type { Arrangement } from './arrangement';
import { checkLabel, checkPrediction, classIndices, Facts, type FactsState } from './check';
import { columnElement, readColumns } from './columns';
import { columnOrder, derive, type DerivedArray, type DerivedInputs } from './derived';
import { DegenerateBoxes, type DegenerateState } from './boxes';
import { requireRowSums } from './distributionRows';
import { checkLimit } from './limits';
import { weightOf } from './tally';

/** Fewer numbers than this are computed before a kernel is compiled. */
const WORTH_A_KERNEL = 32_768;

export interface Sources {
  readonly prediction: ArraySource;
  readonly label?: ArraySource;
  readonly extra: Readonly<Record<string, ArraySource>>;
  readonly scale?: { readonly prediction?: number; readonly label?: number };
}

/** What the data of a declaration are like. Plain data, so that another thread can look at the same data. */
export interface DataTraits {
  readonly id: string;
  readonly family: Declaration['family'];
  readonly prediction: PredictionDomain;
  readonly label: LabelDomain;
  readonly limits: ReturnType<NonNullable<Declaration['limits']>>;
  /** Names of its parameters. */
  readonly parameters: readonly string[];
}

export function traitsOf(
  declaration: Declaration,
  params: Parameters,
  layout: Arrangement['layout'],
): DataTraits {
  return {
    id: declaration.id,
    family: declaration.family,
    prediction: declaration.prediction(params),
    label: declaration.label(params, layout),
    limits: declaration.limits?.(params) ?? {},
    parameters: declaration.parameters.map(({ name }) => name),
  };
}

/** What a thread has seen of the data. */
export interface DataState {
  readonly prediction: FactsState;
  readonly label: FactsState;
  readonly classCounts: Float64Array;
  readonly ignored: number;
  readonly degenerate: { readonly prediction: DegenerateState; readonly label: DegenerateState };
}

export interface DataOptions {
  readonly traits: DataTraits;
  /** How extra inputs lie. */
  readonly inputs?: Declaration['inputs'];
  readonly params: Parameters;
  readonly arrangement: Arrangement;
  readonly sources: Sources;
  /** Symbols that are bound to arrays worked out beforehand. */
  readonly derived?: Readonly<Record<string, Derived>>;
  /** How many numbers are worth a kernel; the tests set 0 to hold kernels to the oracles. */
  readonly kernelsFrom?: number;
  /** Samples before this one have been looked at already. */
  readonly seen?: number;
  /** Other threads that may help. */
  readonly crew?: Crew;
}

/** Facts of one chunk, by name (facts.ts). */
export interface CountedFacts {
  readonly prediction: Readonly<Record<string, number>>;
  readonly label: Readonly<Record<string, number>>;
  readonly nonFinite: number;
  readonly start: number;
  readonly count: number;
}

export class Data {
  readonly degenerate = { prediction: new DegenerateBoxes(), label: new DegenerateBoxes() };
  /** How the columns are rearranged before they are used, where positions are out of order. */
  readonly order: Int32Array | undefined;
  private readonly derived = new Map<string, DerivedArray>();
  readonly predictionFacts = new Facts();
  readonly labelFacts = new Facts();
  /** Samples of each class, for labels that are indices. */
  readonly classCounts: Float64Array;
  ignored = 0;
  private readonly predictionDomain: PredictionDomain;
  private readonly labelDomain: LabelDomain;
  private readonly ignoreIndex: number | null;
  private readonly limits: DataTraits['limits'];
  private readonly whole = new Map<string, Float64Array>();
  /** Samples before this one have been looked at. */
  private seen: number;
  /** The most threads that took part in a pass. */
  threads = 1;

  constructor(readonly options: DataOptions) {
    const { traits, params, arrangement } = options;
    this.predictionDomain = traits.prediction;
    this.labelDomain = traits.label;
    this.limits = traits.limits;
    this.seen = options.seen ?? 0;
    const ignore = params['ignoreIndex'];
    this.ignoreIndex = typeof ignore === 'number' ? ignore : null;
    this.classCounts = new Float64Array(arrangement.labels === 'index' ? arrangement.columns : 0);
    this.order = arrangement.layout === 'distributions' ? columnOrder(this.derivedInputs()) : undefined;
    for (const [name, what] of Object.entries(options.derived ?? {})) {
      this.derived.set(name, derive(what, this.derivedInputs()));
    }
  }

  get kernelsFrom(): number {
    return this.options.kernelsFrom ?? WORTH_A_KERNEL;
  }

  /** Whether samples from `start` on have not been looked at yet. */
  isNew(start: number): boolean {
    return start >= this.seen;
  }

  get lookedAt(): number {
    return this.seen;
  }

  get state(): DataState {
    return {
      prediction: this.predictionFacts.state,
      label: this.labelFacts.state,
      classCounts: this.classCounts,
      ignored: this.ignored,
      degenerate: { prediction: this.degenerate.prediction.state, label: this.degenerate.label.state },
    };
  }

  /** Takes over what other threads have seen of the samples up to `end`. */
  merge(states: readonly DataState[], end: number): void {
    for (const { prediction, label, classCounts, ignored, degenerate } of states) {
      this.predictionFacts.merge(prediction);
      this.labelFacts.merge(label);
      classCounts.forEach((count, k) => (this.classCounts[k] = (this.classCounts[k] ?? 0) + count));
      this.ignored += ignored;
      this.degenerate.prediction.merge(degenerate.prediction);
      this.degenerate.label.merge(degenerate.label);
    }
    this.seen = Math.max(this.seen, end);
    this.refuseMixedSigns();
  }

  /** The class whose samples are left out, where there is one. */
  get ignoredClass(): number | null {
    return this.ignoreIndex;
  }

  /** Takes over how many of `count` labels carry each class. */
  addClasses(counts: Int32Array, count: number): void {
    for (let k = 0; k < counts.length; k++)
      this.classCounts[k] = (this.classCounts[k] ?? 0) + (counts[k] ?? 0);
    this.labelFacts.count += count;
  }

  /** Takes over what a kernel counted of a chunk; false where some of it must be looked at number by number. */
  takeFacts({ prediction, label, nonFinite, start, count }: CountedFacts): boolean {
    const { arrangement } = this.options;
    const wrong = (prediction['wrong'] ?? 0) + (label['wrong'] ?? 0) + (prediction['minusOnes'] ?? 0);
    const distributions = arrangement.layout === 'distributions';
    if (wrong !== 0 || (distributions && (label['extremes'] ?? 0) !== 0)) return false;
    this.seen = start + count;
    this.predictionFacts.count += count * arrangement.columns;
    this.predictionFacts.nonFinite += nonFinite;
    this.predictionFacts.ones += prediction['extremes'] ?? 0;
    this.labelFacts.zeros += label['zeros'] ?? 0;
    this.labelFacts.ones += label['ones'] ?? 0;
    this.labelFacts.minusOnes += label['minusOnes'] ?? 0;
    if (arrangement.labels === 'elements') this.labelFacts.count += count;
    this.refuseMixedSigns();
    return true;
  }

  /** Whether samples can be ignored: the symbol `valid` is bound. */
  get ignores(): boolean {
    const { labels } = this.options.arrangement;
    return this.ignoreIndex !== null && (labels === 'index' || labels === 'elements');
  }

  /** Whether samples have weights: the symbol `sampleWeight` is bound. */
  get weighs(): boolean {
    const { extra } = this.options.sources;
    return extra['sampleWeight'] !== undefined || extra['mask'] !== undefined;
  }

  /** Whether the loss takes the numbers of a side as they are in the file. */
  isTakenAsRead(side: 'prediction' | 'label'): boolean {
    if (this.options.sources.scale?.[side] !== undefined) return false;
    return side === 'prediction' || this.labelDomain !== 'sign';
  }

  private derivedInputs(): DerivedInputs {
    const { arrangement, params, sources } = this.options;
    return {
      arrangement,
      params,
      prediction: sources.prediction,
      predictionScale: sources.scale?.prediction ?? 1,
      label: sources.label,
      labelScale: sources.scale?.label ?? 1,
      ignoreIndex: this.ignoreIndex,
      positions: sources.extra['positions'],
      spacing: sources.extra['spacing'],
    };
  }

  /** Samples `start` to `start + rows`, with a value for every symbol of the expressions. */
  block(start: number, rows: number, wanted: readonly Symbol[]): Block {
    const { arrangement, params } = this.options;
    const values = new Map<string, number | Float64Array>();
    const first = start >= this.seen;
    const label = this.readLabel(start, rows, values, first);
    this.readPrediction(start, rows, values, first);
    if (first) this.seen = start + rows;
    values.set('columns', arrangement.columns);
    for (const symbol of wanted) {
      if (values.has(symbol.name)) continue;
      const value = params[symbol.name];
      const derived = this.derived.get(symbol.name);
      if (derived !== undefined) values.set(symbol.name, slice(derived, start, rows, arrangement.columns));
      else if (symbol.name === 'columnIndex') values.set(symbol.name, indices(arrangement.columns, rows));
      else if (symbol.name === 'sampleWeight') {
        const weight = weightOf(this.options.sources, start, rows);
        if (weight !== undefined) values.set(symbol.name, weight);
      } else if (typeof value === 'number') values.set(symbol.name, value);
      else if (Array.isArray(value))
        values.set(symbol.name, this.perClass(symbol.name, value as number[], rows));
      else if (symbol.name === 'isLabel' && label !== undefined)
        values.set('isLabel', oneHot(label, arrangement));
      else if (symbol.name === 'label' && label !== undefined)
        values.set('label', oneHot(label, arrangement));
      else {
        const extra = this.extra(symbol, start, rows, label);
        if (extra !== undefined) values.set(symbol.name, extra);
      }
    }
    return { rows, columns: arrangement.columns, values, ...(label === undefined ? {} : { label }) };
  }

  private readPrediction(
    start: number,
    rows: number,
    values: Map<string, number | Float64Array>,
    first: boolean,
  ): void {
    const { arrangement, sources, params } = this.options;
    const numbers = this.read(sources.prediction, start, rows, sources.scale?.prediction);
    if (first) {
      this.predictionFacts.add(numbers);
      const placeOf = (i: number): number => columnElement(arrangement, start, i);
      checkPrediction(
        this.predictionDomain,
        numbers,
        this.predictionFacts,
        sources.prediction,
        placeOf,
        this.options.traits.parameters.includes('input'),
        params['normalize'] === true,
      );
      this.checkRows(numbers, start);
      const { prediction: limit } = this.limits;
      if (limit !== undefined) checkLimit(limit, numbers, sources.prediction, placeOf);
    }
    if (arrangement.layout === 'distributions')
      this.distribution(numbers, start, sources.prediction, params, first);
    this.setColumns('prediction', numbers, rows, values);
  }

  private readLabel(
    start: number,
    rows: number,
    values: Map<string, number | Float64Array>,
    first: boolean,
  ): Int32Array | undefined {
    const { arrangement, sources, params } = this.options;
    const { label } = sources;
    if (label === undefined || arrangement.labels === 'none') return undefined;
    if (arrangement.labels !== 'index') {
      const numbers = this.read(label, start, rows, sources.scale?.label);
      const placeOf = (i: number): number => columnElement(arrangement, start, i);
      if (first) {
        this.labelFacts.add(numbers);
        checkLabel(
          this.options.traits.id,
          this.labelDomain,
          numbers,
          this.labelFacts,
          label,
          placeOf,
          this.ignoreIndex,
        );
        const { label: limit } = this.limits;
        if (limit !== undefined) checkLimit(limit, numbers, label, placeOf, this.ignoreIndex);
        if (arrangement.layout === 'boxes') {
          this.degenerate.label.check(numbers, String(params['boxFormat']), start, label);
        }
      }
      if (arrangement.layout === 'distributions') this.distribution(numbers, start, label, params, first);
      this.markIgnored(numbers, values, first);
      if (this.labelDomain === 'sign') this.toSigns(numbers);
      this.setColumns('label', numbers, rows, values);
      return undefined;
    }
    const numbers = scaled(readNumbers(label, start, rows), sources.scale?.label);
    const indices = new Int32Array(rows);
    classIndices(numbers, indices, arrangement.columns, label, (i) => start + i, this.ignoreIndex);
    if (first) {
      this.labelFacts.add(numbers);
      for (const k of indices) if (k >= 0) this.classCounts[k] = (this.classCounts[k] ?? 0) + 1;
    }
    if (this.ignores) {
      const valid = Float64Array.from(indices, (k) => (k < 0 ? 0 : 1));
      if (first) this.ignored += valid.reduce((n, v) => n + 1 - v, 0);
      values.set('valid', valid);
      // An ignored sample still needs some column to pick; what it picks is not counted.
      for (let i = 0; i < rows; i++) if ((indices[i] ?? 0) < 0) indices[i] = 0;
    }
    return indices;
  }

  /** Probabilities of exclusive classes sum to 1 in every sample; corners of boxes are in order. */
  private checkRows(numbers: Float64Array, start: number): void {
    const { arrangement, traits, params, sources } = this.options;
    if (arrangement.layout === 'boxes') {
      this.degenerate.prediction.check(numbers, String(params['boxFormat']), start, sources.prediction);
    }
    const exclusive = this.predictionDomain === 'probability' && traits.family === 'distribution';
    if (arrangement.layout !== 'classes' || !exclusive) return;
    const fix = 'For scores before the softmax set input=logits.';
    requireRowSums(numbers, arrangement.columns, start, sources.prediction, fix);
  }

  private markIgnored(label: Float64Array, values: Map<string, number | Float64Array>, first: boolean): void {
    if (!this.ignores) return;
    const valid = Float64Array.from(label, (v) => (v === this.ignoreIndex ? 0 : 1));
    if (first) this.ignored += valid.reduce((n, v) => n + 1 - v, 0);
    values.set('valid', valid);
  }

  /** Labels {0, 1} as signs: 0 becomes −1. */
  private toSigns(label: Float64Array): void {
    this.refuseMixedSigns();
    for (let i = 0; i < label.length; i++) if (label[i] === 0) label[i] = -1;
  }

  private refuseMixedSigns(): void {
    if (this.labelDomain === 'sign' && this.labelFacts.minusOnes > 0 && this.labelFacts.zeros > 0) {
      throw new LossaryError({
        code: 'range',
        ...(this.options.sources.label === undefined ? {} : { file: this.options.sources.label.name }),
        message: 'The labels hold −1 as well as 0, so it is not clear which of them is the negative class.',
        fix: 'Use either {0, 1} or {−1, 1}.',
      });
    }
  }

  private distribution(
    numbers: Float64Array,
    start: number,
    source: ArraySource,
    params: Parameters,
    first: boolean,
  ): void {
    const { columns } = this.options.arrangement;
    const sums = this.predictionDomain === 'distribution' || this.labelDomain === 'distribution';
    if (first && sums && params['normalize'] !== true) {
      const fix = 'Set normalize=true to divide each row by its sum, or apply a softmax first.';
      requireRowSums(numbers, columns, start, source, fix);
    }
    if (this.order !== undefined) reorder(numbers, this.order);
  }

  private read(source: ArraySource, start: number, rows: number, scale: number | undefined): Float64Array {
    return scaled(readColumns(source, this.options.arrangement, start, rows), scale);
  }

  private setColumns(
    side: 'prediction' | 'label',
    numbers: Float64Array,
    rows: number,
    values: Map<string, number | Float64Array>,
  ): void {
    if (this.options.arrangement.layout !== 'boxes') {
      values.set(side, numbers);
      return;
    }
    for (let axis = 0; axis < 4; axis++) {
      const coordinate = new Float64Array(rows);
      for (let row = 0; row < rows; row++) coordinate[row] = numbers[row * 4 + axis] ?? NaN;
      values.set(`${side}${axis}`, coordinate);
    }
  }

  private perClass(name: string, vector: readonly number[], rows: number): Float64Array {
    const { columns } = this.options.arrangement;
    if (vector.length !== columns) {
      throw new LossaryError({
        code: 'badParameter',
        message: `${name} has ${vector.length} numbers, and there are ${columns} classes.`,
        fix: 'Give one number a class.',
      });
    }
    return tile(Float64Array.from(vector), rows);
  }

  private extra(
    symbol: Symbol,
    start: number,
    rows: number,
    label: Int32Array | undefined,
  ): Float64Array | undefined {
    const source = this.options.sources.extra[symbol.name];
    if (source === undefined) return undefined;
    const { arrangement, inputs } = this.options;
    const shape = inputs?.[symbol.name]?.shape;
    if (shape === 'labelRow') return this.labelRows(symbol.name, source, label);
    const all = arrangement.rows * arrangement.columns;
    if (symbol.level === 'sample' && source.length === arrangement.rows)
      return readNumbers(source, start, rows);
    if (symbol.level === 'column' && shape !== 'element' && source.length === arrangement.columns) {
      return tile(this.wholeOf(symbol.name, source), rows);
    }
    if (symbol.level === 'column' && source.length === all)
      return readColumns(source, arrangement, start, rows);
    throw new LossaryError({
      code: 'shape',
      file: source.name,
      message: `${symbol.name} has shape ${describeShape(source.shape)}.`,
      fix: shapeWanted(symbol, shape, arrangement),
    });
  }

  /** The row of a K×K matrix that belongs to the label of each sample. */
  private labelRows(name: string, source: ArraySource, label: Int32Array | undefined): Float64Array {
    const { columns } = this.options.arrangement;
    if (label === undefined || source.length !== columns * columns) {
      throw new LossaryError({
        code: 'shape',
        file: source.name,
        message: `${name} has shape ${describeShape(source.shape)}.`,
        fix: `It needs a row and a column for each class (${columns}×${columns}), and class indices as labels.`,
      });
    }
    const matrix = this.wholeOf(name, source);
    const rows = new Float64Array(label.length * columns);
    label.forEach((k, i) => rows.set(matrix.subarray(k * columns, (k + 1) * columns), i * columns));
    return rows;
  }

  private wholeOf(name: string, source: ArraySource): Float64Array {
    let values = this.whole.get(name);
    if (values === undefined) this.whole.set(name, (values = readFloat64(source)));
    return values;
  }
}

function shapeWanted(
  { level }: Symbol,
  shape: InputShape | undefined,
  { rows, columns }: Arrangement,
): string {
  if (level === 'sample') return `It needs one number a sample: ${rows} in all.`;
  return shape === 'element'
    ? `It needs one number for each of the prediction, ${rows} rows of ${columns}.`
    : `It needs one number a class or bin: ${columns} in all.`;
}

/** The symbols that expressions read, each once. */
export function wantedSymbols(...expressions: readonly Expr[]): readonly Symbol[] {
  return symbolsOf(...expressions);
}

function scaled(values: Float64Array, scale: number | undefined): Float64Array {
  if (scale !== undefined && scale !== 1)
    for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? NaN) / scale;
  return values;
}

function tile(vector: Float64Array, rows: number): Float64Array {
  const out = new Float64Array(vector.length * rows);
  for (let row = 0; row < rows; row++) out.set(vector, row * vector.length);
  return out;
}

function slice({ level, values }: DerivedArray, start: number, rows: number, columns: number): Float64Array {
  if (level === 'column') return tile(values, rows);
  const each = level === 'cell' ? columns : 1;
  return values.slice(start * each, (start + rows) * each);
}

function indices(columns: number, rows: number): Float64Array {
  return tile(
    Float64Array.from({ length: columns }, (_, k) => k),
    rows,
  );
}

/** Column k of each row becomes the one that was `order[k]`. */
function reorder(numbers: Float64Array, order: Int32Array): void {
  for (let at = 0; at < numbers.length; at += order.length) {
    const row = numbers.slice(at, at + order.length);
    order.forEach((from, to) => {
      numbers[at + to] = row[from] ?? NaN;
    });
  }
}

function oneHot(label: Int32Array, { columns }: Arrangement): Float64Array {
  const out = new Float64Array(label.length * columns);
  label.forEach((k, row) => {
    out[row * columns + k] = 1;
  });
  return out;
}
