// Cross entropy of one sample, of classes or of a binary element, for losses that keep only the hardest samples.
import { add, exp, mul, neg, pick, sub, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration, Setting } from '../declaration';
import { COLUMN_LABEL } from '../symbols';
import { binaryTerms, weightedCrossEntropy } from './binary';
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
  const { y, p, rest } = binaryTerms({ params, layout });
  return {
    crossEntropy: weightedCrossEntropy({ params, layout }),
    ofLabel: add(mul(y, p), mul(sub(1, y), rest)),
  };
}
