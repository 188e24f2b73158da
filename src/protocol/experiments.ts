// The question and the answer of an experiment: a claim, put to the test by numbers.
import type { Parameters } from './compute';
import type { Figure } from './figures';

export interface ExperimentRequest {
  readonly id: string;
  /** What is set; every other control has the preset's value, else its default. */
  readonly params?: Parameters;
  readonly preset?: string;
}

/** A number, one number for each of several settings, or a matrix. */
export type MeasureValue = number | readonly number[] | readonly (readonly number[])[];

/** By name; a dot stands before the loss or the case that it is about: `cumulativeError.diou`. */
export type Measures = Readonly<Record<string, MeasureValue>>;

export interface ExperimentResult {
  readonly ok: true;
  readonly id: string;
  /** Every control's value, defaults included. */
  readonly params: Parameters;
  readonly measures: Measures;
  /** One plain sentence in English; the experiment's own `verdict` says it in both languages. */
  readonly verdict: string;
  readonly elapsedMs: number;
  readonly figures: readonly Figure[];
}
