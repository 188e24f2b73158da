// What a threshold sweep says at each threshold: precision, recall, F1, the ROC and PR curves, the confusion matrix.
import type { ThresholdSweep } from '../../../../src/protocol/compute';

/** Counts where scores from a threshold up are called positive. */
export interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

export function countsAt(sweep: ThresholdSweep, point: number): Counts {
  const tp = sweep.truePositives[point] ?? 0;
  const fp = sweep.falsePositives[point] ?? 0;
  return { tp, fp, fn: sweep.positives - tp, tn: sweep.negatives - fp };
}

/** The last point whose threshold is not below `threshold`: what is called positive there. */
export function pointAt({ thresholds }: ThresholdSweep, threshold: number): number {
  let [low, high] = [0, thresholds.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((thresholds[middle] ?? -Infinity) >= threshold) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where nothing is called positive, precision is 1 by convention (scikit-learn's curve ends there). */
export function precisionOf({ tp, fp }: Counts): number {
  return tp + fp === 0 ? 1 : tp / (tp + fp);
}

export function recallOf({ tp, fn }: Counts): number {
  return tp + fn === 0 ? NaN : tp / (tp + fn);
}

export function f1Of({ tp, fp, fn }: Counts): number {
  return 2 * tp + fp + fn === 0 ? NaN : (2 * tp) / (2 * tp + fp + fn);
}

export function falsePositiveRateOf({ fp, tn }: Counts): number {
  return fp + tn === 0 ? NaN : fp / (fp + tn);
}

export function accuracyOf({ tp, fp, fn, tn }: Counts): number {
  return (tp + tn) / (tp + fp + fn + tn);
}

/** The threshold with the largest F1. */
export function bestF1(sweep: ThresholdSweep): { readonly point: number; readonly f1: number } {
  let best = { point: 0, f1: -Infinity };
  sweep.thresholds.forEach((_, point) => {
    const f1 = f1Of(countsAt(sweep, point));
    if (f1 > best.f1) best = { point, f1 };
  });
  return best;
}
