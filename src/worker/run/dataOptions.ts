// What a computation's data are: where they come from, how they lie, and what the declaration takes them for.
import type { Declaration, Derived, LabelDomain, PredictionDomain } from '../../catalogue/declaration';
import type { Parameters } from '../../protocol/compute';
import type { ArraySource } from '../readers/source';
import type { Crew } from '../threads/crew';
import type { Arrangement } from './arrangement';

export interface Sources {
  readonly prediction: ArraySource;
  readonly label?: ArraySource;
  readonly extra: Readonly<Record<string, ArraySource>>;
  readonly scale?: { readonly prediction?: number; readonly label?: number };
}

/** What the data of a declaration are like. Plain data, so that another thread can look at the same data. */
export interface DataTraits {
  readonly id: string;
  readonly family: Declaration['family'];
  readonly prediction: PredictionDomain;
  readonly label: LabelDomain;
  readonly limits: ReturnType<NonNullable<Declaration['limits']>>;
  /** Names of its parameters. */
  readonly parameters: readonly string[];
}

export function traitsOf(
  declaration: Declaration,
  params: Parameters,
  layout: Arrangement['layout'],
): DataTraits {
  return {
    id: declaration.id,
    family: declaration.family,
    prediction: declaration.prediction(params),
    label: declaration.label(params, layout),
    limits: declaration.limits?.(params) ?? {},
    parameters: declaration.parameters.map(({ name }) => name),
  };
}

export interface DataOptions {
  readonly traits: DataTraits;
  /** How extra inputs lie. */
  readonly inputs?: Declaration['inputs'];
  readonly params: Parameters;
  readonly arrangement: Arrangement;
  readonly sources: Sources;
  /** Symbols that are bound to arrays worked out beforehand. */
  readonly derived?: Readonly<Record<string, Derived>>;
  /** How many numbers are worth a kernel; the tests set 0 to hold kernels to the oracles. */
  readonly kernelsFrom?: number;
  /** Samples before this one have been looked at already. */
  readonly seen?: number;
  /** Other threads that may help. */
  readonly crew?: Crew;
}
