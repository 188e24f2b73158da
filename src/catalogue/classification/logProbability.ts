// The log probabilities that cross entropies are written over, in the stable form of what the prediction holds.
import { clampedLog, logSumExp, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import type { PredictionDomain } from '../declaration';
import { columnPrediction } from '../symbols';

export function classDomain(params: Parameters): PredictionDomain {
  return params['input'] === 'logits' ? 'logit' : 'probability';
}

/** ln p of every class: clamped at −100 for probabilities, z − ln Σ exp z for logits. */
export function logProbability(params: Parameters): Expr {
  const prediction = columnPrediction(classDomain(params));
  return params['input'] === 'logits' ? sub(prediction, logSumExp(prediction)) : clampedLog(prediction);
}
