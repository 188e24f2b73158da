// Generalized Dice: all classes in one fraction, each weighted by the inverse of its size.
import { add, div, equal, maxGroups, mul, ONE, select, square, sub, sumGroups } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { ChoiceParameter, Setting } from '../declaration';
import { parameter } from '../symbols';
import { overlapOf } from './overlap';

export const WEIGHT_TYPE: ChoiceParameter = {
  kind: 'choice',
  name: 'weightType',
  default: 'square',
  choices: ['square', 'simple', 'uniform'],
  meaning: {
    en: 'a class weighs one over its size squared, one over its size, or 1',
    zh: '类别权重为大小平方的倒数、大小的倒数，或恒为 1',
  },
};

/** Weight of each class by its label; a class that the label lacks takes the largest of the others. */
function weightOf(size: Expr, kind: unknown): Expr {
  if (kind === 'uniform') return ONE;
  const absent = equal(size, 0);
  const present = select(absent, 1, size);
  const weight = select(absent, 0, div(1, kind === 'simple' ? present : square(present)));
  return select(absent, maxGroups(weight), weight);
}

/** 1 − (2Σw_c I_c + s)/(Σw_c(A_c + B_c) + s) over the classes as groups; 0 where nothing is there at all. */
export function generalizedDiceLoss(setting: Setting): Expr {
  const { overlap, predicted, labelled } = overlapOf(setting);
  const weight = weightOf(labelled, setting.params['weightType']);
  const smooth = parameter('smooth', 's');
  const shared = add(mul(2, sumGroups(mul(weight, overlap))), smooth);
  const sizes = add(sumGroups(mul(weight, add(predicted, labelled))), smooth);
  const nothing = equal(sizes, 0);
  return select(nothing, 0, sub(1, div(shared, select(nothing, 1, sizes))));
}
