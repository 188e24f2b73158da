// Rankings and the Lovász extension from their definitions: positives and negatives sorted apart, then one walk over
// both. Counts are whole numbers below 2^53; fractions are added up in double-double.
import { add, div, mul, of, sub, ZERO, type DD } from './doubleDouble';

/** Scores of both sides in ascending order. */
function sides(scores: Float64Array, isPositive: (index: number) => boolean): [Float64Array, Float64Array] {
  return [scores.filter((_, i) => isPositive(i)).sort(), scores.filter((_, i) => !isPositive(i)).sort()];
}

/** P(positive above negative) + P(equal) / 2, as twice the pairs over twice their number. */
export function areaUnderCurve(scores: Float64Array, labels: Uint8Array): DD {
  const [positives, negatives] = sides(scores, (i) => labels[i] === 1);
  let [below, upTo, twice] = [0, 0, 0];
  for (const score of positives) {
    while (below < negatives.length && (negatives[below] as number) < score) below++;
    while (upTo < negatives.length && (negatives[upTo] as number) <= score) upTo++;
    twice += below + upTo;
  }
  return div(of(twice), mul(of(2 * positives.length), of(negatives.length)));
}

/** Σ (recall gained at a threshold) · (precision there), over thresholds from the highest score down. */
export function averagePrecision(scores: Float64Array, labels: Uint8Array): DD {
  const [positives, negatives] = sides(scores, (i) => labels[i] === 1);
  let [hits, alarms, sum] = [0, 0, ZERO];
  while (hits < positives.length) {
    const threshold = positives[positives.length - 1 - hits] as number;
    const before = hits;
    while (hits < positives.length && positives[positives.length - 1 - hits] === threshold) hits++;
    while (alarms < negatives.length && (negatives[negatives.length - 1 - alarms] as number) >= threshold) {
      alarms++;
    }
    sum = add(sum, div(mul(of(hits - before), of(hits)), of(hits + alarms)));
  }
  return div(sum, of(positives.length));
}

/** The mean over the classes that are present of Σ error · (growth of the Jaccard loss), from the largest error down. */
export function lovaszSoftmax(shares: Float64Array, classes: Uint8Array, count: number): DD {
  const found = Array.from({ length: count }, (_, k) => k).filter((k) => classes.includes(k));
  const losses = found.map((k) => {
    const errors = Float64Array.from(classes, (label, row) => {
      const share = shares[row * count + k] as number;
      return label === k ? 1 - share : share;
    });
    const [missed, alarmed] = sides(errors, (row) => classes[row] === k);
    return jaccardExtension(missed, alarmed);
  });
  return div(losses.reduce(add, ZERO), of(found.length));
}

function jaccardExtension(missed: Float64Array, alarmed: Float64Array): DD {
  let [m, a] = [missed.length - 1, alarmed.length - 1];
  let [sum, before] = [ZERO, ZERO];
  while (m >= 0 || a >= 0) {
    const ofMissed = a < 0 || (m >= 0 && (missed[m] as number) >= (alarmed[a] as number));
    const error = (ofMissed ? missed[m--] : alarmed[a--]) as number;
    const loss = sub(of(1), div(of(m + 1), of(missed.length + alarmed.length - 1 - a)));
    sum = add(sum, mul(of(error), sub(loss, before)));
    before = loss;
  }
  return sum;
}
