// Top-k loss: the mean of the largest losses, a share of all. Wu et al. 2016, https://arxiv.org/abs/1605.06885, as
// SegLoss defines it.
import { ExactSum } from '../run/exactSum';
import { sampleShape } from '../run/images';
import { nest } from '../run/sink';
import type { Wishes } from '../run/outcome';
import type { Algorithm } from './algorithm';
import { nthLargest } from './percentile';
import { backpropagate, declaredTerms, readTerms } from './terms';

/**
 * The ⌊N·k/100⌋ largest losses, at least one; among equal ones the first. Ignored samples do not count in N.
 * `mean` divides by the weight of the kept ones; `none` gives 0 for the others.
 */
export const topkPercent: Algorithm = async (input) => {
  const { data, wishes } = input;
  const terms = await readTerms(input, declaredTerms(input.form));
  const { values } = terms;
  const { kept, counted } = hardest(values, terms.weight, Number(data.options.params['k']));
  const [sum, divisor] = [new ExactSum(), new ExactSum()];
  for (const i of kept) {
    const weight = terms.weight[i] as number;
    sum.add(weight * (values[i] as number));
    divisor.add(weight);
  }
  const scale = wishes.reduction === 'mean' ? 1 / divisor.value : 1;
  const shared = (share: (i: number) => number): Float64Array => {
    const out = new Float64Array(values.length);
    for (const i of kept) out[i] = (terms.weight[i] as number) * share(i);
    return out;
  };
  const seen = isWanted(wishes)
    ? await backpropagate(
        terms,
        shared(() => scale),
        input,
      )
    : {};
  return {
    value:
      wishes.reduction === 'none'
        ? nest(
            shared((i) => values[i] as number),
            sampleShape(data.options.arrangement),
          )
        : sum.value * (wishes.reduction === 'mean' ? scale : 1),
    count: kept.length,
    notes: [`The ${kept.length} largest of ${counted} losses are kept.`],
    ...seen,
  };
};

/** Indices of the k percent largest values among those with a weight, ascending, and how many these are. */
function hardest(
  values: Float64Array,
  weight: Float64Array,
  k: number,
): { readonly kept: Uint32Array; readonly counted: number } {
  let counted = 0;
  const ranked = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++)
    if (weight[i] !== 0) ranked[counted++] = rankOf(values[i] as number);
  const keep = Math.min(counted, Math.max(1, Math.floor((counted * k) / 100)));
  const kept = new Uint32Array(keep);
  if (keep === 0) return { kept, counted };
  const least = nthLargest(ranked.subarray(0, counted), keep);
  let equal = keep - least.above;
  let found = 0;
  for (let i = 0; i < values.length && found < keep; i++) {
    const rank = rankOf(values[i] as number);
    if (rank < least.value || weight[i] === 0) continue;
    if (rank > least.value || equal-- > 0) kept[found++] = i;
  }
  return { kept, counted };
}

const isWanted = ({ gradient, view }: Wishes): boolean => gradient !== undefined || view !== undefined;

/** NaN counts as the largest of all, as torch.topk has it, and so comes through; −0 is 0. */
function rankOf(value: number): number {
  return Number.isNaN(value) ? Infinity : value + 0;
}
