// Clipping of probabilities, as Keras does before every logarithm.
import { max, min, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import { numberOf, type NumberParameter } from '../declaration';
import { parameter } from '../symbols';

export const CLIP: NumberParameter = {
  kind: 'number',
  name: 'clip',
  latex: '\\delta',
  default: 0,
  min: 0,
  max: 0.5,
  slider: [0, 0.1],
  meaning: { en: 'probabilities are clipped to [clip, 1 − clip]', zh: '概率被截断到 [clip, 1 − clip]' },
};

/** The probability clipped by the parameter `clip`; as it is where that is 0 or absent. */
export function clipped(p: Expr, params: Parameters): Expr {
  const clip = parameter('clip', '\\delta');
  return (numberOf(params, 'clip') ?? 0) === 0 ? p : min(max(p, clip), sub(1, clip));
}
