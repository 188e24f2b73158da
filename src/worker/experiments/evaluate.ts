// Losses of the catalogue for experiments: values and gradients of many small cases at once, in float64.
import { caseEvaluator, type CaseEvaluator, type CaseShape } from '../../catalogue/caseEvaluator';
import { findDeclaration } from '../../catalogue/catalogue';
import type { Declaration } from '../../catalogue/declaration';
import { parametersInForce } from '../../catalogue/inForce';
import { sigmoid } from '../../math/build';
import { symbolsOf, type Expr } from '../../math/expression';
import { substitute } from '../../math/substitute';
import type { Parameters } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';

export function declared(id: string): Declaration {
  const found = findDeclaration(id);
  if (found === undefined) throw new Error(`the catalogue has no ${id}`);
  return found;
}

/** @param given over the defaults of the declaration */
export function evaluatorOf(of: string | Declaration, given: Parameters, shape: CaseShape): CaseEvaluator {
  const declaration = typeof of === 'string' ? declared(of) : of;
  const params = parametersInForce(declaration, undefined, given);
  const found = caseEvaluator(declaration, params, shape, findDeclaration);
  if (found === undefined) throw new Error(`${declaration.id} is no expression of a case`);
  return found;
}

/** The loss of classes with its probabilities behind a sigmoid a channel: a function of logits. */
export function behindSigmoid(id: string): Declaration {
  const declaration = declared(id);
  const through = (e: Expr): Expr => {
    const inputs = symbolsOf(e).filter(({ name }) => name === 'prediction');
    return substitute(e, new Map(inputs.map((z) => [z, sigmoid(z)])));
  };
  return {
    ...declaration,
    form: (setting) => {
      const form = declaration.form({ ...setting, params: { ...setting.params, input: 'probabilities' } });
      if (form.kind !== 'samples') throw new Error(`${id} is no loss of single samples`);
      return { ...form, loss: through(form.loss) };
    },
  };
}

/** ln(p/(1 − p)). */
export function logit(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}

export function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

export function absoluteSum(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!);
  return sum;
}

/** `count` numbers from `low` to `high`, both included, evenly spaced. */
export function evenly(low: number, high: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

/** The same, evenly spaced in their logarithms. */
export function evenlyInLog(low: number, high: number, count: number): Float64Array {
  return evenly(Math.log(low), Math.log(high), count).map((v) => Math.exp(v));
}

/** Where a monotonous function changes sign between `low` and `high`, to the last digit. */
export function crossing(f: (x: number) => number, low: number, high: number): number {
  const rising = f(low) < 0;
  let [a, b] = [low, high];
  for (let i = 0; i < 200 && b - a > 0; i++) {
    const middle = a + (b - a) / 2;
    if (middle === a || middle === b) break;
    if (f(middle) < 0 === rising) a = middle;
    else b = middle;
  }
  return a + (b - a) / 2;
}

/** Values of controls that do not go together. */
export function mismatch(message: string, fix: string): LossaryError {
  return new LossaryError({ code: 'range', message, fix });
}
