// Checks that what came in as JSON is a request, naming the place of what is not.
import * as v from 'valibot';
import type { ComputeRequest } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { namedNumber } from './jsonNumbers';

const parameterValue = v.union([v.number(), v.string(), v.boolean(), v.null(), v.array(v.any())]);
const parameters = v.record(v.string(), parameterValue);
const points = v.object({ points: v.any(), weights: v.optional(v.any()) });
const arrayInput = v.union([v.string(), v.array(v.any()), points, v.number()]);

const computation = v.union([
  v.strictObject({ id: v.string(), params: v.optional(parameters), preset: v.optional(v.string()) }),
  v.strictObject({
    formula: v.string(),
    params: v.optional(parameters),
    name: v.optional(v.string()),
    ranges: v.optional(v.record(v.string(), v.tuple([v.number(), v.number()]))),
  }),
]);

const request = v.strictObject({
  compute: v.array(computation),
  prediction: v.optional(arrayInput),
  label: v.optional(arrayInput),
  inputs: v.optional(v.record(v.string(), arrayInput)),
  params: v.optional(parameters),
  reduction: v.optional(v.picklist(['mean', 'sum', 'none'])),
  gradient: v.optional(v.union([v.boolean(), v.string()])),
  view: v.optional(v.boolean()),
  scale: v.optional(v.object({ prediction: v.optional(v.number()), label: v.optional(v.number()) })),
});

/** @throws LossaryError `usage` naming the member that is wrong */
export function parseRequest(value: unknown): ComputeRequest {
  const parsed = v.safeParse(request, value);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const place = issue.path?.map((item) => String(item.key)).join('.');
    throw new LossaryError({
      code: 'usage',
      message: `The request is wrong${place === undefined ? '' : ` at ${place}`}: ${issue.message}.`,
      fix: 'It needs `compute: [{ "id": … }]`, `prediction` and, for most ids, `label`.',
    });
  }
  return reviveParams(parsed.output as ComputeRequest);
}

/** The names of NaN and the infinities among parameters, as numbers. */
function reviveParams(given: ComputeRequest): ComputeRequest {
  const revive = (params: Readonly<Record<string, unknown>> | undefined): object =>
    params === undefined
      ? {}
      : {
          params: Object.fromEntries(
            Object.entries(params).map(([name, x]) => [
              name,
              typeof x === 'string' ? (namedNumber(x) ?? x) : x,
            ]),
          ),
        };
  return {
    ...given,
    ...revive(given.params),
    compute: given.compute.map((c) => ({ ...c, ...revive(c.params) })),
  };
}
