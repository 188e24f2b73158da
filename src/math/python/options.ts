// What the printer of Python has to know about the function that it prints for.
import type { Symbol } from '../expression';
import type { Dialect } from './dialect';

export interface PrintOptions {
  readonly dialect: Dialect;
  /** What a symbol is called in Python: a parameter, an argument, or a local that stands above. */
  readonly nameOf: (symbol: Symbol) => string;
  /** Symbols that are Python numbers; everything else is an array. */
  readonly isScalar: (symbol: Symbol) => boolean;
  /** The axis of the columns. */
  readonly columnAxis: number;
  /** The axes that a sum over samples goes over; all where absent. */
  readonly sampleAxes?: string;
  /** The axis over which groups are put together; all where absent. */
  readonly groupAxis?: string;
  /** An array of the type that truths become, and of the shape of a full row. */
  readonly like: string;
  /** Names that are taken. */
  readonly taken: Iterable<string>;
  /** The name of the class indices, where `pick` has any. */
  readonly index?: string;
  /** Symbols that are truths already. */
  readonly truths?: ReadonlySet<string>;
}
