// Parents of nodes, remembered for each tree: tree-sitter looks for them from the root down every time.
import type { Node, Tree } from 'web-tree-sitter';

const PARENTS = new WeakMap<Tree, Map<number, Node | null>>();

export function parentOf(node: Node): Node | null {
  let known = PARENTS.get(node.tree);
  if (!known) PARENTS.set(node.tree, (known = new Map<number, Node | null>()));
  let parent = known.get(node.id);
  if (parent === undefined) known.set(node.id, (parent = node.parent));
  return parent;
}
