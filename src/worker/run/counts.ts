// Metrics of hard decisions: counts first, then the declared value of the counts, averaged over classes as
// scikit-learn does.
import type { CountsForm } from '../../catalogue/declaration';
import { LABEL } from '../../catalogue/symbols';
import type { Expr } from '../../math/expression';
import type { Parameters, ResultValue } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import type { Arrangement } from './arrangement';
import { Breather, type RunContext } from './context';
import { readNumbers } from '../readers/convert';
import type { ArraySource } from '../readers/source';
import { countPairs, MOST_CLASSES } from './classPairs';
import type { Data } from './data';
import { evaluateGroups, scalarsOf } from './groupMath';
import type { Outcome } from './outcome';
import { interpretedPass, type PassRange, type PassSpec } from './pass';
import { countBinary } from './binaryCounts';
import { sweepElements } from './sweep';
import { largestColumns } from './largestColumns';
import { decisionsOf, tallyColumns, tallyIds, type Decisions, type Tally } from './tally';

type Average = 'auto' | 'binary' | 'micro' | 'macro' | 'weighted' | 'samples' | 'none';

/** @param wantsView whether the view asks for the sweep over all thresholds */
export async function computeCounts(
  form: CountsForm,
  data: Data,
  context: RunContext,
  wantsView: boolean,
): Promise<Outcome> {
  const { params } = data.options;
  const decisions = await decide(data, context);
  data.seen.prediction.nonFinite += decisions.nonFinite?.prediction ?? 0;
  data.seen.label.nonFinite += decisions.nonFinite?.label ?? 0;
  const average = averageOf(params, decisions);
  const value = isExpr(form.value)
    ? averaged(form.value, decisions, average, params)
    : severalValues(form.value, decisions, params);
  const sweep = wantsView && decisions.kind === 'binary' ? await sweepElements(data, context) : undefined;
  const view = {
    ...(decisions.matrix === undefined ? {} : { confusion: confusion(decisions.matrix) }),
    ...(sweep === undefined ? {} : { thresholds: sweep }),
  };
  return {
    value,
    count: decisions.count,
    notes: notesOf(decisions, average),
    details: { average, ...(decisions.matrix === undefined ? {} : { confusion: decisions.matrix }) },
    ...(Object.keys(view).length === 0 ? {} : { view }),
  };
}

function isExpr(value: CountsForm['value']): value is Expr {
  return 'kind' in value && typeof value.kind === 'string';
}

async function decide(data: Data, context: RunContext): Promise<Decisions> {
  const { params, arrangement, sources } = data.options;
  if (arrangement.layout === 'classes') return countLargest(data, context);
  const wanted = params['average'];
  const multilabel =
    arrangement.shape.length >= 2 && typeof wanted === 'string' && !['auto', 'binary'].includes(wanted);
  if (multilabel)
    return (await countIds(data, context)) ?? tallyColumns(sources, params, arrangement, context);
  // Ids that begin with several classes are not read as binary labels first.
  const early = beginsWithClasses(data) ? await countIds(data, context) : undefined;
  if (early !== undefined) return early;
  const { decisions, beyond, note } = await countBinary(data, context);
  const several = beyond.label || beyond.prediction ? await countIds(data, context) : undefined;
  if (several !== undefined) return several;
  if (beyond.label) await interpretedPass(data, READ_LABELS).run(wholeOf(arrangement), new Breather(context));
  note();
  return decisions;
}

/** Numbers that tell whether data begin as class ids. */
const FIRST = 1024;

/** Reads the labels as what they are declared to be, and so refuses those that are not. */
const READ_LABELS: PassSpec = { sums: [LABEL], outputs: [], byColumn: false };

const wholeOf = ({ rows }: Arrangement): PassRange => ({ start: 0, rows, scalars: new Map() });

/** Counts two arrays of class ids; undefined where they hold something else, or no more than two classes. */
async function countIds(data: Data, context: RunContext): Promise<Decisions | undefined> {
  const { params, arrangement, sources } = data.options;
  const { prediction, label } = sources;
  if (label === undefined || sources.scale !== undefined) return undefined;
  if (!data.weighs && arrangement.rows >= data.kernelsFrom) {
    const pairs = await countPairs(prediction, label, arrangement.rows, new Breather(context));
    if (pairs !== undefined) return pairs.length > 2 ? decisionsOf(pairs, data.ignoredClass) : undefined;
  }
  const classes = classIds(prediction, label, arrangement);
  return classes > 2 ? tallyIds(sources, params, arrangement.rows, classes, context) : undefined;
}

/** Scores [N, C, …], whose largest column decides, against class ids or one-hot labels. */
async function countLargest(data: Data, context: RunContext): Promise<Decisions> {
  const { params, arrangement, sources } = data.options;
  const { rows, columns, labels } = arrangement;
  const { prediction, label } = sources;
  const quick = rows * columns >= data.kernelsFrom;
  const called = largestColumns(prediction, arrangement, quick);
  const truth =
    labels === 'index' || label === undefined ? undefined : largestColumns(label, arrangement, quick);
  const ids = truth ?? label;
  const decided = { prediction: called, extra: sources.extra, ...(ids === undefined ? {} : { label: ids }) };
  try {
    const pairs =
      quick && !data.weighs && ids !== undefined && columns <= MOST_CLASSES
        ? await countPairs(called, ids, rows, new Breather(context))
        : undefined;
    const quickly = pairs && decisionsOf(pairs, data.ignoredClass, columns);
    const nonFinite = { prediction: called.nonFinite, label: 0 };
    if (quickly !== undefined) return { ...quickly, nonFinite };
    const decisions = await tallyIds(decided, params, rows, columns, context);
    return {
      ...decisions,
      nonFinite: { prediction: called.nonFinite, label: decisions.nonFinite?.label ?? 0 },
    };
  } finally {
    called.close();
    truth?.close();
  }
}

/** Whether a number among the first ones, and not ignored, is larger than 1: so no binary data begin. */
function beginsWithClasses({ options: { sources, arrangement }, ignoredClass }: Data): boolean {
  const { prediction, label } = sources;
  const length = Math.min(FIRST, arrangement.rows);
  if (label === undefined) return false;
  const called = readNumbers(prediction, 0, length);
  return readNumbers(label, 0, length).some((y, i) => y !== ignoredClass && (y > 1 || (called[i] ?? 0) > 1));
}

/** How many classes two arrays of class ids speak of; 0 where they hold something else. */
function classIds(prediction: ArraySource, label: ArraySource, arrangement: Arrangement): number {
  let most = 0;
  for (let start = 0; start < arrangement.rows; start += 65536) {
    const rows = Math.min(65536, arrangement.rows - start);
    for (const source of [prediction, label]) {
      for (const v of readNumbers(source, start, rows)) {
        if (v < 0 || v !== Math.floor(v)) return 0;
        if (v > most) most = v;
      }
    }
    if (most > 65535) return 0;
  }
  return most + 1;
}

function averageOf(params: Parameters, { kind }: Decisions): Average {
  const wanted = (params['average'] ?? 'auto') as Average;
  if (wanted === 'auto') return kind === 'binary' ? 'binary' : 'macro';
  if (wanted === 'samples' && kind !== 'multilabel') {
    throw new LossaryError({
      code: 'badParameter',
      message: 'average=samples needs several labels a sample: prediction and label of shape [N, C].',
      fix: 'Use macro, micro, weighted or none.',
    });
  }
  if (wanted === 'binary' && kind !== 'binary') {
    throw new LossaryError({
      code: 'badParameter',
      message: 'average=binary needs labels 0 and 1, and these are classes.',
      fix: 'Use macro, micro, weighted or none.',
    });
  }
  return wanted;
}

function values(value: Expr, tallies: readonly Tally[], params: Parameters): Float64Array {
  const column = (name: keyof Tally): Float64Array => Float64Array.from(tallies, (t) => t[name]);
  const sums = new Map((['tp', 'fp', 'fn', 'tn'] as const).map((name) => [name as string, column(name)]));
  return evaluateGroups([value], tallies.length, sums, scalarsOf([value], params))[0] ?? new Float64Array(1);
}

function averaged(
  value: Expr,
  { tallies, kind, perSample }: Decisions,
  average: Average,
  params: Parameters,
): ResultValue {
  const both = kind === 'binary' ? binaryClasses(tallies[0]) : tallies;
  // A value of all classes puts them together itself.
  if (value.level === 'total') return values(value, both, params)[0] ?? NaN;
  switch (average) {
    case 'binary':
      return values(value, tallies, params)[0] ?? NaN;
    case 'micro':
      return values(value, [total(both)], params)[0] ?? NaN;
    case 'none':
      return [...values(value, both, params)];
    case 'samples': {
      const each = values(value, perSample ?? [], params);
      return each.reduce((a, b) => a + b, 0) / each.length;
    }
    case 'weighted': {
      const each = values(value, both, params);
      const support = both.map((t) => t.tp + t.fn);
      const all = support.reduce((a, b) => a + b, 0);
      return all === 0 ? NaN : each.reduce((sum, v, k) => sum + v * (support[k] ?? 0), 0) / all;
    }
    default: {
      // A class that is neither a label nor a prediction has no say, as in scikit-learn.
      const present = kind === 'multilabel' ? both : both.filter((t) => t.tp + t.fp + t.fn > 0);
      const each = values(value, present, params);
      return each.reduce((a, b) => a + b, 0) / each.length;
    }
  }
}

/** Labels 0 and 1 seen as two classes. */
function binaryClasses(tally: Tally = { tp: 0, fp: 0, fn: 0, tn: 0 }): Tally[] {
  return [{ tp: tally.tn, fp: tally.fn, fn: tally.fp, tn: tally.tp }, tally];
}

function total(tallies: readonly Tally[]): Tally {
  const sum = (name: keyof Tally): number => tallies.reduce((a, t) => a + t[name], 0);
  return { tp: sum('tp'), fp: sum('fp'), fn: sum('fn'), tn: sum('tn') };
}

/** Several values by name for binary data, the matrix for classes. */
function severalValues(
  named: Readonly<Record<string, Expr>>,
  { tallies, matrix, kind }: Decisions,
  params: Parameters,
): ResultValue {
  if (kind === 'classes' && matrix !== undefined) return { matrix };
  return Object.fromEntries(
    Object.entries(named).map(([name, value]) => {
      const each = [...values(value, tallies, params)];
      return [name, each.length === 1 ? (each[0] ?? NaN) : each];
    }),
  );
}

function confusion(matrix: readonly (readonly number[])[]): { matrix: number[][]; classes: string[] } {
  return { matrix: matrix.map((row) => [...row]), classes: matrix.map((_, k) => String(k)) };
}

function notesOf({ kind, tallies }: Decisions, average: Average): string[] {
  const notes: string[] = [];
  if (kind === 'classes' && average === 'micro') {
    notes.push('Averaged over all classes at once (micro), precision, recall and F1 are all the accuracy.');
  }
  const [only] = tallies;
  if (kind === 'binary' && only !== undefined) {
    if (only.tp + only.fn === 0) notes.push('No label is positive.');
    else if (only.fp + only.tn === 0) notes.push('Every label is positive.');
    if (only.tp + only.fp === 0) notes.push('Nothing was predicted positive at this threshold.');
  }
  return notes;
}
