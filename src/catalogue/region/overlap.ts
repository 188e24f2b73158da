// The probabilities that region losses sum over, and their shared parameters.
import { exp, logSumExp, sigmoid, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import type { Layout, LabelDomain, Parameter, PredictionDomain, Setting } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, PER } from '../parameters';
import { COLUMN_LABEL, columnPrediction, LABEL, predictionOf } from '../symbols';

/** Every region loss has these besides its own. */
export const REGION_PARAMETERS: readonly Parameter[] = [
  inputParameter('raw'),
  PER,
  { ...IGNORE_INDEX, default: null },
  CLASS_AXIS,
];

export function regionPrediction(params: Parameters): PredictionDomain {
  return params['input'] === 'logits' ? 'logit' : params['input'] === 'raw' ? 'real' : 'probability';
}

export function regionLabel(_: Parameters, layout: Layout): LabelDomain {
  return layout === 'classes' ? 'class' : 'binary';
}

/** Probability and label of one element: a column of its sample where the data are classes. */
export function probabilityAndLabel({ params, layout }: Setting): { p: Expr; y: Expr } {
  const domain = regionPrediction(params);
  if (layout === 'classes') {
    const x = columnPrediction(domain);
    return { p: domain === 'logit' ? exp(sub(x, logSumExp(x))) : x, y: COLUMN_LABEL };
  }
  const x = predictionOf(domain);
  return { p: domain === 'logit' ? sigmoid(x) : x, y: LABEL };
}
