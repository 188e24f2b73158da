// What metrics of ranked scores share.
import type { Declaration, Parameter, Text } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';

export const RANKING_GRADIENT: Text = {
  en: 'It depends on the order of the scores alone: the gradient is 0 wherever it exists.',
  zh: '只取决于得分的顺序：梯度在存在之处处处为 0。',
};

/** Any scores, higher for positives; for [N, C] one class against the rest. */
export const RANKING_INPUTS: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements', 'classes'],
  prediction: (params) => (params['input'] === 'logits' ? 'logit' : 'score'),
  label: (_, layout) => (layout === 'classes' ? 'class' : 'binary'),
};

export const RANKING_PARAMETERS: readonly Parameter[] = [
  inputParameter(),
  { ...IGNORE_INDEX, default: null },
  CLASS_AXIS,
];
