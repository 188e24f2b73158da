// Reads the options of `lossary compute` into requests.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ArrayInput, ComputeRequest, Parameters, ParameterValue, Reduction } from '../protocol/compute';
import { LossaryError } from '../protocol/errors';
import { namedNumber } from '../worker/run/jsonNumbers';

export interface ComputeOptions {
  /** One request, or several where an array was given. */
  readonly requests: readonly ComputeRequest[];
  readonly several: boolean;
  readonly json: boolean;
}

function usage(message: string, fix = 'Try lossary --help.'): LossaryError {
  return new LossaryError({ code: 'usage', message, fix });
}

const OPTIONS = {
  prediction: { type: 'string' },
  label: { type: 'string' },
  input: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  preset: { type: 'string' },
  reduction: { type: 'string' },
  gradient: { type: 'string' },
  request: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export function readOptions(args: readonly string[]): ComputeOptions {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message.replace(/\.?$/, '.') : 'The options are off.');
  }
  const { values, positionals } = parsed;
  const json = values.json === true;
  if (values.request !== undefined) {
    if (positionals.length > 0) throw usage('With --request, the ids stand in the request.');
    const read = readRequests(values.request);
    return { ...read, json };
  }
  const ids = positionals.flatMap((text) => text.split(',')).filter((id) => id !== '');
  if (ids.length === 0) throw usage('No id was given.', 'lossary list shows them all.');
  if (values.prediction === undefined) throw usage('--prediction is missing.');
  const params = pairs(values.set, '--set', parameterValue) as Parameters;
  const inputs = pairs(values.input, '--input', source);
  const request: ComputeRequest = {
    compute: ids.map((id) => ({ id, ...(values.preset === undefined ? {} : { preset: values.preset }) })),
    prediction: source(values.prediction),
    params,
    inputs,
    reduction: reductionOf(values.reduction),
    ...(values.label === undefined ? {} : { label: source(values.label) }),
    ...(values.gradient === undefined ? {} : { gradient: values.gradient }),
  };
  return { requests: [request], several: false, json };
}

function reductionOf(text: string | undefined): Reduction {
  if (text === undefined) return 'mean';
  if (text === 'mean' || text === 'sum' || text === 'none') return text;
  throw usage(`--reduction cannot be "${text}".`, 'It is mean, sum or none.');
}

function pairs<T>(
  given: readonly string[] | undefined,
  option: string,
  value: (text: string) => T,
): Record<string, T> {
  return Object.fromEntries(
    (given ?? []).map((text) => {
      const at = text.indexOf('=');
      if (at <= 0) throw usage(`${option} takes NAME=VALUE, and "${text}" is none.`);
      return [text.slice(0, at), value(text.slice(at + 1))];
    }),
  );
}

/** A path or an inline array stays text; weighted points are a JSON object. */
function source(text: string): ArrayInput {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    return JSON.parse(text) as ArrayInput;
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it does not parse';
    throw usage(
      `${text.slice(0, 40)} is no JSON: ${why}.`,
      'Weighted points are { "points": …, "weights": … }.',
    );
  }
}

/** A number, true, false, null or an array where the text is one, else the text itself. */
export function parameterValue(text: string): ParameterValue {
  const named = namedNumber(text);
  if (named !== undefined) return named;
  try {
    return JSON.parse(text) as ParameterValue;
  } catch {
    return text;
  }
}

function readRequests(path: string): { requests: readonly ComputeRequest[]; several: boolean } {
  const file = path === '-' ? 'standard input' : path;
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch {
    throw new LossaryError({
      code: 'notFound',
      file,
      message: 'The request cannot be read.',
      fix: 'Check the path.',
    });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it is no JSON';
    throw new LossaryError({
      code: 'corrupt',
      file,
      message: `The request is no JSON: ${why}.`,
      fix: 'Mend it.',
    });
  }
  const several = Array.isArray(parsed);
  const requests = (several ? parsed : [parsed]) as unknown[];
  return { requests: requests as ComputeRequest[], several };
}
