// Replaces parts of an expression and simplifies what is left: parameters by their values, a label by 0 or 1.
import { build } from './build';
import { topological, type Expr } from './expression';

/** The expression with each key of `replacements` replaced by its value. */
export function substitute(root: Expr, replacements: ReadonlyMap<Expr, Expr>): Expr {
  return rewrite(root, (node) => replacements.get(node));
}

/** The expression with every node replaced for which `replace` gives another; it sees rebuilt arguments. */
export function rewrite(root: Expr, replace: (node: Expr) => Expr | undefined): Expr {
  const done = new Map<Expr, Expr>();
  for (const node of topological([root])) {
    const rebuilt =
      node.kind === 'apply'
        ? build(
            node.op,
            node.args.map((arg) => done.get(arg) ?? arg),
          )
        : node;
    done.set(node, replace(node) ?? (rebuilt === node ? node : (replace(rebuilt) ?? rebuilt)));
  }
  return done.get(root) ?? root;
}
