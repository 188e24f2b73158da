// Counts hard decisions: true and false positives and negatives of binary data, a confusion matrix of classes.
import type { Parameters } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { readNumbers } from '../readers/convert';
import { describeShape } from '../readers/shape';
import type { Arrangement } from './arrangement';
import { classIndices, Facts } from './check';
import { Breather, type RunContext } from './context';
import type { PairCounts } from './classPairs';
import type { Sources } from './dataOptions';
import { prepare } from './prepare';

/** Counts of one class (or of the only one); weighted where samples are. */
export interface Tally {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

export interface Decisions {
  /** One entry for binary data, one a class for classes, one a column for several labels at once. */
  readonly tallies: readonly Tally[];
  /** One entry a sample, for the average over samples of several labels at once. */
  readonly perSample?: readonly Tally[];
  /** Rows are true classes; absent for several labels at once. */
  readonly matrix?: number[][];
  readonly kind: 'binary' | 'classes' | 'multilabel';
  /** How many numbers of each side are NaN or infinite, where it is not noted in the data yet. */
  readonly nonFinite?: { readonly prediction: number; readonly label: number };
  readonly count: number;
}

const CHUNK = 65536;

/** Whether a prediction is a positive: above the threshold, or on it where the preset says so. */
function positives(params: Parameters): (p: number) => boolean {
  const threshold = typeof params['threshold'] === 'number' ? params['threshold'] : 0.5;
  return params['inclusive'] === true ? (p) => p >= threshold : (p) => p > threshold;
}

/** Several labels at once, a column each: [N, C, …]. */
export async function tallyColumns(
  sources: Sources,
  params: Parameters,
  arrangement: Arrangement,
  context: RunContext,
): Promise<Decisions> {
  const bySample = params['average'] === 'samples';
  const reader = new ElementReader(sources, params);
  const columns = arrangement.shape[1] ?? 1;
  const inner = arrangement.shape.slice(2).reduce((a, b) => a * b, 1);
  const tallies: Tally[] = Array.from({ length: columns }, noCounts);
  const perSample: Tally[] = Array.from({ length: bySample ? (arrangement.shape[0] ?? 1) : 0 }, noCounts);
  const each = arrangement.rows / (arrangement.shape[0] ?? 1);
  const positive = positives(params);
  const breather = new Breather(context);
  let count = 0;
  for (let start = 0; start < arrangement.rows; start += CHUNK) {
    await prepare(sources.prediction, start, breather);
    await prepare(sources.label, start, breather);
    const { prediction, label, weight } = reader.read(start, Math.min(CHUNK, arrangement.rows - start));
    for (let i = 0; i < prediction.length; i++) {
      const y = label[i] as number;
      if (y === reader.ignoreIndex) continue;
      const tally = tallies[Math.floor((start + i) / inner) % columns] as Tally;
      const w = weight === undefined ? 1 : (weight[i] as number);
      const called = positive(prediction[i] as number);
      const outcome = y > 0.5 ? (called ? 'tp' : 'fn') : called ? 'fp' : 'tn';
      tally[outcome] += w;
      const sample = perSample[Math.floor((start + i) / each)];
      if (sample !== undefined) sample[outcome] += w;
      count++;
    }
    await breather.pause(start / arrangement.rows, `reading ${sources.prediction.name}`);
  }
  return {
    tallies,
    ...(bySample ? { perSample } : {}),
    kind: 'multilabel',
    nonFinite: reader.nonFinite,
    count,
  };
}

function noCounts(): Tally {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}

/** Reads prediction, label and weight side by side and keeps what they turned out to hold. */
class ElementReader {
  private readonly facts = { prediction: new Facts(), label: new Facts() };
  readonly ignoreIndex: number | null;

  constructor(
    private readonly sources: Sources,
    params: Parameters,
  ) {
    this.ignoreIndex = typeof params['ignoreIndex'] === 'number' ? params['ignoreIndex'] : null;
  }

  get nonFinite(): { readonly prediction: number; readonly label: number } {
    const { prediction, label } = this.facts;
    return { prediction: prediction.nonFinite, label: label.nonFinite };
  }

  read(
    start: number,
    rows: number,
  ): { prediction: Float64Array; label: Float64Array; weight?: Float64Array } {
    const { sources } = this;
    const prediction = divided(readNumbers(sources.prediction, start, rows), sources.scale?.prediction);
    const label = divided(readNumbers(required(sources), start, rows), sources.scale?.label);
    this.facts.prediction.add(prediction);
    this.facts.label.add(label);
    const weight = weightOf(sources, start, rows);
    return { prediction, label, ...(weight === undefined ? {} : { weight }) };
  }
}

/** Class ids against class ids; there are as many classes as the largest id says. */
export async function tallyIds(
  sources: Sources,
  params: Parameters,
  rows: number,
  classes: number,
  context: RunContext,
): Promise<Decisions> {
  const reader = new ElementReader(sources, params);
  const label = required(sources);
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const breather = new Breather(context);
  let count = 0;
  for (let start = 0; start < rows; start += CHUNK) {
    const length = Math.min(CHUNK, rows - start);
    await prepare(sources.prediction, start, breather);
    await prepare(label, start, breather);
    const values = reader.read(start, length);
    const [called, truth] = [new Int32Array(length), new Int32Array(length)];
    classIndices(values.prediction, called, classes, sources.prediction, (i) => start + i, null);
    classIndices(values.label, truth, classes, label, (i) => start + i, reader.ignoreIndex);
    for (let i = 0; i < length; i++) {
      const row = matrix[truth[i] ?? -1];
      if (row === undefined) continue;
      const k = called[i] ?? 0;
      row[k] = (row[k] ?? 0) + (values.weight === undefined ? 1 : (values.weight[i] as number));
      count++;
    }
    await breather.pause(start / rows, `reading ${sources.prediction.name}`);
  }
  return { tallies: talliesOf(matrix), matrix, kind: 'classes', nonFinite: reader.nonFinite, count };
}

/**
 * The same where pairs were counted already.
 * @returns undefined where a label is beyond the classes and not the ignored one
 */
export function decisionsOf(
  pairs: PairCounts,
  ignored: number | null,
  classes = pairs.length,
): Decisions | undefined {
  const beyond = pairs.filter((row, k) => k >= classes && k !== ignored && row.some((n) => n > 0));
  if (beyond.length > 0) return undefined;
  const cells = [...Array(classes).keys()];
  const matrix = cells.map((k) => cells.map((j) => (k === ignored ? 0 : (pairs[k]?.[j] ?? 0))));
  const count = matrix.flat().reduce((a, b) => a + b, 0);
  return { tallies: talliesOf(matrix), matrix, kind: 'classes', count };
}

function talliesOf(matrix: readonly (readonly number[])[]): Tally[] {
  let total = 0;
  const called = new Float64Array(matrix.length);
  const truths = matrix.map((row) => {
    let sum = 0;
    for (let k = 0; k < row.length; k++) {
      const cell = row[k] as number;
      sum += cell;
      called[k]! += cell;
    }
    total += sum;
    return sum;
  });
  return matrix.map((row, k) => {
    const tp = row[k] ?? 0;
    const fn = (truths[k] ?? 0) - tp;
    const fp = (called[k] ?? 0) - tp;
    return { tp, fp, fn, tn: total - tp - fp - fn };
  });
}

function required({ label }: Sources): NonNullable<Sources['label']> {
  if (label !== undefined) return label;
  throw new LossaryError({
    code: 'missingInput',
    message: 'There is no label.',
    fix: 'Name the label as well.',
  });
}

function divided(values: Float64Array, by: number | undefined): Float64Array {
  return by === undefined || by === 1 ? values : values.map((v) => v / by);
}

/** The product of `sampleWeight` and `mask`, where they are given. */
export function weightOf(sources: Sources, start: number, rows: number): Float64Array | undefined {
  const given = ['sampleWeight', 'mask'].flatMap((name) => sources.extra[name] ?? []);
  if (given.length === 0) return undefined;
  const out = new Float64Array(rows).fill(1);
  for (const source of given) {
    if (source.length < start + rows) {
      throw new LossaryError({
        code: 'shape',
        file: source.name,
        message: `The weights have shape ${describeShape(source.shape)}, and there are more samples than that.`,
        fix: 'Give one weight a sample.',
      });
    }
    const values = readNumbers(source, start, rows);
    for (let i = 0; i < rows; i++) out[i] = (out[i] ?? 1) * (values[i] ?? NaN);
  }
  return out;
}
