// Sums of two losses with a weight each.
import { add, mul } from '../../math/build';
import { symbol, type Symbol } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import type { CompoundForm, NumberParameter } from '../declaration';
import { parameter } from '../symbols';

export interface WeightedPart {
  readonly id: string;
  /** The parameter that weighs it. */
  readonly weight: NumberParameter;
  readonly params?: Parameters;
}

/** The symbol of a part's value in the expression of a compound. */
export function partSymbol(index: number, name: string): Symbol {
  return symbol(`part${index}`, 'total', `L_{\\mathrm{${name.replaceAll('_', '\\text{-}')}}}`);
}

/** The weight of a part: `wDice`. */
export function partWeight(name: string, latex: string, value = 1): NumberParameter {
  return {
    kind: 'number',
    name,
    latex,
    default: value,
    min: 0,
    max: Infinity,
    slider: [0, 5],
    meaning: { en: 'weight of this part', zh: '该部分的权重' },
  };
}

/** Σ w_i · loss_i. */
export function weightedSum(parts: readonly WeightedPart[]): CompoundForm {
  const made = parts.map(({ id, weight, params = {} }, index) => ({
    part: { symbol: partSymbol(index, id), of: id, params },
    weight: parameter(weight.name, weight.latex),
  }));
  return {
    kind: 'compound',
    value: add(...made.map(({ part, weight }) => mul(weight, part.symbol))),
    parts: made.map(({ part }) => part),
  };
}
