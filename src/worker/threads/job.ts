// What a helper thread is given of a pass, and what it gives back. Plain data.
import type { Failure } from '../../protocol/errors';
import type { OpenFile } from '../readers/source';
import type { Arrangement } from '../run/arrangement';
import type { Parameters } from '../../protocol/compute';
import type { DataTraits } from '../run/dataOptions';
import type { SeenState } from '../run/seen';
import type { SumState } from '../run/exactSum';
import type { Delivery } from '../run/deliver';
import type { FileTarget } from '../run/sink';
import type { CollectorState } from '../view/collector';
import type { PackedExpressions } from './packed';

export interface ThreadJob {
  readonly traits: DataTraits;
  readonly params: Parameters;
  readonly arrangement: Arrangement;
  readonly prediction: OpenFile;
  readonly label?: OpenFile;
  readonly scale?: { readonly prediction?: number; readonly label?: number };
  /** Samples before this one have been looked at in an earlier pass. */
  readonly seen: number;
  readonly sums: PackedExpressions;
  readonly outputs: PackedExpressions;
  readonly byColumn: boolean;
  readonly start: number;
  readonly rows: number;
  readonly scalars: ReadonlyMap<string, number | Float64Array>;
  /** What becomes of the blocks, where anything does. */
  readonly delivery?: Delivery;
  readonly gradient?: FileTarget;
  /** Numbers that a view looks at, where there is one. */
  readonly viewed?: number;
}

export interface ThreadOutcome {
  /** Sums of each term: one, or one a column. */
  readonly sums: readonly (readonly SumState[])[];
  readonly data: SeenState;
  readonly view?: CollectorState;
  /** Bytes that went to the gradient's file. */
  readonly written: number;
}

/** What went wrong in a thread, and at which chunk: of several, the first in the data is told. */
export interface ThreadFailure {
  readonly chunk: number;
  readonly error: Failure;
}

export type ThreadAnswer = { readonly outcome: ThreadOutcome } | { readonly failure: ThreadFailure };
