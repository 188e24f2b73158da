// Differentiates the loss of one sample once for all values of its parameters, and keeps what was compiled.
import { blockEvaluator, type Block, type BlockValue } from '../math/blocks';
import { differentiate } from '../math/differentiate';
import { symbolsOf, type Expr, type Symbol } from '../math/expression';

/** A loss of one sample with its gradients, ready to evaluate. */
export interface Compiled {
  /** Everything that is read, except what is held. */
  readonly symbols: readonly Symbol[];
  readonly inputs: readonly Symbol[];
  readonly gradients: readonly Expr[];
  readonly held: readonly string[];
  readonly hold: (block: Block) => BlockValue[];
  readonly run: (block: Block) => BlockValue[];
}

/** Expressions are hash-consed, so a slider that changes no structure finds its compiled form here. */
const known = new Map<Expr, Compiled>();
const MOST_KNOWN = 200;

export function compile(loss: Expr, heldBy: Readonly<Record<string, Expr>>): Compiled {
  let compiled = known.get(loss);
  if (compiled === undefined) {
    const inputs = symbolsOf(loss).filter((s) => /^prediction\d?$/.test(s.name));
    const gradients = differentiate(loss, inputs);
    const held = Object.keys(heldBy);
    compiled = {
      symbols: symbolsOf(loss, ...gradients, ...Object.values(heldBy)).filter((s) => !held.includes(s.name)),
      inputs,
      gradients,
      held,
      hold: blockEvaluator(Object.values(heldBy)),
      run: blockEvaluator([loss, ...gradients]),
    };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(loss, compiled);
  }
  return compiled;
}
