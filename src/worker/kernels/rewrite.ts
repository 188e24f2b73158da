// Rewrites expressions into forms that cost less per element, without changing what they mean.
import { build } from '../../math/build';
import { isReduction, type Expr } from '../../math/expression';
import { rewrite } from '../../math/substitute';

/**
 * Picks the label's column before computing rather than after: one logarithm a sample instead of one a class.
 * Pointwise operators commute with `pick`.
 */
export function pickEarly(root: Expr): Expr {
  return rewrite(root, (node) => {
    if (node.kind !== 'apply' || node.op !== 'pick') return undefined;
    const [inner] = node.args;
    if (inner?.kind !== 'apply' || isReduction(inner.op)) return undefined;
    return pickEarly(
      build(
        inner.op,
        inner.args.map((arg) => build('pick', [arg])),
      ),
    );
  });
}
