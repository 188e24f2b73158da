// What losses of independent binary elements share.
import type { Declaration } from '../declaration';

/** Probabilities or logits against labels 0 and 1, element by element. */
export const BINARY_PROBABILITIES: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements'],
  prediction: (params) => (params['input'] === 'logits' ? 'logit' : 'probability'),
  label: () => 'binary',
};
