// Breaks a long formula into a short one and named parts, as a paper does: "1 − A/B, where A = …, B = …".
import { build } from '../math/build';
import { symbol, symbolsOf, topological, type Expr } from '../math/expression';
import { toLatex } from '../math/latex';

export interface NamedPart {
  readonly name: string;
  readonly value: Expr;
}

export interface Named {
  readonly short: Expr;
  /** In the order in which they build on each other. */
  readonly parts: readonly NamedPart[];
}

/** Formulas up to this many characters of LaTeX stay whole. */
const LONG = 260;

/** A part is worth a name from this many characters on. */
const WORTH = 40;

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'Q', 'R', 'U', 'V', 'W'];

/** Names what stands in more than one place of a long expression. */
export function nameParts(root: Expr): Named {
  if (toLatex(root).length <= LONG) return { short: root, parts: [] };
  const uses = new Map<Expr, number>();
  for (const node of topological([root])) {
    if (node.kind !== 'apply') continue;
    for (const arg of node.args) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  }
  const taken = new Set(symbolsOf(root).map((s) => s.latex));
  const free = LETTERS.filter((letter) => !taken.has(letter));
  const parts: NamedPart[] = [];
  const done = new Map<Expr, Expr>();
  for (const node of topological([root])) {
    if (node.kind !== 'apply') continue;
    const rebuilt = build(
      node.op,
      node.args.map((arg) => done.get(arg) ?? arg),
    );
    const name = free[parts.length];
    const repeated = (uses.get(node) ?? 0) > 1 && toLatex(rebuilt).length >= WORTH;
    if (repeated && name !== undefined && node !== root) {
      parts.push({ name, value: rebuilt });
      done.set(node, symbol(name, node.level, name));
    } else done.set(node, rebuilt);
  }
  return { short: done.get(root) ?? root, parts };
}
