// Replaces parts of an expression and simplifies what is left: parameters by their values, a label by 0 or 1.
import { build } from './build';
import { topological, type Expr } from './expression';

/** The expression with each key of `replacements` replaced by its value. */
export function substitute(root: Expr, replacements: ReadonlyMap<Expr, Expr>): Expr {
  return rewrite(root, (rebuilt, original) => replacements.get(original) ?? replacements.get(rebuilt));
}

/** The expression with every symbol of a name in `values` replaced by its value, at whatever level it stands. */
export function bind(root: Expr, values: ReadonlyMap<string, Expr>): Expr {
  return rewrite(root, (node) => (node.kind === 'symbol' ? values.get(node.name) : undefined));
}

/**
 * Rebuilds the expression from its leaves, replacing each node for which `replace` gives another. It is shown
 * the node with its arguments already replaced, and the node as it stood.
 */
export function rewrite(root: Expr, replace: (rebuilt: Expr, original: Expr) => Expr | undefined): Expr {
  const done = new Map<Expr, Expr>();
  for (const node of topological([root])) {
    const rebuilt = rebuild(node, done);
    done.set(node, replace(rebuilt, node) ?? rebuilt);
  }
  return done.get(root) ?? root;
}

function rebuild(node: Expr, done: ReadonlyMap<Expr, Expr>): Expr {
  if (node.kind !== 'apply') return node;
  const args = node.args.map((arg) => done.get(arg) ?? arg);
  return args.every((arg, i) => arg === node.args[i]) ? node : build(node.op, args);
}
