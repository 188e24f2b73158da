// Top-k losses: the mean of the hardest samples' losses, by share or by the probability of the true class.
import { nest } from '../run/sink';
import { sampleShape } from '../run/images';
import type { Outcome } from '../run/outcome';
import type { Algorithm, AlgorithmInput } from './algorithm';
import { descendingOrder } from './radixSort';
import { backpropagate, readTerms, type Terms } from './terms';

/**
 * The ⌊N·k/100⌋ largest losses, at least one; among equal ones the first. Ignored samples do not count in N.
 * Wu et al. 2016, https://arxiv.org/abs/1605.06885, as SegLoss defines it.
 */
export const topkPercent: Algorithm = async (input) => {
  const terms = await readTerms(input);
  const k = Number(input.data.options.params['k'] ?? 10);
  const counted = Uint32Array.from(terms.weight.keys()).filter((i) => terms.weight[i] !== 0);
  const keep = Math.min(counted.length, Math.max(1, Math.floor((counted.length * k) / 100)));
  const order = descendingOrder(Float64Array.from(counted, (i) => terms.values[i] as number));
  const chosen = new Uint8Array(terms.values.length);
  for (const at of order.subarray(0, keep)) chosen[counted[at] as number] = 1;
  return finish(input, terms, chosen, [`${keep} of ${counted.length} samples are kept.`]);
};

/** The losses of samples whose true class has a probability below the threshold: CE > −ln t. */
export const topkThreshold: Algorithm = async (input) => {
  const terms = await readTerms(input);
  const threshold = Number(input.data.options.params['threshold'] ?? 0.5);
  const limit = -Math.log(threshold);
  const chosen = Uint8Array.from(terms.values, (loss, i) => (terms.weight[i] !== 0 && loss > limit ? 1 : 0));
  const kept = chosen.reduce((a, b) => a + b, 0);
  const counted = terms.weight.reduce((n, w) => n + (w === 0 ? 0 : 1), 0);
  return finish(input, terms, chosen, [
    kept === 0
      ? `No sample's true class has a probability below ${threshold}: the loss is 0.`
      : `${kept} of ${counted} samples are kept.`,
  ]);
};

/** Σ w·loss over the chosen ones, divided by Σ w for the mean; `none` gives 0 for the others. */
async function finish(
  input: AlgorithmInput,
  terms: Terms,
  chosen: Uint8Array,
  notes: readonly string[],
): Promise<Outcome> {
  const { data, wishes } = input;
  const weight = terms.weight.map((w, i) => (chosen[i] === 1 ? w : 0));
  const losses = terms.values.map((loss, i) => (chosen[i] === 1 ? loss * (weight[i] as number) : 0));
  const total = weight.reduce((a, b) => a + b, 0);
  const scale = wishes.reduction === 'mean' ? (total === 0 ? 0 : 1 / total) : 1;
  const seen = await backpropagate(
    terms,
    weight.map((w) => w * scale),
    input,
  );
  return {
    value:
      wishes.reduction === 'none'
        ? nest(losses, sampleShape(data.options.arrangement))
        : losses.reduce((a, b) => a + b, 0) * scale,
    count: chosen.reduce((a, b) => a + b, 0),
    notes,
    ...seen,
  };
}
