// What reading Python code gives: where known losses and metrics stand, and what their call settles.
import type { ParameterValue, Parameters, Reduction } from '../protocol/compute';

/** Counted from 0; `character` in UTF-16 code units, as the editor counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** One argument of a call. */
export interface LossArgument {
  /** Its keyword, or the parameter that its position means; undefined where that is not known. */
  readonly name: string | undefined;
  readonly text: string;
  /** Its value, where it is a literal or a name bound once to one. */
  readonly value?: ParameterValue;
  readonly range: Range;
  /** Our name for it, where the catalogue has that parameter. */
  readonly parameter?: string;
  /** The reduction that PyTorch's `size_average` and `reduce` of this call mean, where both are literal. */
  readonly deprecated?: Reduction | 'unknown';
}

/** How a definition in this file differs from the one whose name it has, by parameters of its signature. */
export interface Differences {
  readonly lacks: readonly string[];
  readonly adds: readonly string[];
}

/** One place where a known loss or metric stands. */
export interface LossUse {
  /** Canonical dotted path: `torch.nn.BCEWithLogitsLoss`; `keras.compile.mse` for the string 'mse' in `compile`. */
  readonly path: string;
  /** The path's first part: `torch`, `keras`, `sklearn`. */
  readonly library: string;
  /** Id of the catalogue; undefined for what is explained only (CTC). */
  readonly id: string | undefined;
  readonly preset?: string;
  /** What the name and the literal arguments settle, in the catalogue's names. */
  readonly params: Parameters;
  /** Arguments of the call that settles the parameters: the constructor's, the function's, those of `partial`. */
  readonly arguments: readonly LossArgument[];
  /** Arguments of the call that computes, where it stands here: `criterion(input, target)`. */
  readonly inputs?: readonly LossArgument[];
  /** The library's own default where the call does not say; undefined where the call's value is not known. */
  readonly reduction: Reduction | undefined;
  /** The name itself, or the string. */
  readonly range: Range;
  /** The call of which it is the function. */
  readonly callRange?: Range;
  /** `looksLike`: a class or function of the workspace that has the name, or derives from the loss and computes anew. */
  readonly certainty: 'resolved' | 'looksLike';
  /** The name in this file that stands for it: a class that derives from it, or looks like it. */
  readonly definedAs?: string;
  /** The file that defines it, where that is another. */
  readonly definedIn?: string;
  readonly differences?: Differences;
}

/** A use without its arguments, which may stand elsewhere: what is shown at its place. */
export interface PlacedUse extends Pick<
  LossUse,
  'path' | 'id' | 'preset' | 'params' | 'certainty' | 'range' | 'callRange'
> {
  /** The call at this place gives a value; else it constructs, or there is none. */
  readonly computes: boolean;
}
