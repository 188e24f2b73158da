// Sums that keep their digits: Neumaier's compensated addition of the blocks' partial sums.

/** A sum so far and what rounding took from it. */
export interface SumState {
  readonly sum: number;
  readonly lost: number;
}

export class ExactSum {
  private sum = 0;
  private lost = 0;

  get state(): SumState {
    return { sum: this.sum, lost: this.lost };
  }

  /** Adds what another thread has added up. */
  merge({ sum, lost }: SumState): void {
    this.add(sum);
    this.lost += lost;
  }

  add(x: number): void {
    const next = this.sum + x;
    if (Number.isFinite(next)) {
      this.lost += Math.abs(this.sum) >= Math.abs(x) ? this.sum - next + x : x - next + this.sum;
    }
    this.sum = next;
  }

  get value(): number {
    return this.sum + this.lost;
  }
}

/** Σ of an array, or of a number repeated `count` times. */
export function sumOf(values: number | Float64Array, count: number): number {
  if (typeof values === 'number') return values * count;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}
