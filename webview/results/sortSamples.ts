// Puts the hardest samples in the order of a column.
import type { HardSample } from '../../src/protocol/compute';
import type { ResultsState } from './state';

/** Of vectors, the first number counts; equal ones stand by index. */
export function sortSamples(
  samples: readonly HardSample[],
  { by, descending }: ResultsState['sort'],
): readonly HardSample[] {
  const value = (s: HardSample): number =>
    by === 'prediction' || by === 'label' ? (s[by][0] ?? NaN) : s[by];
  const sign = descending ? -1 : 1;
  return [...samples].sort((a, b) => sign * (value(a) - value(b)) || a.index - b.index);
}
