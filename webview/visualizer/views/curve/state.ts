// What the curve remembers of how it was left.
import * as v from 'valibot';
import type { CurveState } from '../../../../src/protocol/views';

/** A field of the wrong form counts as absent. */
const optional = <T>(schema: v.GenericSchema<unknown, T>) =>
  v.fallback(v.optional(schema), undefined) as v.GenericSchema<unknown, T | undefined>;

const state = v.object({
  label: optional(v.pipe(v.number(), v.finite())),
  at: optional(v.pipe(v.number(), v.finite())),
  axis: optional(v.picklist(['probability', 'logit'])),
  scale: optional(v.picklist(['linear', 'log'])),
  curvature: optional(v.boolean()),
  data: optional(v.boolean()),
});

/** Absent fields mean what is usual for the loss. */
export function parseCurve(remembered: unknown): CurveState {
  const result = v.safeParse(state, remembered ?? {});
  if (!result.success) return {};
  const given = Object.entries(result.output).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}
