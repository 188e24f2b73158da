// Boundary losses as sums: terms over probability, label and a distance map that is worked out beforehand.
import type { Expr } from '../../math/expression';
import type { Setting } from '../declaration';
import { extraInput } from '../symbols';

/** A derived distance of each element, of each class where the data are classes. */
export function distanceField(name: string, latex: string, { layout }: Setting): Expr {
  return extraInput(name, layout === 'classes' ? 'column' : 'sample', latex);
}
