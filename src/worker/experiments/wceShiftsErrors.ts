// The constant that weighted cross entropy is least at, and the errors of the decisions that it leads to.
import { numberAt } from '../../catalogue/experiments/experiment';
import type { ExperimentComputation } from './computation';
import { crossing, evaluatorOf, evenlyInLog, logit } from './evaluate';

const SHAPE = { layout: 'elements', columns: 1 } as const;

export const wceShiftsErrors: ExperimentComputation = (params) => {
  const [weight, prevalence, separation] = ['weight', 'prevalence', 'separation'].map((name) =>
    numberAt(params, name),
  ) as [number, number, number];
  const weights = Array.from(evenlyInLog(Math.min(0.1, weight), Math.max(20, weight), 81));
  const plain = errors(1, prevalence, separation);
  const weighted = errors(weight, prevalence, separation);
  const curve = weights.map((w) => errors(w, prevalence, separation));
  const optima = weights.map((w) => optimumOf(w, prevalence));
  const x = { label: { en: 'weight of label 1', zh: '标签 1 的权重' }, scale: 'log' as const };
  const marks = [{ name: { en: 'the given weight', zh: '给定权重' }, x: weight }];
  return {
    measures: {
      optimum: optimumOf(weight, prevalence),
      predicted: (weight * prevalence) / (weight * prevalence + 1 - prevalence),
      'falseNegatives.plain': plain.falseNegatives,
      'falseNegatives.weighted': weighted.falseNegatives,
      'falsePositives.plain': plain.falsePositives,
      'falsePositives.weighted': weighted.falsePositives,
    },
    figures: [
      {
        kind: 'lines',
        id: 'errors',
        title: { en: 'Errors against weight', zh: '错误随权重的变化' },
        x,
        y: { label: { en: 'share of the class', zh: '占该类的比例' }, domain: [0, 1] },
        series: [
          {
            name: { en: 'false negatives', zh: '假阴性' },
            x: weights,
            y: curve.map((c) => c.falseNegatives),
          },
          {
            name: { en: 'false positives', zh: '假阳性' },
            x: weights,
            y: curve.map((c) => c.falsePositives),
          },
        ],
        marks,
      },
      {
        kind: 'lines',
        id: 'optimum',
        title: { en: 'The best constant against weight', zh: '最优常数随权重的变化' },
        x,
        y: { label: { en: 'p*', zh: 'p*' }, domain: [0, 1] },
        series: [{ name: { en: 'p*', zh: 'p*' }, x: weights, y: optima }],
        marks,
      },
    ],
  };
};

/** The slope in the logit of the expected weighted cross entropy of a label of some prevalence. */
function slopeOf(weight: number): (z: number, prevalence: number) => number {
  const loss = evaluatorOf('weighted_bce', { input: 'logits', weight }, SHAPE);
  return (z, prevalence) => {
    const at = { cases: 1, prediction: Float64Array.of(z), label: Float64Array.of(prevalence) };
    return loss.evaluate(at).gradient[0] ?? NaN;
  };
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** The probability at which the expected weighted cross entropy of a label of this prevalence is least. */
function optimumOf(weight: number, prevalence: number): number {
  const slope = slopeOf(weight);
  return sigmoid(crossing((z) => slope(z, prevalence), -60, 60));
}

/**
 * Two classes whose scores are normal, `separation` standard deviations apart: a model that reaches the least weighted
 * loss at every score calls it positive where p* exceeds ½: where the loss still falls at the logit 0.
 */
function errors(
  weight: number,
  prevalence: number,
  separation: number,
): { falseNegatives: number; falsePositives: number } {
  const slope = slopeOf(weight);
  const posterior = crossing((pi) => -slope(0, sigmoid(pi)), -40, 40);
  // ln posterior odds = ln prior odds + separation · score, with the score 0 midway between the means.
  const threshold = (posterior - logit(prevalence)) / separation;
  return {
    falseNegatives: below(threshold - separation / 2),
    falsePositives: 1 - below(threshold + separation / 2),
  };
}

/** Φ(x): by its series about 0, and by its continued fraction in the tails (Abramowitz and Stegun 26.2.11, 26.2.14). */
function below(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) > 5) {
    let fraction = 0;
    for (let k = 60; k > 0; k--) fraction = k / (Math.abs(x) + fraction);
    const tail = density / (Math.abs(x) + fraction);
    return x > 0 ? 1 - tail : tail;
  }
  let [term, sum] = [x, x];
  for (let k = 3; Math.abs(term) > 1e-18; k += 2) sum += term *= (x * x) / k;
  return 0.5 + density * sum;
}
