// What losses over classes share: their layout, the part of a row that belongs to the label, and weighted means.
import { add, div, mul, neg, ONE, pick, sub, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { ChoiceParameter, Declaration, SamplesForm, Setting } from '../declaration';
import { classParameter, COLUMN_LABEL, COLUMNS, parameter } from '../symbols';
import { classDomain } from './logProbability';

export const CLASS_SAMPLES: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['classes'],
  prediction: classDomain,
  label: () => 'class',
};

export const DIVIDE_BY: ChoiceParameter = {
  kind: 'choice',
  name: 'divideBy',
  default: 'weights',
  choices: ['weights', 'samples'],
  meaning: {
    en: 'what the mean divides by: the summed weights of the labels (PyTorch) or the number of samples (Keras)',
    zh: '均值的除数：标签权重之和（PyTorch）或样本数（Keras）',
  },
};

/** What a row holds at its label: that column, or Σ y_k x_k where labels are one-hot or soft. */
export function atLabel(x: Expr, { labels }: Pick<Setting, 'labels'>): Expr {
  return labels === 'index' ? pick(x) : sumColumns(mul(COLUMN_LABEL, x));
}

/**
 * −ln p_y with class weights and label smoothing as PyTorch defines them: the smoothed part is weighted by each
 * class's weight, and the mean divides by the summed weights of the labels (by N for soft labels).
 * @param weight of each class; by default the parameter `weight`, where it is given
 */
export function crossEntropyForm(
  { params, labels }: Setting,
  logP: Expr,
  weight: Expr = (params['weight'] ?? null) === null ? ONE : classParameter('weight', 'w'),
): SamplesForm {
  const epsilon = parameter('labelSmoothing', '\\varepsilon');
  const smooths = (params['labelSmoothing'] ?? 0) !== 0;
  const kept = smooths ? sub(1, epsilon) : ONE;
  const share = div(epsilon, COLUMNS);
  const cost = neg(mul(weight, logP));
  if (labels === 'columns') {
    const target = smooths ? add(mul(kept, COLUMN_LABEL), share) : COLUMN_LABEL;
    return { kind: 'samples', loss: sumColumns(mul(target, cost)) };
  }
  const label = mul(kept, pick(cost));
  const smooth = smooths ? mul(share, sumColumns(cost)) : 0;
  const divisor = params['divideBy'] === 'samples' ? ONE : pick(weight);
  return { kind: 'samples', loss: add(label, smooth), weight: divisor };
}
