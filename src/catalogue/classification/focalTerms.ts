// The terms of focal losses of one probability, stable for logits.
import { add, mul, pow, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import { numberOf, type NumberParameter, type Setting } from '../declaration';
import { parameter } from '../symbols';
import { binaryTerms, weightedCrossEntropy } from './binary';

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
export function binaryFocal(setting: Setting): Expr {
  const { y, p, rest } = binaryTerms(setting);
  const miss = add(mul(y, rest), mul(sub(1, y), p));
  const focal = mul(pow(miss, parameter('gamma', '\\gamma')), weightedCrossEntropy(setting));
  if (numberOf(setting.params, 'alpha') === null) return focal;
  const alpha = parameter('alpha', '\\alpha');
  return mul(add(mul(alpha, y), mul(sub(1, alpha), sub(1, y))), focal);
}
