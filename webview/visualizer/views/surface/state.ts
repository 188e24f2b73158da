// What the surface remembers of how it was left.
import * as v from 'valibot';

export interface SurfaceState {
  /** Ids of the coordinates on the axes; the loss's usual ones where it has none of that name. */
  readonly x?: string | undefined;
  readonly y?: string | undefined;
  readonly space?: 'probability' | 'logit' | undefined;
  readonly at?: readonly [number, number] | undefined;
  /** Where the descent starts. */
  readonly start?: readonly [number, number] | undefined;
  /** The step size. */
  readonly rate: number;
  readonly optimizers: readonly ('sgd' | 'momentum' | 'adam')[];
  readonly log: boolean;
  readonly arrows: boolean;
  /** What coordinates off the axes are, by id. */
  readonly held: Readonly<Record<string, number>>;
}

const finite = v.pipe(v.number(), v.finite());
const place = v.optional(v.tuple([finite, finite]));

const state = v.object({
  x: v.fallback(v.optional(v.string()), undefined),
  y: v.fallback(v.optional(v.string()), undefined),
  space: v.fallback(v.optional(v.picklist(['probability', 'logit'])), undefined),
  at: v.fallback(place, undefined),
  start: v.fallback(place, undefined),
  rate: v.fallback(v.pipe(v.number(), v.minValue(1e-4), v.maxValue(10)), 0.1),
  optimizers: v.fallback(v.array(v.picklist(['sgd', 'momentum', 'adam'])), ['sgd', 'momentum', 'adam']),
  log: v.fallback(v.boolean(), false),
  arrows: v.fallback(v.boolean(), true),
  held: v.fallback(v.record(v.string(), finite), {}),
});

export function parseSurface(remembered: unknown): SurfaceState {
  const result = v.safeParse(state, remembered ?? {});
  return result.success ? result.output : v.parse(state, {});
}
