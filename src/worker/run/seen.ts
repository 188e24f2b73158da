// What has been seen of the data of a computation: how many samples, and the facts that checks and notes speak of.
// Threads have one each, and merge them.
import { LossaryError } from '../../protocol/errors';
import type { Arrangement } from './arrangement';
import { DegenerateBoxes, type DegenerateState } from './boxes';
import { Facts, type FactsState } from './check';

/** What a thread has seen of the data. */
export interface SeenState {
  readonly prediction: FactsState;
  readonly label: FactsState;
  readonly classCounts: Float64Array;
  readonly ignored: number;
  readonly degenerate: { readonly prediction: DegenerateState; readonly label: DegenerateState };
}

/** Facts of one chunk, by name (facts.ts). */
export interface CountedFacts {
  readonly prediction: Readonly<Record<string, number>>;
  readonly label: Readonly<Record<string, number>>;
  readonly nonFinite: number;
  readonly start: number;
  readonly count: number;
}

export class Seen {
  readonly prediction = new Facts();
  readonly label = new Facts();
  readonly degenerate = { prediction: new DegenerateBoxes(), label: new DegenerateBoxes() };
  /** Samples of each class, for labels that are indices. */
  readonly classCounts: Float64Array;
  ignored = 0;

  /**
   * @param samples how many have been looked at, from the first on @param signs whether labels are signs
   * @param labels what errors call the labels
   */
  constructor(
    private readonly arrangement: Arrangement,
    public samples: number,
    private readonly signs: boolean,
    private readonly labels: string | undefined,
  ) {
    this.classCounts = new Float64Array(arrangement.labels === 'index' ? arrangement.columns : 0);
  }

  /** Whether samples from `start` on have not been looked at yet. */
  isNew(start: number): boolean {
    return start >= this.samples;
  }

  get state(): SeenState {
    return {
      prediction: this.prediction.state,
      label: this.label.state,
      classCounts: this.classCounts,
      ignored: this.ignored,
      degenerate: { prediction: this.degenerate.prediction.state, label: this.degenerate.label.state },
    };
  }

  /** Takes over what other threads have seen of the samples up to `end`. */
  merge(states: readonly SeenState[], end: number): void {
    for (const { prediction, label, classCounts, ignored, degenerate } of states) {
      this.prediction.merge(prediction);
      this.label.merge(label);
      classCounts.forEach((count, k) => (this.classCounts[k] = (this.classCounts[k] ?? 0) + count));
      this.ignored += ignored;
      this.degenerate.prediction.merge(degenerate.prediction);
      this.degenerate.label.merge(degenerate.label);
    }
    this.samples = Math.max(this.samples, end);
    this.refuseMixedSigns();
  }

  /** Takes over how many of `count` labels carry each class. */
  addClasses(counts: Int32Array, count: number): void {
    for (let k = 0; k < counts.length; k++)
      this.classCounts[k] = (this.classCounts[k] ?? 0) + (counts[k] ?? 0);
    this.label.count += count;
  }

  /** Takes over what a kernel counted of a chunk; false where some of it must be looked at number by number. */
  takeFacts({ prediction, label, nonFinite, start, count }: CountedFacts): boolean {
    const { arrangement } = this;
    const wrong = (prediction['wrong'] ?? 0) + (label['wrong'] ?? 0) + (prediction['minusOnes'] ?? 0);
    const distributions = arrangement.layout === 'distributions';
    if (wrong !== 0 || (distributions && (label['extremes'] ?? 0) !== 0)) return false;
    this.samples = start + count;
    this.prediction.count += count * arrangement.columns;
    this.prediction.nonFinite += nonFinite;
    this.prediction.ones += prediction['extremes'] ?? 0;
    this.label.zeros += label['zeros'] ?? 0;
    this.label.ones += label['ones'] ?? 0;
    this.label.minusOnes += label['minusOnes'] ?? 0;
    if (arrangement.labels === 'elements') this.label.count += count;
    this.refuseMixedSigns();
    return true;
  }

  refuseMixedSigns(): void {
    if (this.signs && this.label.minusOnes > 0 && this.label.zeros > 0) {
      throw new LossaryError({
        code: 'range',
        ...(this.labels === undefined ? {} : { file: this.labels }),
        message: 'The labels hold −1 as well as 0, so it is not clear which of them is the negative class.',
        fix: 'Use either {0, 1} or {−1, 1}.',
      });
    }
  }
}
