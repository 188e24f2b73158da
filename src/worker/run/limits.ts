// Numbers that a loss takes besides what its domain says, such as those whose logarithm exists: checked number by
// number, or counted by a kernel.
import type { Limit } from '../../catalogue/declaration';
import { add, less, lessEqual, ZERO } from '../../math/build';
import type { Expr } from '../../math/expression';
import { LossaryError } from '../../protocol/errors';
import type { ArraySource } from '../readers/source';

/** @throws LossaryError `range` at the first number beyond the limit; NaN is none of them */
export function checkLimit(
  { from, above, to, why }: Limit,
  values: Float64Array,
  source: ArraySource,
  placeOf: (i: number) => number,
  ignored: number | null = null,
): void {
  const beyond = (v: number): boolean =>
    (from !== undefined && v < from) || (above !== undefined && v <= above) || (to !== undefined && v > to);
  const at = values.findIndex((v) => v !== ignored && beyond(v));
  if (at < 0) return;
  throw new LossaryError({
    code: 'range',
    file: source.name,
    place: source.place(placeOf(at)),
    message: `${Number((values[at] ?? NaN).toPrecision(6))} is out of range: ${why.en}.`,
    fix: 'Change or leave out such numbers first.',
  });
}

/** 1 where a number is beyond the limit, else 0. */
export function beyondLimit(x: Expr, { from, above, to }: Limit): Expr {
  return add(
    from === undefined ? ZERO : less(x, from),
    above === undefined ? ZERO : lessEqual(x, above),
    to === undefined ? ZERO : less(to, x),
  );
}
