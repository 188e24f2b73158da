// The value of every control of an experiment: what is given, over the preset's, over the defaults, each checked.
import type {
  Control,
  Experiment,
  ExperimentPreset,
  ListControl,
  SeveralControl,
} from '../../catalogue/experiments/experiment';
import { EXPERIMENTS, findExperiment } from '../../catalogue/experiments/experiments';
import type { Parameters, ParameterValue } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import type { ExperimentRequest } from '../../protocol/experiments';
import { likelyMeant } from '../readers/nearest';
import { checked } from '../run/resolve';

export interface Settings {
  readonly experiment: Experiment;
  readonly params: Parameters;
}

/** @throws LossaryError `unknownId`, `unknownParameter`, `badParameter`, each with what is near or allowed */
export function settingsOf({ id, params = {}, preset }: ExperimentRequest): Settings {
  const experiment = findExperiment(id) ?? unknown(id);
  const values: Record<string, ParameterValue> = {};
  for (const control of experiment.controls) values[control.name] = control.default;
  if (preset !== undefined) Object.assign(values, presetOf(experiment, preset).params);
  for (const [name, value] of Object.entries(params)) {
    const control = experiment.controls.find((c) => c.name === name);
    if (control === undefined) throw unknownControl(experiment, name);
    values[name] = valueOf(id, control, value);
  }
  return { experiment, params: values };
}

function unknown(id: string): never {
  const near = likelyMeant(
    id,
    EXPERIMENTS.map((experiment) => experiment.id),
  );
  throw new LossaryError({
    code: 'unknownId',
    message: `There is no experiment "${id}".`,
    fix: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '`lossary experiment` shows them all.',
  });
}

function unknownControl({ id, controls }: Experiment, name: string): LossaryError {
  const names = controls.map((control) => control.name);
  const near = likelyMeant(name, names);
  return new LossaryError({
    code: 'unknownParameter',
    message: `${id} has no parameter "${name}".`,
    fix: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `It has ${names.join(', ')}.`,
  });
}

function presetOf({ id, presets }: Experiment, name: string): ExperimentPreset {
  const found = presets.find((preset) => preset.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const names = presets.map((preset) => preset.name);
  const near = likelyMeant(name, names);
  const told = near.length > 0 ? near : names;
  throw new LossaryError({
    code: 'unknownParameter',
    message: `${id} has no preset "${name}".`,
    fix: told.length === 0 ? 'It has none.' : `It has ${told.map((n) => `"${n}"`).join(', ')}.`,
  });
}

function valueOf(id: string, control: Control, value: ParameterValue): ParameterValue {
  if (control.kind === 'list') return listValue(id, control, value);
  if (control.kind === 'several') return severalValue(id, control, value);
  return checked(id, control, value);
}

function refused(id: string, name: string, value: unknown, fix: string): LossaryError {
  return new LossaryError({
    code: 'badParameter',
    message: `${id}: ${name} cannot be ${JSON.stringify(value)}.`,
    fix,
  });
}

/** A number counts as a list of one, and rows of rows as their numbers one after the other. */
function listValue(id: string, control: ListControl, value: ParameterValue): readonly number[] {
  const numbers = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).flat(1);
  const { name, min, max, shortest, longest, each = 1 } = control;
  if (!numbers.every((v): v is number => typeof v === 'number' && v >= min && v <= max)) {
    throw refused(
      id,
      name,
      value,
      `Give numbers from ${min} to ${max}, such as [${control.default.join(', ')}].`,
    );
  }
  if (numbers.length < shortest || numbers.length > longest || numbers.length % each !== 0) {
    const sizes = shortest === longest ? String(shortest) : `${shortest} to ${longest}`;
    const groups = shortest === longest || each === 1 ? '' : `, in groups of ${each}`;
    throw refused(
      id,
      name,
      value,
      `Give ${sizes} numbers${groups}, such as [${control.default.join(', ')}].`,
    );
  }
  return numbers;
}

function severalValue(id: string, { name, choices }: SeveralControl, value: ParameterValue): string {
  const names = String(value)
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  const wrong = names.find((part) => !choices.includes(part));
  if (names.length === 0 || wrong !== undefined) {
    throw refused(id, name, value, `Give some of ${choices.join(',')}.`);
  }
  return [...new Set(names)].join(',');
}
