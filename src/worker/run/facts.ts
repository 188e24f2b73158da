// What a kernel counts of its input besides the loss: numbers outside the domain, and the facts that the notes
// speak of. Each is an expression, so that looking at the data costs no pass of its own.
import type { LabelDomain, Limit, PredictionDomain } from '../../catalogue/declaration';
import { abs, add, equal, less, max, ONE, sub, sumColumns, ZERO } from '../../math/build';
import type { Expr, Symbol } from '../../math/expression';
import { boxCoordinate } from '../../catalogue/symbols';
import { beyondLimit } from './limits';

export type FactName = 'wrong' | 'zeros' | 'ones' | 'minusOnes' | 'extremes';

/** Terms to add up by name. Where `wrong` is not 0, the chunk is looked at number by number. */
export type FactTerms = Partial<Record<FactName, Expr>>;

const outside = (x: Expr, low: number, high: number): Expr => add(less(x, low), less(high, x));

export function predictionFacts(domain: PredictionDomain, x: Symbol): FactTerms {
  switch (domain) {
    case 'probability':
      return { wrong: outside(x, 0, 1), extremes: add(equal(x, 0), equal(x, 1)) };
    case 'distribution':
      return { wrong: outside(x, 0, 1) };
    case 'logProbability':
      return { wrong: less(0, x) };
    default:
      return {};
  }
}

/** @param y a label that is no class index: one number an element, or a share of each class */
export function labelFacts(domain: LabelDomain, y: Symbol): FactTerms {
  const [zeros, ones] = [equal(y, 0), equal(y, 1)];
  switch (domain) {
    case 'binary':
      return { wrong: outside(y, 0, 1), zeros, ones };
    case 'sign': {
      const minusOnes = equal(y, -1);
      return { wrong: sub(sub(sub(ONE, zeros), ones), minusOnes), zeros, ones, minusOnes };
    }
    case 'distribution':
    case 'class':
      return { wrong: outside(y, 0, 1) };
    default:
      return {};
  }
}

/** The facts of an input, with what its limit refuses among what is wrong. */
export function within(facts: FactTerms, x: Symbol, limit: Limit | undefined): FactTerms {
  return limit === undefined ? facts : { ...facts, wrong: add(facts.wrong ?? ZERO, beyondLimit(x, limit)) };
}

/** Samples whose columns do not sum to 1 within the tolerance. */
export function wrongRowSums(x: Symbol, tolerance: number): Expr {
  return less(tolerance, abs(sub(sumColumns(x), 1)));
}

/** Boxes without area or with corners the wrong way round. */
export function suspectBoxes(side: 'prediction' | 'label', format: string): Expr {
  const [a, b, c, d] = [0, 1, 2, 3].map((axis) => boxCoordinate(side, axis)) as [
    Symbol,
    Symbol,
    Symbol,
    Symbol,
  ];
  const [width, height] = format === 'xyxy' ? [sub(c, a), sub(d, b)] : [c, d];
  return max(less(width, Number.MIN_VALUE), less(height, Number.MIN_VALUE));
}
