// Ranking metrics and their curves, from the positives and negatives at every distinct score.
import type { ThresholdSweep } from '../../protocol/compute';
import { descentOf, type Ranked } from './descent';

/** A point of a curve where everything from this score up is called positive. */
export interface CurvePoint {
  readonly threshold: number;
  /** Weight of the true and of the false positives. */
  readonly tp: number;
  readonly fp: number;
}

export interface RankingResult {
  readonly positives: number;
  readonly negatives: number;
  /** Area under the ROC curve, ties counting half; NaN where one class is absent. Bamber 1975. */
  readonly auc: number;
  /** Σ (R_k − R_{k−1}) P_k over the scores; NaN without positives. */
  readonly averagePrecision: number;
  /** At most `CURVE_POINTS`, evenly spaced in the number of samples, first and last included. */
  readonly curve: readonly CurvePoint[];
}

export const CURVE_POINTS = 512;

/** The curve's points as plain data. */
export function sweepOf({ curve, positives, negatives }: RankingResult): ThresholdSweep {
  return {
    thresholds: curve.map(({ threshold }) => threshold),
    truePositives: curve.map(({ tp }) => tp),
    falsePositives: curve.map(({ fp }) => fp),
    positives,
    negatives,
  };
}

/** Without WebAssembly: for few scores, for weights, and for more than a memory holds (scoreRanking.ts). */
export function rank(ranked: Ranked): RankingResult {
  const { scores, positive, weights } = ranked;
  let [positives, total] = [0, 0];
  for (let i = 0; i < scores.length; i++) {
    const w = weights === undefined ? 1 : (weights[i] as number);
    total += w;
    if (positive[i] === 1) positives += w;
  }
  const negatives = total - positives;
  const curve: CurvePoint[] = [{ threshold: Infinity, tp: 0, fp: 0 }];
  const step = total / (CURVE_POINTS - 2);
  let [tp, fp, above, gained, next] = [0, 0, 0, 0, step];
  const descent = descentOf(ranked);
  while (descent.next()) {
    const { positives: p, negatives: n } = descent;
    // Pairs in the right order: each negative here is below all positives so far, and ties with those of its score.
    above += n * (tp + p / 2);
    tp += p;
    fp += n;
    if (p > 0) gained += p * (tp / (tp + fp));
    if (tp + fp < next) continue;
    curve.push({ threshold: descent.score, tp, fp });
    while (next <= tp + fp) next += step;
  }
  const end = curve.at(-1);
  if (end !== undefined && end.tp + end.fp < tp + fp) curve.push({ threshold: descent.score, tp, fp });
  return {
    positives,
    negatives,
    auc: positives > 0 && negatives > 0 ? above / (positives * negatives) : NaN,
    averagePrecision: positives > 0 ? gained / positives : NaN,
    curve,
  };
}
