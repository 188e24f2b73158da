// What margin losses share: scores f against signs y, and the margin yf between them.
import { lessEqual, mul, select, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration } from '../declaration';
import { LABEL, predictionOf } from '../symbols';

/** Scores against labels −1 and 1; 0 and 1 are taken too. */
export const SIGNED_SCORES: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements'],
  prediction: () => 'score',
  label: () => 'sign',
};

export const SCORE = predictionOf('score');

/** y f: positive where the score has the right sign. */
export const MARGIN: Expr = mul(LABEL, SCORE);

/** max(0, 1 − yf): what a score lacks of the margin of 1. */
export const HINGE_ERROR: Expr = select(lessEqual(1, MARGIN), 0, sub(1, MARGIN));
