// What an assistant may hand to the tools, checked; package.json describes the same to it.
import * as v from 'valibot';
import type { Computation, ComputeRequest } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import type { Catalogue } from '../lazyCatalogue';

const array = v.union([v.string(), v.array(v.any())]);

const parameters = v.record(
  v.string(),
  v.union([v.number(), v.string(), v.boolean(), v.null(), v.array(v.number())]),
);

/** A path, a path with a selector, or an array, inline as text or as JSON. */
const data = {
  prediction: array,
  label: v.optional(array),
  inputs: v.optional(v.record(v.string(), array)),
  params: v.optional(parameters),
  reduction: v.optional(v.picklist(['mean', 'sum', 'none'])),
};

const computeInput = v.object({
  losses: v.pipe(v.array(v.string()), v.minLength(1)),
  preset: v.optional(v.string()),
  ...data,
});
const compareInput = v.object({ loss: v.string(), ...data });
const explainInput = v.object({ name: v.string() });

/** @throws LossaryError that says which property is wrong, and how it should be */
export function computeRequest(input: unknown, { readTyped }: Catalogue): ComputeRequest {
  const { losses, preset, ...rest } = parsed(computeInput, input);
  const computation = (loss: string): Computation => {
    const read = readTyped(loss);
    return 'id' in read && preset !== undefined ? { ...read, preset } : read;
  };
  return request(losses.map(computation), rest);
}

/** @throws LossaryError as above */
export function compareRequest(input: unknown, { readTyped }: Catalogue): ComputeRequest {
  const { loss, ...rest } = parsed(compareInput, input);
  const read = readTyped(loss);
  return request(['id' in read ? { ...read, preset: 'all' } : read], rest);
}

/** @throws LossaryError as above */
export function explainedName(input: unknown): string {
  return parsed(explainInput, input).name;
}

/** Without what is absent: a request tells "not given" from "undefined". */
function request(compute: readonly Computation[], rest: object): ComputeRequest {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { compute, ...given };
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, input: unknown): T {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new LossaryError({
    code: 'usage',
    message: `${v.getDotPath(issue) ?? 'The input'} is not as the tool takes it: ${issue.message}.`,
    fix: 'Correct it and call the tool again.',
  });
}
