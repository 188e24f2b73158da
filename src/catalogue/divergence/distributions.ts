// What divergences of distributions share: target p, prediction q, each row of the last axis one distribution.
import { div, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import type { Declaration, SwitchParameter } from '../declaration';
import { columnPrediction, TARGET_DISTRIBUTION } from '../symbols';

export const NORMALIZE: SwitchParameter = {
  kind: 'switch',
  name: 'normalize',
  default: false,
  meaning: {
    en: 'divide each row by its sum first, instead of refusing rows that do not sum to 1',
    zh: '先把每一行除以其和，而不是拒绝和不为 1 的行',
  },
};

export const DISTRIBUTIONS: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['distributions'],
  prediction: () => 'distribution',
  label: () => 'distribution',
};

/** Target p and prediction q; each divided by its sum with `normalize`, so that the gradient is that of the raw rows. */
export function rows(params: Parameters): { readonly p: Expr; readonly q: Expr } {
  const [p, q] = [TARGET_DISTRIBUTION, columnPrediction('distribution')];
  if (params['normalize'] !== true) return { p, q };
  return { p: div(p, sumColumns(p)), q: div(q, sumColumns(q)) };
}
