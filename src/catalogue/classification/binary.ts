// What losses of independent binary elements share: probabilities or logits against labels 0 and 1. Where the data
// are classes, every class of a sample is an element of its own, its label one-hot, its logits behind a softmax.
import {
  add,
  binaryCrossEntropy,
  equal,
  exp,
  less,
  log,
  logSumExp,
  maxColumns,
  mul,
  neg,
  select,
  sigmoid,
  softplus,
  sub,
  sumColumns,
} from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration, Setting } from '../declaration';
import { COLUMN_LABEL, columnPrediction, LABEL, predictionOf } from '../symbols';
import { clipped } from './clip';
import { classDomain, complement, probability } from './logProbability';

export const BINARY_PROBABILITIES: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements', 'classes'],
  prediction: classDomain,
  label: (_, layout) => (layout === 'classes' ? 'class' : 'binary'),
};

/** One element: its label, its probability, and the cost −ln p of label 1 and −ln(1 − p) of label 0. */
export interface BinaryTerms {
  readonly y: Expr;
  readonly p: Expr;
  /** 1 − p, without cancellation where it comes from logits. */
  readonly rest: Expr;
  readonly ofOne: Expr;
  readonly ofZero: Expr;
}

export function binaryTerms({ params, layout }: Pick<Setting, 'params' | 'layout'>): BinaryTerms {
  const logits = params['input'] === 'logits';
  if (layout === 'classes') {
    const [y, p] = [COLUMN_LABEL, probability(params)];
    if (!logits) return ofProbability(y, p);
    const z = columnPrediction('logit');
    return {
      y,
      p,
      rest: complement(params),
      ofOne: sub(logSumExp(z), z),
      ofZero: neg(logOfOthers(z)),
    };
  }
  if (!logits) return ofProbability(LABEL, clipped(predictionOf('probability'), params));
  const z = predictionOf('logit');
  return { y: LABEL, p: sigmoid(z), rest: sigmoid(neg(z)), ofOne: softplus(neg(z)), ofZero: softplus(z) };
}

function ofProbability(y: Expr, p: Expr): BinaryTerms {
  return { y, p, rest: sub(1, p), ofOne: binaryCrossEntropy(p, 1), ofZero: binaryCrossEntropy(p, 0) };
}

/**
 * −[w y ln p + (1 − y) ln(1 − p)], logarithms of probabilities clamped at −100.
 * @param label in place of the element's own, for label smoothing
 */
export function weightedCrossEntropy(
  setting: Pick<Setting, 'params' | 'layout'>,
  weight: Expr | number = 1,
  label?: Expr,
): Expr {
  const { y, p, ofOne, ofZero } = binaryTerms(setting);
  const target = label ?? y;
  if (setting.params['input'] !== 'logits') return binaryCrossEntropy(p, target, weight);
  return add(mul(weight, target, ofOne), mul(sub(1, target), ofZero));
}

/**
 * ln(1 − softmax z) of every class: the share of the others. The largest class adds them up without itself, because
 * 1 − p has no digits left there.
 */
export function logOfOthers(z: Expr): Expr {
  const top = maxColumns(z);
  const isTop = equal(z, top);
  const alone = less(sumColumns(isTop), 2);
  const e = exp(sub(z, top));
  const sum = sumColumns(e);
  const largest = mul(isTop, alone);
  const withoutTop = logSumExp(select(largest, -Infinity, z));
  const share = sub(log(select(largest, 1, sub(sum, e))), log(sum));
  return select(largest, sub(withoutTop, logSumExp(z)), share);
}
