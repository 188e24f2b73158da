// Boundary losses as sums: terms over probability, label and a distance map that is worked out beforehand.
import { div, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Setting } from '../declaration';
import { COLUMNS, extraInput } from '../symbols';

/** A derived distance of each element, of each class where the data are classes. */
export function distanceField(name: string, latex: string, { layout }: Setting): Expr {
  return extraInput(name, layout === 'classes' ? 'column' : 'sample', latex);
}

/** The mean over the classes of a sample; elements stay as they are. */
export function meanOverClasses(term: Expr, { layout }: Setting): Expr {
  return layout === 'classes' ? div(sumColumns(term), COLUMNS) : term;
}
