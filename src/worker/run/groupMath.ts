// Evaluates expressions of group sums: what stands at group level becomes an array over the groups, so that the
// block evaluator serves here too, with the groups as its columns.
import { build } from '../../math/build';
import { blockEvaluator } from '../../math/blocks';
import { symbol, symbolsOf, type Expr } from '../../math/expression';
import { rewrite } from '../../math/substitute';

/**
 * @param outputs expressions at group or total level, without sums over samples
 * @param sums one value a group for each group-level symbol
 * @param scalars parameters
 * @param sets how many runs of equally many groups `sumGroups` and `maxGroups` put together, each on its own
 * @returns one array over the groups an output; an output at total level gives an array over the sets, or one number
 */
export function evaluateGroups(
  outputs: readonly Expr[],
  groups: number,
  sums: ReadonlyMap<string, Float64Array>,
  scalars: ReadonlyMap<string, number>,
  sets = 1,
): Float64Array[] {
  const lifted = outputs.map((output) => rewrite(output, lift));
  const values = new Map<string, number | Float64Array>([...scalars, ...sums]);
  const found = blockEvaluator(lifted)({ rows: sets, columns: groups / sets, values });
  return found.map((value, i) => {
    if (typeof value !== 'number') return value.slice();
    return new Float64Array(outputs[i]?.level === 'total' ? 1 : groups).fill(value);
  });
}

function lift(node: Expr): Expr | undefined {
  if (node.kind === 'symbol')
    return node.level === 'group' ? symbol(node.name, 'column', node.latex) : undefined;
  if (node.kind !== 'apply') return undefined;
  if (node.op === 'sumGroups') return build('sumColumns', node.args);
  if (node.op === 'maxGroups') return build('maxColumns', node.args);
  return undefined;
}

/** Parameters that expressions read, as numbers. */
export function scalarsOf(
  outputs: readonly Expr[],
  params: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, number> {
  const found = symbolsOf(...outputs).flatMap((s): [string, number][] => {
    const value = params[s.name];
    return typeof value === 'number' ? [[s.name, value]] : [];
  });
  return new Map(found);
}
