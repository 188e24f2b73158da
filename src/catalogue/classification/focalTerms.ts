// The terms of focal losses of one probability, stable for logits.
import { add, binaryCrossEntropy, mul, neg, pow, sigmoid, softplus, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import { numberOf, textOf, type NumberParameter } from '../declaration';
import { LABEL, parameter, predictionOf } from '../symbols';
import { clipped } from './clip';

export const GAMMA: NumberParameter = {
  kind: 'number',
  name: 'gamma',
  latex: '\\gamma',
  default: 2,
  min: 0,
  max: Infinity,
  slider: [0, 5],
  meaning: {
    en: 'how fast easy elements fade out; 0 is plain cross entropy',
    zh: '易分样本淡出的快慢；为 0 时即普通交叉熵',
  },
};

/** −α_t (1 − p_t)^γ ln p_t of one element; without α_t where `alpha` is null. */
export function binaryFocal(params: Parameters): Expr {
  const gamma = parameter('gamma', '\\gamma');
  const y = LABEL;
  const logits = textOf(params, 'input') === 'logits';
  const z = predictionOf('logit');
  const p = clipped(predictionOf('probability'), params);
  // 1 − p_t, written so that neither end cancels.
  const miss = logits
    ? add(mul(y, sigmoid(neg(z))), mul(sub(1, y), sigmoid(z)))
    : add(mul(y, sub(1, p)), mul(sub(1, y), p));
  const crossEntropy = logits
    ? add(mul(y, softplus(neg(z))), mul(sub(1, y), softplus(z)))
    : binaryCrossEntropy(p, y);
  const focal = mul(pow(miss, gamma), crossEntropy);
  if (numberOf(params, 'alpha') === null) return focal;
  const alpha = parameter('alpha', '\\alpha');
  return mul(add(mul(alpha, y), mul(sub(1, alpha), sub(1, y))), focal);
}
