// What computes a loss or metric that is no sum: it gets the data laid out and gives an outcome.
import type { AlgorithmForm } from '../../catalogue/declaration';
import type { RunContext } from '../run/context';
import type { Data } from '../run/data';
import type { Outcome, Wishes } from '../run/outcome';

export interface AlgorithmInput {
  readonly form: AlgorithmForm;
  /** Declaration, parameters, arrangement and sources are its `options`. */
  readonly data: Data;
  readonly wishes: Wishes;
  readonly context: RunContext;
}

export type Algorithm = (input: AlgorithmInput) => Promise<Outcome> | Outcome;
