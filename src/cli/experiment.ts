// `lossary experiment`: lists the experiments, or runs one and prints the numbers that decide.
import { parseArgs } from 'node:util';
import { EXPERIMENTS } from '../catalogue/experiments/experiments';
import type { Parameters, ParameterValue } from '../protocol/compute';
import { LossaryError } from '../protocol/errors';
import type { ExperimentResult } from '../protocol/experiments';
import { runExperiment } from '../worker/experiments/runExperiment';
import { nameNumbers } from '../worker/run/jsonNumbers';
import { parameterValue } from './options';
import { print } from './print';

/** @returns the exit code: 0, or 1 where the experiment was refused or failed */
export async function experimentCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = read(args);
  const json = values.json === true;
  const [id, ...more] = positionals;
  if (more.length > 0) throw usage(`One experiment at a time, and these are ${positionals.join(', ')}.`);
  if (id === undefined) {
    print(json ? `${JSON.stringify(listed())}\n` : list());
    return 0;
  }
  const params: Parameters = Object.fromEntries((values.set ?? []).map(pair));
  const preset = values.preset;
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const answer = await runExperiment({ id, params, ...(preset === undefined ? {} : { preset }) }, context);
  if (!answer.ok) {
    if (!json) throw new LossaryError(answer.error);
    print(`${JSON.stringify(answer)}\n`);
    return 1;
  }
  print(json ? `${JSON.stringify(withoutFigures(answer), nameNumbers)}\n` : printed(answer));
  return 0;
}

function withoutFigures({ figures: _, ...numbers }: ExperimentResult): Omit<ExperimentResult, 'figures'> {
  return numbers;
}

function printed({ measures, verdict }: ExperimentResult): string {
  const width = Math.max(...Object.keys(measures).map((name) => name.length));
  const lines = Object.entries(measures).map(
    ([name, value]) => `${name.padEnd(width)}  ${JSON.stringify(value, nameNumbers)}\n`,
  );
  return `${lines.join('')}${verdict}\n`;
}

function read(args: readonly string[]) {
  const options = {
    set: { type: 'string', multiple: true },
    preset: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message.replace(/\.?$/, '.') : 'The options are off.');
  }
}

function pair(text: string): [string, ParameterValue] {
  const at = text.indexOf('=');
  if (at <= 0) throw usage(`--set takes NAME=VALUE, and "${text}" is none.`);
  return [text.slice(0, at), parameterValue(text.slice(at + 1))];
}

function usage(message: string): LossaryError {
  return new LossaryError({ code: 'usage', message, fix: 'Try lossary --help.' });
}

function listed() {
  return EXPERIMENTS.map(({ id, claim, controls, presets }) => ({
    id,
    claim: claim.en,
    params: Object.fromEntries(controls.map((control) => [control.name, control.default])),
    presets: presets.map((preset) => preset.name),
  }));
}

function list(): string {
  const width = Math.max(...EXPERIMENTS.map(({ id }) => id.length));
  return EXPERIMENTS.map(({ id, claim }) => `${id.padEnd(width)}  ${claim.en}\n`).join('');
}
