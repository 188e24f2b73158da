// Sample weights, masks and ignored labels, put into an expression in one place: what is ignored counts as 0
// whatever its value, and everything else is multiplied by its weight.
import { COUNT, SAMPLE_WEIGHT, VALID } from '../../catalogue/symbols';
import { mul, ONE, select, sumSamples } from '../../math/build';
import type { Expr } from '../../math/expression';
import { substitute, rewrite } from '../../math/substitute';

export interface Weighting {
  /** Labels may be ignored: the symbol `valid` is bound. */
  readonly ignores: boolean;
  /** `inputs.sampleWeight` or `inputs.mask` is given: the symbol `sampleWeight` is bound. */
  readonly weighs: boolean;
}

export function weighted(term: Expr, { ignores, weighs }: Weighting): Expr {
  const scaled = weighs ? mul(SAMPLE_WEIGHT, term) : term;
  return ignores ? select(VALID, scaled, 0) : scaled;
}

/**
 * The same inside every sum over samples; n becomes the sum of the weights.
 * @param elements how many elements of a group each sample has: its columns, or 1 where each column is a group
 */
export function weightSums(value: Expr, weighting: Weighting, elements: number): Expr {
  const counted = substitute(value, new Map([[COUNT, mul(elements, sumSamples(ONE))]]));
  if (!weighting.ignores && !weighting.weighs) return counted;
  return rewrite(counted, (node) =>
    node.kind === 'apply' && node.op === 'sumSamples'
      ? sumSamples(weighted(node.args[0] ?? ONE, weighting))
      : undefined,
  );
}
