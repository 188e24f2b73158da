// Expected calibration error: how far confidence and accuracy are apart, by bins of confidence.
// Guo et al. 2017, https://arxiv.org/abs/1706.04599.
import type { CalibrationBin } from '../../protocol/compute';
import type { Algorithm } from './algorithm';
import { largest } from '../run/largestColumns';
import { readScores } from './scores';

/**
 * Σ |B|/n · |accuracy − confidence| over bins of equal width. Confidence is the largest probability; for binary
 * data max(p, 1 − p), where p > ½ is called positive.
 */
export const ece: Algorithm = async (input) => {
  const { scores, labels, columns, classes, weights, samples } = await readScores(input, true);
  const bins = Number(input.data.options.params['bins'] ?? 15);
  const [mass, confidence, right] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  let unranked = 0;
  for (let i = 0; i < samples; i++) {
    const called = classes ? largest(scores, i * columns, columns) : (scores[i] as number) > 0.5 ? 1 : 0;
    const p = scores[classes ? i * columns + called : i] as number;
    const sure = classes ? p : Math.max(p, 1 - p);
    if (Number.isNaN(sure)) {
      unranked++;
      continue;
    }
    const b = binOf(sure, bins);
    const w = weights === undefined ? 1 : (weights[i] as number);
    mass[b] = (mass[b] as number) + w;
    confidence[b] = (confidence[b] as number) + w * sure;
    if (called === labels[i]) right[b] = (right[b] as number) + w;
  }
  const total = mass.reduce((a, b) => a + b, 0);
  const shown: CalibrationBin[] = Array.from(mass, (count, b) => ({
    from: b / bins,
    to: (b + 1) / bins,
    count,
    confidence: count === 0 ? 0 : (confidence[b] as number) / count,
    accuracy: count === 0 ? 0 : (right[b] as number) / count,
  }));
  const error = shown.reduce((sum, bin) => sum + bin.count * Math.abs(bin.accuracy - bin.confidence), 0);
  return {
    value: unranked > 0 ? NaN : error / total,
    count: samples,
    notes: unranked > 0 ? [`${unranked} probabilities are NaN: the value is NaN.`] : [],
    details: { bins: shown },
  };
};

/** The k with k/bins < confidence ≤ (k+1)/bins; a product that is rounded across a border is put back. */
export function binOf(confidence: number, bins: number): number {
  let b = Math.ceil(confidence * bins) - 1;
  if (confidence <= b / bins) b--;
  else if (confidence > (b + 1) / bins) b++;
  return Math.min(bins - 1, Math.max(0, b));
}
