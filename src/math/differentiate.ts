// Symbolic gradients by reverse accumulation over the expression graph.
import { add, ONE, sumColumns, sumGroups, sumSamples, ZERO } from './build';
import { argumentAdjoints } from './derivative';
import { isInside, isReduction, topological, type Expr, type Level, type Symbol } from './expression';

/**
 * The derivative of `root` with respect to each symbol, at the symbol's own level: for an input that varies over
 * samples, ∂root/∂p_i as an expression of sample i. A root at sample level counts as the sum of its samples.
 */
export function differentiate(root: Expr, symbols: readonly Symbol[]): Expr[] {
  const wanted = new Set<Expr>(symbols);
  const order = topological([root]);
  const depends = new Set<Expr>();
  for (const node of order) {
    if (wanted.has(node) || (node.kind === 'apply' && node.args.some((arg) => depends.has(arg)))) {
      depends.add(node);
    }
  }
  const adjoints = new Map<Expr, Expr>([[root, ONE]]);
  for (const node of order.reverse()) {
    const adjoint = adjoints.get(node);
    if (node.kind !== 'apply' || adjoint === undefined || !depends.has(node)) continue;
    const contributions = argumentAdjoints(node, adjoint);
    node.args.forEach((arg, index) => {
      if (!depends.has(arg)) return;
      const contribution = contributions[index] ?? ZERO;
      // A reduction hands its adjoint down as it is; anything else that a shallower argument fed is summed up.
      const summed = isReduction(node.op) ? contribution : sumTo(contribution, node.level, arg.level);
      adjoints.set(arg, add(adjoints.get(arg) ?? ZERO, summed));
    });
  }
  return symbols.map((s) => adjoints.get(s) ?? ZERO);
}

/** Sums an adjoint that stands at level `from` down to level `to`, where the argument was broadcast. */
function sumTo(adjoint: Expr, from: Level, to: Level): Expr {
  if (adjoint === ZERO || !isInside(from, to)) return adjoint;
  const atSample = from === 'column' ? sumColumns(adjoint) : adjoint;
  if (to === 'sample') return atSample;
  const atGroup = from === 'group' ? adjoint : sumSamples(atSample);
  return to === 'group' ? atGroup : sumGroups(atGroup);
}
