// What the computation behind an experiment is: from the controls' values to measures and figures.
import type { Parameters } from '../../protocol/compute';
import type { Measures } from '../../protocol/experiments';
import type { Figure } from '../../protocol/figures';
import type { RunContext } from '../run/context';

export interface Findings {
  readonly measures: Measures;
  readonly figures: readonly Figure[];
}

/**
 * @param params every control's value, checked
 * @throws LossaryError `range` where values do not go together, `cancelled`
 */
export type ExperimentComputation = (params: Parameters, context: RunContext) => Findings | Promise<Findings>;
