// What the thresholds view remembers: where the threshold was left.
import * as v from 'valibot';

export interface ThresholdsState {
  /** In units of the score; the usual ½ (0 for logits and scores) where absent. */
  readonly threshold?: number | undefined;
}

const state = v.object({ threshold: v.fallback(v.optional(v.pipe(v.number(), v.finite())), undefined) });

export function parseThresholds(remembered: unknown): ThresholdsState {
  const result = v.safeParse(state, remembered ?? {});
  return result.success ? result.output : {};
}
