// Area under the ROC curve and average precision, exact with ties; for several classes the mean of one against the rest.
import { Breather } from '../run/context';
import type { Outcome } from '../run/outcome';
import type { Algorithm, AlgorithmInput } from './algorithm';
import type { Ranked } from './descent';
import { hasNaN } from './radixSort';
import { sweepOf, type CurvePoint, type RankingResult } from './ranking';
import { rankFrom, ScoreRanking } from './scoreRanking';
import { areAsRead, areSingle, readPlainScores, readScores, type Scores } from './scores';

/** As scikit-learn's roc_auc_score; classes by `multi_class='ovr', average='macro'`. */
export const rocAuc: Algorithm = (input) =>
  ranked(input, (found) => found.auc, {
    missing: 'needs positives as well as negatives',
    curve: ({ curve, positives, negatives }) => ({
      thresholds: curve.map(({ threshold }) => threshold),
      falsePositiveRate: curve.map(({ fp }) => fp / negatives),
      truePositiveRate: curve.map(({ tp }) => tp / positives),
    }),
  });

/** As scikit-learn's average_precision_score: a sum over the thresholds, not the trapezoids below the curve. */
export const averagePrecision: Algorithm = (input) =>
  ranked(input, (found) => found.averagePrecision, {
    missing: 'needs positives',
    curve: ({ curve, positives }) => ({
      thresholds: curve.map(({ threshold }) => threshold),
      precision: curve.map(precisionAt),
      recall: curve.map(({ tp }) => tp / positives),
    }),
  });

/** Where nothing is called positive yet, precision is 1 by convention. */
function precisionAt({ tp, fp }: CurvePoint): number {
  return tp + fp === 0 ? 1 : tp / (tp + fp);
}

interface Words {
  readonly missing: string;
  readonly curve: (found: RankingResult) => Readonly<Record<string, readonly number[]>>;
}

async function ranked(
  input: AlgorithmInput,
  valueOf: (found: RankingResult) => number,
  words: Words,
): Promise<Outcome> {
  const { data, context } = input;
  const { id } = data.options.traits;
  const breather = new Breather(context);
  const read = await rankedAsRead(input, breather);
  if (read !== undefined) return outcomeOf(read, data.options.arrangement.rows, id, valueOf, words);
  const scores = await readScores(input, false);
  const count = scores.samples;
  if (hasNaN(scores.scores)) return outcomeOf('unordered', count, id, valueOf, words);
  const { kernelsFrom } = data;
  if (!scores.classes) {
    const found = await rankFrom(
      kernelsFrom,
      {
        scores: scores.scores,
        positive: scores.labels,
        ...(scores.weights === undefined ? {} : { weights: scores.weights }),
      },
      breather,
    );
    return outcomeOf(found, count, id, valueOf, words);
  }
  const each: number[] = [];
  for (let k = 0; k < scores.columns; k++)
    each.push(valueOf(await rankFrom(kernelsFrom, oneAgainstRest(scores, k), breather)));
  const missing = [...each.keys()].filter((k) => Number.isNaN(each[k]));
  const present = each.filter((value) => !Number.isNaN(value));
  return {
    value: present.reduce((a, b) => a + b, 0) / present.length,
    count,
    notes: notesOf(id, words.missing, missing, present.length),
    details: { perClass: each },
  };
}

/** Ranks scores as they are read; undefined where they are few, or are not taken as they are read. */
async function rankedAsRead(
  input: AlgorithmInput,
  breather: Breather,
): Promise<RankingResult | 'unordered' | undefined> {
  const { data } = input;
  const { rows } = data.options.arrangement;
  if (rows < data.kernelsFrom || !areAsRead(data)) return undefined;
  const ranking = ScoreRanking.of(rows, areSingle(data));
  if (ranking === undefined) return undefined;
  await readPlainScores(input, (_, scores, labels) => ranking.add(scores, labels));
  return ranking.hasNaN ? 'unordered' : ranking.finish(breather);
}

/** @param found `unordered` where a score is NaN */
function outcomeOf(
  found: RankingResult | 'unordered',
  count: number,
  id: string,
  valueOf: (found: RankingResult) => number,
  { missing, curve }: Words,
): Outcome {
  if (found === 'unordered')
    return { value: NaN, count, notes: ['A score is NaN, and NaN has no rank: the value is NaN.'] };
  const value = valueOf(found);
  const notes = Number.isNaN(value) ? [`${id} ${missing}, and only one class is present: NaN.`] : [];
  return { value, count, notes, details: { curve: curve(found) }, view: { thresholds: sweepOf(found) } };
}

function notesOf(id: string, why: string, missing: readonly number[], present: number): string[] {
  if (missing.length === 0) return [];
  if (present === 0) return [`${id} ${why}, and only one class is present: NaN.`];
  return [
    `The mean leaves out classes without labels: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', …' : ''}.`,
  ];
}

function oneAgainstRest({ scores, labels, columns, weights }: Scores, k: number): Ranked {
  const own = new Float64Array(labels.length);
  const positive = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    own[i] = scores[i * columns + k] as number;
    positive[i] = labels[i] === k ? 1 : 0;
  }
  return { scores: own, positive, ...(weights === undefined ? {} : { weights }) };
}
