// Which numbers of large data a histogram counts: evenly spaced ones, the same whatever thread has them.

/** Up to so many numbers, all of them are counted. */
const ALL = 2 ** 21;
const COUNTED = 2 ** 20;

/** 2^32 divided by the golden ratio: its multiples spread evenly. */
const GOLDEN = 0x9e3779b1;

export class Thinning {
  /** One of so many numbers is counted. */
  readonly step: number;

  constructor(total: number) {
    this.step = total > ALL ? Math.ceil(total / COUNTED) : 1;
  }

  /**
   * The numbers to count of a block. Where a block begins says which: a place of its own, so that no pattern in the
   * data falls in with the step.
   * @param start its first sample
   */
  of(start: number, length: number): { readonly first: number; readonly step: number } {
    const step = Math.min(this.step, length);
    return { first: (Math.imul(start, GOLDEN) >>> 0) % step || 0, step };
  }
}
