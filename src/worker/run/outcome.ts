// What computing one loss gives, before it is put into an answer.
import type { Reduction, ResultView, ResultValue } from '../../protocol/compute';
import type { Sink } from './sink';
import type { ViewCollector } from '../view/collector';

export interface Wishes {
  readonly reduction: Reduction;
  /** Where the gradient goes, where it is asked for. */
  readonly gradient?: Sink;
  /** Collects histograms and hardest samples, where they are asked for. */
  readonly view?: ViewCollector;
}

export interface Outcome {
  readonly value: ResultValue;
  readonly count: number;
  /** NaN and infinities of the input, where others have counted them. */
  readonly nonFinite?: number;
  readonly notes: readonly string[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly view?: ResultView;
  /** Why there is no gradient, where there is none. */
  readonly noGradient?: string;
}
