// What the experiments view remembers: which experiment is open, and how each is set.
import * as v from 'valibot';
import { EXPERIMENTS, findExperiment } from '../../../../src/catalogue/experiments/experiments';
import type { Experiment } from '../../../../src/catalogue/experiments/experiment';
import type { Parameters } from '../../../../src/protocol/compute';

export interface ExperimentsState {
  readonly open: string;
  /** What was changed of an experiment's controls, by its id. */
  readonly params: Readonly<Record<string, Parameters>>;
}

export const FIRST: ExperimentsState = { open: EXPERIMENTS[0]?.id ?? '', params: {} };

const parameter = v.union([v.number(), v.string(), v.boolean(), v.null(), v.array(v.number())]);

const state = v.object({
  open: v.pipe(
    v.string(),
    v.check((id) => findExperiment(id) !== undefined),
  ),
  params: v.fallback(v.record(v.string(), v.record(v.string(), parameter)), {}),
});

export function parseExperiments(remembered: unknown): ExperimentsState {
  const result = v.safeParse(state, remembered);
  return result.success ? result.output : FIRST;
}

/** Every control's value. What was remembered of a control that is gone is left out. */
export function settingsOf({ id, controls }: Experiment, { params }: ExperimentsState): Parameters {
  const changed = params[id] ?? {};
  return Object.fromEntries(
    controls.map((control) => [control.name, changed[control.name] ?? control.default]),
  );
}

export function withSettings(
  current: ExperimentsState,
  { id, controls }: Experiment,
  values: Parameters,
): ExperimentsState {
  const kept = controls
    .filter((control) => JSON.stringify(values[control.name]) !== JSON.stringify(control.default))
    .map((control) => [control.name, values[control.name] ?? null] as const);
  return { ...current, params: { ...current.params, [id]: Object.fromEntries(kept) } };
}
