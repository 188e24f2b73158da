// Expressions as plain data, so that they cross to another thread; there they are the very same graph again.
import { apply, constant, symbol, topological, type Expr, type Level, type Op } from '../../math/expression';

type PackedNode =
  | { readonly value: number }
  | { readonly name: string; readonly level: Level; readonly latex: string }
  | { readonly op: Op; readonly args: readonly number[] };

export interface PackedExpressions {
  /** Arguments stand before the nodes that use them. */
  readonly nodes: readonly PackedNode[];
  readonly roots: readonly number[];
}

export function pack(roots: readonly Expr[]): PackedExpressions {
  const order = topological(roots);
  const places = new Map(order.map((node, i) => [node, i]));
  const placeOf = (node: Expr): number => places.get(node) ?? -1;
  return {
    nodes: order.map((node): PackedNode => {
      if (node.kind === 'constant') return { value: node.value };
      if (node.kind === 'symbol') return { name: node.name, level: node.level, latex: node.latex };
      return { op: node.op, args: node.args.map(placeOf) };
    }),
    roots: roots.map(placeOf),
  };
}

export function unpack({ nodes, roots }: PackedExpressions): Expr[] {
  const made: Expr[] = [];
  for (const node of nodes) {
    if ('value' in node) made.push(constant(node.value));
    else if ('name' in node) made.push(symbol(node.name, node.level, node.latex));
    else made.push(apply(node.op, ...node.args.map((i) => made[i] as Expr)));
  }
  return roots.map((i) => made[i] as Expr);
}
