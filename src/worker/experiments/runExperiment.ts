// Runs an experiment: checks what is set, computes, and lets the experiment itself say what the numbers mean.
import { failureOf, type Failed } from '../../protocol/errors';
import type { ExperimentRequest, ExperimentResult } from '../../protocol/experiments';
import type { RunContext } from '../run/context';
import { COMPUTATIONS } from './registry';
import { settingsOf } from './settings';

/** @returns the answer; never throws */
export async function runExperiment(
  request: ExperimentRequest,
  context: RunContext,
): Promise<ExperimentResult | Failed> {
  const start = performance.now();
  try {
    const { experiment, params } = settingsOf(request);
    const compute = COMPUTATIONS[experiment.id];
    if (compute === undefined) throw new Error(`${experiment.id} has no computation`);
    const { measures, figures } = await compute(params, context);
    const verdict = experiment.verdict(measures, params).en;
    return {
      ok: true,
      id: experiment.id,
      params,
      measures,
      verdict,
      elapsedMs: performance.now() - start,
      figures,
    };
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}
