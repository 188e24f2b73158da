// The probabilities that region losses sum over, and their shared parameters.
import { equal, exp, logSumExp, mul, select, sigmoid, square, sub, sumSamples } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import type {
  ChoiceParameter,
  Declaration,
  LabelDomain,
  Layout,
  Parameter,
  PredictionDomain,
  Setting,
} from '../declaration';
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

/** Masks, or a mask for each class. */
export const REGION_INPUTS: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements', 'classes'],
  prediction: regionPrediction,
  label: regionLabel,
};

export const DENOMINATOR: ChoiceParameter = {
  kind: 'choice',
  name: 'denominator',
  default: 'sum',
  choices: ['sum', 'squared'],
  meaning: { en: 'Σp + Σy, or Σp² + Σy² (V-Net)', zh: 'Σp + Σy，或 Σp² + Σy²（V-Net）' },
};

export const EMPTY_LABEL: ChoiceParameter = {
  kind: 'choice',
  name: 'emptyLabel',
  default: 'count',
  choices: ['count', 'zero'],
  meaning: {
    en: 'a mask without a positive label counts as it comes out, or as a loss of 0 (segmentation_models_pytorch)',
    zh: '标签中没有正类的掩码：按公式计算，或损失记为 0（segmentation_models_pytorch）',
  },
};

/** Sums over one group: the overlap Σpy and the two sizes. */
export interface Overlap {
  readonly overlap: Expr;
  readonly predicted: Expr;
  readonly labelled: Expr;
}

export function overlapOf(setting: Setting): Overlap {
  const { p, y } = probabilityAndLabel(setting);
  const squared = setting.params['denominator'] === 'squared';
  return {
    overlap: sumSamples(mul(p, y)),
    predicted: sumSamples(squared ? square(p) : p),
    labelled: sumSamples(squared ? square(y) : y),
  };
}

/** TP = Σpy, FP = Σp(1 − y), FN = Σ(1 − p)y of one group. */
export function softCounts(setting: Setting): { readonly tp: Expr; readonly fp: Expr; readonly fn: Expr } {
  const { p, y } = probabilityAndLabel(setting);
  return {
    tp: sumSamples(mul(p, y)),
    fp: sumSamples(mul(p, sub(1, y))),
    fn: sumSamples(mul(sub(1, p), y)),
  };
}

/** 0 instead of the loss where the parameter `emptyLabel` says so and the group's label is empty. */
export function unlessEmpty(loss: Expr, labelled: Expr, params: Parameters): Expr {
  return params['emptyLabel'] === 'zero' ? select(equal(labelled, 0), 0, loss) : loss;
}

/** Σy of one group. */
export function labelSum(setting: Setting): Expr {
  return sumSamples(probabilityAndLabel(setting).y);
}

/** For losses that put all classes into one fraction: `per` chooses between one value and one a sample. */
export const CLASS_REGION_PARAMETERS: readonly Parameter[] = REGION_PARAMETERS.map((parameter) =>
  parameter.name === 'per' && parameter.kind === 'choice'
    ? { ...parameter, choices: ['all', 'sample'] }
    : parameter,
);
