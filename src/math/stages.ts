// Splits expressions that contain sums over all elements into passes over the data: each pass adds up the terms
// that need only sums of earlier passes, and what remains is an expression of the sums.
import { topological, symbol, type Application, type Expr, type Level, type Symbol } from './expression';
import { rewrite } from './substitute';

/** One pass over the data: the terms to add up, each into the symbol of the same index. */
export interface Pass {
  readonly terms: readonly Expr[];
  readonly sums: readonly Symbol[];
}

export interface Stages {
  readonly passes: readonly Pass[];
  /** The outputs with each sum replaced by its symbol. */
  readonly outputs: readonly Expr[];
}

/**
 * @param outputs expressions at any level that may contain `sumSamples`
 * @param groupLevel the level that a group's sums have inside a pass: `total` where a pass sees one group at a
 *   time, `column` where each column is a group, `sample` where each sample is
 */
export function splitStages(outputs: readonly Expr[], groupLevel: Level = 'group'): Stages {
  const sums = new Map<Expr, Symbol>();
  const depth = new Map<Expr, number>();
  const passes: { terms: Expr[]; sums: Symbol[] }[] = [];
  const replace = (root: Expr): Expr =>
    rewrite(root, (rebuilt, original) => sums.get(original) ?? sums.get(rebuilt));
  for (const node of topological(outputs)) {
    const below = node.kind === 'apply' ? Math.max(...node.args.map((arg) => depth.get(arg) ?? 0)) : 0;
    if (!isSumOfSamples(node)) {
      depth.set(node, below);
      continue;
    }
    depth.set(node, below + 1);
    const name = symbol(`S${sums.size}`, groupLevel, `S_{${sums.size}}`);
    const pass = (passes[below] ??= { terms: [], sums: [] });
    pass.terms.push(...node.args.map(replace));
    pass.sums.push(name);
    sums.set(node, name);
  }
  return { passes, outputs: outputs.map(replace) };
}

function isSumOfSamples(node: Expr): node is Application {
  return node.kind === 'apply' && node.op === 'sumSamples';
}
