// The gradient of a compound: the parts write theirs where it goes, one after the other, each times its factor.
import type { Data } from './data';
import type { Wishes } from './outcome';
import { MemorySink, PartSink, type Sink } from './sink';

/** Numbers up to which the gradient is kept for the view: 1 GiB of them. Beyond, the view goes without. */
const MOST_KEPT = 2 ** 27;

/** Numbers that are written at a time. */
const BLOCK = 2 ** 18;

export interface GradientSum {
  /** Where the next part writes. */
  readonly part: (factor: number) => Sink;
  /** @returns the sum, where it is in memory */
  readonly finish: () => Float64Array | undefined;
  /** Leaves nothing behind: it turned out that there is no gradient. */
  readonly abandon: () => undefined;
}

/** @returns undefined where nobody could take it */
export function gradientSum(data: Data, { gradient, view }: Wishes): GradientSum | undefined {
  const { shape } = data.options.arrangement;
  const count = shape.reduce((product, length) => product * length, 1);
  const keeps = view !== undefined && count <= MOST_KEPT && !(gradient instanceof MemorySink);
  const whole = keeps ? new MemorySink(shape) : gradient;
  if (whole === undefined) return undefined;
  let parts = 0;
  return {
    part: (factor) => new PartSink(whole, factor, parts++ > 0),
    finish: () => {
      const kept = whole instanceof MemorySink ? whole.values : undefined;
      const missing = kept === undefined ? parts === 0 : gradient !== undefined && gradient !== whole;
      if (missing && gradient !== undefined) {
        const zeros = new Float64Array(Math.min(BLOCK, count));
        for (let start = 0; start < count; start += BLOCK) {
          const end = Math.min(count, start + BLOCK);
          gradient.write(start, kept?.subarray(start, end) ?? zeros.subarray(0, end - start));
        }
      }
      return kept;
    },
    abandon: () => {
      gradient?.abandon();
      return undefined;
    },
  };
}
