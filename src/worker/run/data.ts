// Hands out the data of a computation block by block, bound to the symbols that declarations are written in,
// with every value checked the first time it is read.
import type { LabelDomain, PredictionDomain } from '../../catalogue/declaration';
import type { Block } from '../../math/blocks';
import { symbolsOf, type Expr, type Symbol } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import { readNumbers } from '../readers/convert';
import type { ArraySource } from '../readers/source';
import { checkLabel, checkPrediction, classIndices } from './check';
import { columnElement, readColumns } from './columns';
import type { DataOptions, DataTraits } from './dataOptions';
import { columnOrder, type DerivedInputs } from './derived';
import { requireRowSums } from './distributionRows';
import { checkLimit } from './limits';
import { Seen } from './seen';
import { SymbolValues } from './symbolValues';

/** Fewer numbers than this are computed before a kernel is compiled. */
const WORTH_A_KERNEL = 32_768;

export class Data {
  readonly seen: Seen;
  /** How the columns are rearranged before they are used, where positions are out of order. */
  readonly order: Int32Array | undefined;
  private readonly symbols: SymbolValues;
  private readonly predictionDomain: PredictionDomain;
  private readonly labelDomain: LabelDomain;
  private readonly ignoreIndex: number | null;
  private readonly limits: DataTraits['limits'];
  /** The most threads that took part in a pass. */
  threads = 1;

  constructor(readonly options: DataOptions) {
    const { traits, params, arrangement } = options;
    this.predictionDomain = traits.prediction;
    this.labelDomain = traits.label;
    this.limits = traits.limits;
    const labels = options.sources.label?.name;
    this.seen = new Seen(arrangement, options.seen ?? 0, traits.label === 'sign', labels);
    const ignore = params['ignoreIndex'];
    this.ignoreIndex = typeof ignore === 'number' ? ignore : null;
    this.order = arrangement.layout === 'distributions' ? columnOrder(this.derivedInputs()) : undefined;
    this.symbols = new SymbolValues(options, () => this.derivedInputs());
  }

  get kernelsFrom(): number {
    return this.options.kernelsFrom ?? WORTH_A_KERNEL;
  }

  /** The class whose samples are left out, where there is one. */
  get ignoredClass(): number | null {
    return this.ignoreIndex;
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
    const { arrangement } = this.options;
    const values = new Map<string, number | Float64Array>();
    const first = this.seen.isNew(start);
    const label = this.readLabel(start, rows, values, first);
    this.readPrediction(start, rows, values, first);
    if (first) this.seen.samples = start + rows;
    values.set('columns', arrangement.columns);
    for (const symbol of wanted) {
      if (values.has(symbol.name)) continue;
      const value = this.symbols.value(symbol, start, rows, label);
      if (value !== undefined) values.set(symbol.name, value);
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
      this.seen.prediction.add(numbers);
      const placeOf = (i: number): number => columnElement(arrangement, start, i);
      checkPrediction(
        this.predictionDomain,
        numbers,
        this.seen.prediction,
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
        this.seen.label.add(numbers);
        checkLabel(
          this.options.traits.id,
          this.labelDomain,
          numbers,
          this.seen.label,
          label,
          placeOf,
          this.ignoreIndex,
        );
        const { label: limit } = this.limits;
        if (limit !== undefined) checkLimit(limit, numbers, label, placeOf, this.ignoreIndex);
        if (arrangement.layout === 'boxes') {
          this.seen.degenerate.label.check(numbers, String(params['boxFormat']), start, label);
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
      this.seen.label.add(numbers);
      for (const k of indices) if (k >= 0) this.seen.classCounts[k] = (this.seen.classCounts[k] ?? 0) + 1;
    }
    if (this.ignores) {
      const valid = Float64Array.from(indices, (k) => (k < 0 ? 0 : 1));
      if (first) this.seen.ignored += valid.reduce((n, v) => n + 1 - v, 0);
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
      this.seen.degenerate.prediction.check(numbers, String(params['boxFormat']), start, sources.prediction);
    }
    const exclusive = this.predictionDomain === 'probability' && traits.family === 'distribution';
    if (arrangement.layout !== 'classes' || !exclusive) return;
    const fix = 'For scores before the softmax set input=logits.';
    requireRowSums(numbers, arrangement.columns, start, sources.prediction, fix);
  }

  private markIgnored(label: Float64Array, values: Map<string, number | Float64Array>, first: boolean): void {
    if (!this.ignores) return;
    const valid = Float64Array.from(label, (v) => (v === this.ignoreIndex ? 0 : 1));
    if (first) this.seen.ignored += valid.reduce((n, v) => n + 1 - v, 0);
    values.set('valid', valid);
  }

  /** Labels {0, 1} as signs: 0 becomes −1. */
  private toSigns(label: Float64Array): void {
    this.seen.refuseMixedSigns();
    for (let i = 0; i < label.length; i++) if (label[i] === 0) label[i] = -1;
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

/** Column k of each row becomes the one that was `order[k]`. */
function reorder(numbers: Float64Array, order: Int32Array): void {
  for (let at = 0; at < numbers.length; at += order.length) {
    const row = numbers.slice(at, at + order.length);
    order.forEach((from, to) => {
      numbers[at + to] = row[from] ?? NaN;
    });
  }
}
