// What the distributions view remembers: target, prediction, and the divergence that leads.
import * as v from 'valibot';
import { findDeclaration } from '../../../../src/catalogue/catalogue';
import { bell, BINS } from './distribution';

export interface DistributionsState {
  /** The target. */
  readonly p: readonly number[];
  /** The prediction. */
  readonly q: readonly number[];
  readonly leading: string;
}

export const FIRST: DistributionsState = { p: bell(8, 2, 1.1), q: bell(8, 5, 1.4), leading: 'kl' };

const distribution = v.pipe(
  v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  v.minLength(BINS.least),
  v.maxLength(BINS.most),
  v.check((bins) => Math.abs(bins.reduce((a, b) => a + b, 0) - 1) < 1e-6),
);

const state = v.pipe(
  v.object({
    p: distribution,
    q: distribution,
    leading: v.fallback(
      v.pipe(
        v.string(),
        v.check((id) => findDeclaration(id)?.layouts.includes('distributions') === true),
      ),
      FIRST.leading,
    ),
  }),
  v.check(({ p, q }) => p.length === q.length),
);

export function parseDistributions(remembered: unknown): DistributionsState {
  const result = v.safeParse(state, remembered);
  return result.success ? result.output : FIRST;
}
