// Gives parameters that are 0, 1, 2 or 3 a kernel of their own: x^2 is a multiplication, a weight of 1 nothing at
// all. A slider that passes through such a value compiles a second, third, … variant once, and no more.
import { constant, symbolsOf, type Expr, type Symbol } from '../../math/expression';
import { substitute } from '../../math/substitute';
import type { Arguments, KernelSpec } from './spec';

const SPECIAL = [0, 1, 2, 3];

/** Identifies a specification: expressions are the same object where they are built alike. */
export function structureOf(spec: KernelSpec): string {
  const keys = (terms: readonly Expr[]): string => terms.map(({ key }) => key).join();
  const outputs = spec.outputs.map((output) => ('kind' in output ? output.key : `[${keys(output)}]`)).join();
  let inputs = '';
  for (const [name, { dtype, layout }] of Object.entries(spec.inputs))
    inputs += `${name} ${dtype} ${layout},`;
  const sums = `${keys(spec.sums)};${keys(spec.rareSums ?? [])}`;
  return `${spec.precision};${sums};${outputs};${inputs};${spec.columns};${spec.planeStride};${spec.byColumn}`;
}

/** The parameters that \`specialise\` looks at. */
export function parametersOf(spec: KernelSpec): Symbol[] {
  const roots = [...spec.sums, ...(spec.rareSums ?? []), ...spec.outputs.flat()];
  return symbolsOf(...roots).filter(({ level }) => level === 'total');
}

/** The values among them that get a kernel of their own, undefined for the others. */
export function specialValues(parameters: readonly Symbol[], values: Arguments): (number | undefined)[] {
  return parameters.map(({ name }) => {
    const value = values[name];
    return typeof value === 'number' && SPECIAL.includes(value) ? value : undefined;
  });
}

export function specialise(
  spec: KernelSpec,
  parameters: readonly Symbol[],
  special: readonly (number | undefined)[],
): KernelSpec {
  const replacements = new Map<Expr, Expr>();
  parameters.forEach((symbol, i) => {
    const value = special[i];
    if (value !== undefined) replacements.set(symbol, constant(value));
  });
  if (replacements.size === 0) return spec;
  const replace = (expr: Expr): Expr => keepLevel(expr, substitute(expr, replacements));
  return {
    ...spec,
    sums: spec.sums.map(replace),
    ...(spec.rareSums === undefined ? {} : { rareSums: spec.rareSums.map(replace) }),
    outputs: spec.outputs.map((output) => ('kind' in output ? replace(output) : output.map(replace))),
  };
}

/** A term that became a constant still has to be added up at its own level. */
function keepLevel(before: Expr, after: Expr): Expr {
  return before.level === after.level ? after : before;
}
