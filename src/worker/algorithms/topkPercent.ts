// Top-k loss: the mean of the largest losses, a share of all. Wu et al. 2016, https://arxiv.org/abs/1605.06885, as
// SegLoss defines it.
import { ExactSum } from '../run/exactSum';
import { sampleShape } from '../run/images';
import { nest } from '../run/sink';
import type { Algorithm } from './algorithm';
import { descendingOrder } from './radixSort';
import { backpropagate, declaredTerms, readTerms } from './terms';

/**
 * The ⌊N·k/100⌋ largest losses, at least one; among equal ones the first. Ignored samples do not count in N.
 * `mean` divides by the weight of the kept ones; `none` gives 0 for the others.
 */
export const topkPercent: Algorithm = async (input) => {
  const { data, wishes } = input;
  const terms = await readTerms(input, declaredTerms(input.form));
  const k = Number(data.options.params['k']);
  const counted = Uint32Array.from(terms.weight.keys()).filter((i) => terms.weight[i] !== 0);
  const keep = Math.min(counted.length, Math.max(1, Math.floor((counted.length * k) / 100)));
  // NaN counts as the largest of all, as torch.topk has it, and so comes through.
  const order = descendingOrder(
    Float64Array.from(counted, (i) =>
      Number.isNaN(terms.values[i]) ? Infinity : (terms.values[i] as number),
    ),
  );
  const weight = new Float64Array(terms.values.length);
  const losses = new Float64Array(terms.values.length);
  const [sum, divisor] = [new ExactSum(), new ExactSum()];
  for (const at of order.subarray(0, keep)) {
    const i = counted[at] as number;
    weight[i] = terms.weight[i] as number;
    losses[i] = weight[i] * (terms.values[i] as number);
    sum.add(losses[i]);
    divisor.add(weight[i]);
  }
  const scale = wishes.reduction === 'mean' ? 1 / divisor.value : 1;
  const adjoint = weight.map((w) => (w === 0 ? 0 : w * scale));
  const seen = await backpropagate(terms, adjoint, input);
  return {
    value:
      wishes.reduction === 'none'
        ? nest(losses, sampleShape(data.options.arrangement))
        : sum.value * (wishes.reduction === 'mean' ? scale : 1),
    count: keep,
    notes: [`The ${keep} largest of ${counted.length} losses are kept.`],
    ...seen,
  };
};
