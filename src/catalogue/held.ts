// Parts of a loss that its gradient takes as constant: symbols in the form, their expressions put back afterwards.
import { symbolsOf, type Expr } from '../math/expression';
import { substitute } from '../math/substitute';
import type { SamplesForm } from './declaration';

/** The expression with every held symbol replaced by what it stands for: after differentiation, or for the value. */
export function releaseHeld(root: Expr, held: SamplesForm['held'] = {}): Expr {
  const known = symbolsOf(root).flatMap((symbol): [Expr, Expr][] => {
    const stood = held[symbol.name];
    return stood === undefined ? [] : [[symbol, stood]];
  });
  return known.length === 0 ? root : substitute(root, new Map(known));
}
