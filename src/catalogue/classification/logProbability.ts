// The log probabilities that cross entropies are written over, in the stable form of what the prediction holds.
import { clampedLog, exp, expm1, logSumExp, neg, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import type { PredictionDomain } from '../declaration';
import { columnPrediction } from '../symbols';
import { clipped } from './clip';

export function classDomain(params: Parameters): PredictionDomain {
  return params['input'] === 'logits' ? 'logit' : 'probability';
}

/** ln p of every class: clamped at −100 for probabilities, z − ln Σ exp z for logits. */
export function logProbability(params: Parameters): Expr {
  const prediction = columnPrediction(classDomain(params));
  return params['input'] === 'logits'
    ? sub(prediction, logSumExp(prediction))
    : clampedLog(clipped(prediction, params));
}

/** p of every class. */
export function probability(params: Parameters): Expr {
  return params['input'] === 'logits'
    ? exp(logProbability(params))
    : clipped(columnPrediction('probability'), params);
}

/** 1 − p of every class, which from logits is −expm1(ln p) and keeps its digits near p = 1. */
export function complement(params: Parameters): Expr {
  return params['input'] === 'logits' ? neg(expm1(logProbability(params))) : sub(1, probability(params));
}
