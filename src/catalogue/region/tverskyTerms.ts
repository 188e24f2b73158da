// The Tversky index: overlap in which false positives and false negatives weigh apart.
import { add, div, mul } from '../../math/build';
import type { Expr, Symbol } from '../../math/expression';
import type { NumberParameter, Setting } from '../declaration';
import { parameter } from '../symbols';
import { softCounts } from './overlap';

export const ALPHA_FP: NumberParameter = {
  kind: 'number',
  name: 'alpha',
  latex: '\\alpha',
  default: 0.3,
  min: 0,
  max: Infinity,
  slider: [0, 1],
  meaning: { en: 'weight of false positives', zh: '假阳性的权重' },
};

export const BETA_FN: NumberParameter = {
  kind: 'number',
  name: 'beta',
  latex: '\\beta',
  default: 0.7,
  min: 0,
  max: Infinity,
  slider: [0, 1],
  meaning: { en: 'weight of false negatives', zh: '假阴性的权重' },
};

/**
 * 1 − (TP + s)/(TP + αFP + βFN + s) of one group, written as (αFP + βFN)/(…), which never cancels.
 * @param alpha weight of false positives
 * @param beta weight of false negatives
 */
export function tverskyLoss(setting: Setting, alpha: Expr, beta: Expr): Expr {
  const { tp, fp, fn } = softCounts(setting);
  const errors = add(mul(alpha, fp), mul(beta, fn));
  return div(errors, add(tp, errors, SMOOTH));
}

export const SMOOTH: Symbol = parameter('smooth', 's');
export const ALPHA: Symbol = parameter('alpha', '\\alpha');
export const BETA: Symbol = parameter('beta', '\\beta');
