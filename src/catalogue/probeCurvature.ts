// The second derivative of a loss along the path of a probe: the prediction is written as the path's expansion
// v + t·s + b·s²/2 around each place, and the loss differentiated twice by s, which is then 0.
import { add, mul } from '../math/build';
import { blockEvaluator, type Block, type BlockValue } from '../math/blocks';
import { differentiate } from '../math/differentiate';
import { symbol, symbolsOf, type Expr, type Symbol } from '../math/expression';
import { rewrite } from '../math/substitute';

/** How far along the path. */
export const STEP = symbol('step', 'sample', 's');

type Part = 'values' | 'tangents' | 'bends';

export interface CompiledCurvature {
  /** Everything that is read, except what is held. */
  readonly symbols: readonly Symbol[];
  readonly held: readonly string[];
  readonly hold: (block: Block) => BlockValue[];
  readonly run: (block: Block) => BlockValue[];
  /** Which number of the path a symbol stands for. */
  readonly along: (name: string) => { readonly input: string; readonly part: Part };
}

const SUFFIX: Readonly<Record<Part, string>> = { values: '', tangents: 'Tangent', bends: 'Bend' };

const known = new Map<Expr, CompiledCurvature>();
const MOST_KNOWN = 100;

export function compileCurvature(loss: Expr, heldBy: Readonly<Record<string, Expr>>): CompiledCurvature {
  let compiled = known.get(loss);
  if (compiled === undefined) {
    const expanded = rewrite(loss, (node) =>
      node.kind === 'symbol' && /^prediction\d?$/.test(node.name) ? expansion(node) : undefined,
    );
    const [first = loss] = differentiate(expanded, [STEP]);
    const second = differentiate(first, [STEP]);
    const held = Object.keys(heldBy);
    compiled = {
      symbols: symbolsOf(...second, ...Object.values(heldBy)).filter((s) => !held.includes(s.name)),
      held,
      hold: blockEvaluator(Object.values(heldBy)),
      run: blockEvaluator(second),
      along,
    };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(loss, compiled);
  }
  return compiled;
}

function expansion({ name, level, latex }: Symbol): Expr {
  const part = (of: Part): Symbol => symbol(`${name}${SUFFIX[of]}`, level, latex);
  return add(part('values'), mul(part('tangents'), STEP), mul(0.5, part('bends'), STEP, STEP));
}

function along(name: string): { readonly input: string; readonly part: Part } {
  if (name.endsWith(SUFFIX.tangents))
    return { input: name.slice(0, -SUFFIX.tangents.length), part: 'tangents' };
  if (name.endsWith(SUFFIX.bends)) return { input: name.slice(0, -SUFFIX.bends.length), part: 'bends' };
  return { input: name, part: 'values' };
}
