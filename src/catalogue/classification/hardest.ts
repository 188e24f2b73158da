// Cross entropy of one sample, of classes or of a binary element, for losses that keep only the hardest samples.
import {
  add,
  binaryCrossEntropy,
  exp,
  mul,
  neg,
  pick,
  sigmoid,
  softplus,
  sub,
  sumColumns,
} from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration, Setting } from '../declaration';
import { COLUMN_LABEL, LABEL, predictionOf } from '../symbols';
import { classDomain, logProbability, probability } from './logProbability';

export const HARDEST_SAMPLES: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements', 'classes'],
  prediction: classDomain,
  label: (_, layout) => (layout === 'classes' ? 'class' : 'binary'),
};

export interface Sample {
  readonly crossEntropy: Expr;
  /** p_y: the probability given to the label. */
  readonly ofLabel: Expr;
}

export function sampleOf({ params, layout, labels }: Setting): Sample {
  const logits = params['input'] === 'logits';
  if (layout === 'classes') {
    const logP = logProbability(params);
    if (labels === 'index') {
      const own = pick(logP);
      return { crossEntropy: neg(own), ofLabel: logits ? exp(own) : pick(probability(params)) };
    }
    return {
      crossEntropy: neg(sumColumns(mul(COLUMN_LABEL, logP))),
      ofLabel: sumColumns(mul(COLUMN_LABEL, probability(params))),
    };
  }
  const z = predictionOf('logit');
  const p = logits ? sigmoid(z) : predictionOf('probability');
  return {
    crossEntropy: logits
      ? add(mul(LABEL, softplus(neg(z))), mul(sub(1, LABEL), softplus(z)))
      : binaryCrossEntropy(p, LABEL),
    ofLabel: add(mul(LABEL, p), mul(sub(1, LABEL), sub(1, p))),
  };
}
