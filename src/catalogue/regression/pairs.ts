// What regression losses share: prediction ŷ against target y, element by element.
import { sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration } from '../declaration';
import { LABEL, predictionOf } from '../symbols';

export const REAL_PAIRS: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements'],
  prediction: () => 'real',
  label: () => 'real',
};

/** Rows of the last axis as vectors, each against the vector of the label. */
export const VECTOR_PAIRS: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['distributions'],
  prediction: () => 'real',
  label: () => 'real',
};

export const PREDICTED = predictionOf('real');

/** e = ŷ − y. */
export const ERROR: Expr = sub(PREDICTED, LABEL);
