// What a kernel is compiled for: expressions, and how the data that their symbols stand for lie in memory.
import type { Expr } from '../../math/expression';
import type { DType } from '../readers/source';

/** Lanes: four float32 (sums still in float64), or two float64. */
export type Precision = 'f32' | 'f64';

/**
 * How an input's elements lie.
 * `elements`: one a sample.
 * `rows`: `columns` of them a sample, one after the other. Symbols at sample level named `prediction0`,
 * `prediction1`, … are the single columns of the rows `prediction` (boxes).
 * `planes`: column k of sample i at element `k · planeStride + i`.
 * `index`: one a sample, the number of a column: what `pick` and the symbol `isLabel` go by; a column symbol of
 * the input's name is 1 at that column and 0 elsewhere.
 */
export type InputLayout = 'elements' | 'rows' | 'planes' | 'index';

export interface KernelInput {
  readonly dtype: DType;
  readonly layout: InputLayout;
}

export interface KernelSpec {
  readonly precision: Precision;
  /** Terms to add up over the samples. One at column level is added over the columns as well, or kept apart. */
  readonly sums: readonly Expr[];
  /**
   * More terms to add up, their sums after those of `sums`, that are 0 for nearly all data (numbers out of their
   * domain): the quick loops only look whether one is not, which costs less than counting.
   */
  readonly rareSums?: readonly Expr[];
  /** Sums at column level have a number a column. */
  readonly byColumn?: boolean;
  /**
   * Values to write: one a sample, one a column of a sample (rows or planes, as the inputs lie), or several
   * sample-level expressions as the columns of rows (gradients of boxes).
   */
  readonly outputs: readonly (Expr | readonly Expr[])[];
  /** By the name of the symbol. Every other symbol is a parameter. */
  readonly inputs: Readonly<Record<string, KernelInput>>;
  /** How many columns a sample has; 1 where nothing varies over columns. */
  readonly columns?: number;
  /** For `planes`: how many elements lie between two columns of a sample. */
  readonly planeStride?: number;
}

/** Values of parameters and sums by name; one number a column for symbols at column level. */
export type Arguments = Readonly<Record<string, number | ArrayLike<number>>>;
