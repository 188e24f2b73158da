// Losses with one value a group: sums over its elements first, then the value of the sums; the gradient in a
// last pass, with everything that depends on the sums alone computed once a group.
import type { GroupsForm } from '../../catalogue/declaration';
import { GROUPS } from '../../catalogue/symbols';
import { div, sumGroups } from '../../math/build';
import { differentiate } from '../../math/differentiate';
import { symbol, topological, type Expr, type Symbol } from '../../math/expression';
import { splitStages } from '../../math/stages';
import { substitute } from '../../math/substitute';
import type { Parameters, Reduction, ResultValue } from '../../protocol/compute';
import type { Arrangement } from './arrangement';
import { choosePass } from './choosePass';
import { Breather, type RunContext } from './context';
import type { Data } from './data';
import { ExactSum } from './exactSum';
import { groupingOf, type Grouping, type Segment } from './grouping';
import { evaluateGroups, scalarsOf } from './groupMath';
import { predictionSymbols } from './inputsOf';
import type { Outcome, Wishes } from './outcome';
import { nest } from './sink';
import { weightSums, type Weighting } from './weighting';

export async function computeGroups(
  form: GroupsForm,
  data: Data,
  weighting: Weighting,
  wishes: Wishes,
  context: RunContext,
): Promise<Outcome> {
  const { arrangement, params } = data.options;
  const grouping = groupingOf(arrangement, perOf(form, params, arrangement));
  const value = weightSums(form.value, weighting, grouping.byColumn ? 1 : arrangement.columns);
  const symbols = predictionSymbols(form.value, arrangement);
  const wantsGradient = wishes.gradient !== undefined || wishes.view !== undefined;
  const sets = setsOf(form, params, grouping);
  const total = totalOf(value, wishes.reduction, sets);
  const gradient = wantsGradient ? differentiate(total, symbols) : [];

  const stages = splitStages([value, ...gradient]);
  const sums = new Map<string, Float64Array>();
  const scalars = new Map([...scalarsOf([value, ...gradient], params), ['groups', grouping.groups] as const]);
  const setup: Setup = { data, grouping, sets, sums, scalars, breather: new Breather(context) };
  for (const pass of stages.passes) {
    await sumPass(pass.terms, pass.sums, setup);
  }
  const [valueOfSums, ...gradientOfSums] = stages.outputs as [Expr, ...Expr[]];
  const [values = new Float64Array(1)] = evaluateGroups([valueOfSums], grouping.groups, sums, scalars, sets);
  if (wantsGradient) await gradientPass(gradientOfSums, setup, wishes);
  return {
    value: reduce(values, grouping, wishes.reduction),
    count: valueOfSums.level === 'total' ? sets : grouping.groups,
    notes: [],
  };
}

/** What a group is: the form says so, or else the parameter `per`. */
function perOf({ groups }: GroupsForm, params: Parameters, { layout }: Arrangement): string {
  const per = String(params['per'] ?? 'all');
  if (groups !== 'class') return groups ?? per;
  if (layout !== 'classes') return per;
  return per === 'sample' ? 'sample-class' : 'class';
}

/** How many values a form has that puts its classes together: one, or one a sample. */
function setsOf({ groups, value }: GroupsForm, params: Parameters, { shape }: Grouping): number {
  const each = groups === 'class' && value.level === 'total' && params['per'] === 'sample';
  return each ? (shape[0] ?? 1) : 1;
}

/** What the gradient is of: the mean of the values, or their sum (also for `none`). */
function totalOf(value: Expr, reduction: Reduction, sets: number): Expr {
  if (value.level === 'total') return reduction === 'mean' ? div(value, sets) : value;
  return reduction === 'mean' ? div(sumGroups(value), GROUPS) : sumGroups(value);
}

function reduce(values: Float64Array, grouping: Grouping, reduction: Reduction): ResultValue {
  if (reduction === 'none' && grouping.shape.length > 0) {
    if (values.length === grouping.groups) return nest(values, grouping.shape);
    if (values.length === grouping.shape[0]) return [...values];
  }
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  if (values.length === 1) return values[0] ?? NaN;
  return reduction === 'mean' ? sum.value / values.length : sum.value;
}

interface Setup {
  readonly data: Data;
  readonly grouping: Grouping;
  /** Runs of groups that `sumGroups` puts together. */
  readonly sets: number;
  readonly sums: Map<string, Float64Array>;
  readonly scalars: ReadonlyMap<string, number>;
  readonly breather: Breather;
}

/** Replaces what depends on the sums alone by one symbol a piece, to be given as numbers a group. */
function hoist(
  outputs: readonly Expr[],
  byColumn: boolean,
): { kernels: Expr[]; pieces: Expr[]; names: Symbol[] } {
  const atGroup = new Set(
    topological(outputs).filter(
      (node) =>
        node.level === 'group' ||
        (node.kind === 'apply' &&
          node.level === 'total' &&
          topological([node]).some((n) => n.level === 'group')),
    ),
  );
  const pieces: Expr[] = [];
  const names: Symbol[] = [];
  const replacements = new Map<Expr, Expr>();
  const visit = (node: Expr): void => {
    if (replacements.has(node)) return;
    if (atGroup.has(node)) {
      const name = symbol(`piece${pieces.length}`, byColumn ? 'column' : 'total', `h_{${pieces.length}}`);
      pieces.push(node);
      names.push(name);
      replacements.set(node, name);
    } else if (node.kind === 'apply') node.args.forEach(visit);
  };
  outputs.forEach(visit);
  return { kernels: outputs.map((output) => substitute(output, replacements)), pieces, names };
}

async function sumPass(terms: readonly Expr[], into: readonly Symbol[], setup: Setup): Promise<void> {
  const { data, grouping, sums, scalars, breather } = setup;
  const { kernels, pieces, names } = hoist(terms, grouping.byColumn);
  const given = piecesOf(pieces, names, setup);
  const pass = choosePass(data, { sums: kernels, outputs: [], byColumn: grouping.byColumn });
  const exact = into.map(() => Array.from({ length: grouping.groups }, () => new ExactSum()));
  for (const segment of grouping.segments) {
    const { start, rows, group } = segment;
    const range = { start, rows, scalars: new Map([...scalars, ...given(segment)]) };
    const found = await pass.spread(range, breather);
    found.forEach((numbers, i) => numbers.forEach((number, k) => exact[i]?.[group + k]?.add(number)));
  }
  into.forEach((name, i) =>
    sums.set(
      name.name,
      Float64Array.from(exact[i] ?? [], (sum) => sum.value),
    ),
  );
}

/** Numbers of the hoisted pieces for a segment: one a piece, or one a column. */
function piecesOf(
  pieces: readonly Expr[],
  names: readonly Symbol[],
  { grouping, sets, sums, scalars, data }: Setup,
): (segment: Segment) => [string, number | Float64Array][] {
  if (pieces.length === 0) return () => [];
  const { columns } = data.options.arrangement;
  const values = evaluateGroups(pieces, grouping.groups, sums, scalars, sets);
  return ({ group }) =>
    names.map((name, i) => {
      const value = values[i] ?? new Float64Array(1);
      const at = (index: number): number =>
        value[Math.floor((index * value.length) / grouping.groups)] ?? NaN;
      if (!grouping.byColumn) return [name.name, at(group)];
      return [name.name, Float64Array.from({ length: columns }, (_, k) => at(group + k))];
    });
}

async function gradientPass(gradient: readonly Expr[], setup: Setup, wishes: Wishes): Promise<void> {
  const { data, grouping, scalars, breather } = setup;
  const { kernels, pieces, names } = hoist(gradient, grouping.byColumn);
  const given = piecesOf(pieces, names, setup);
  const pass = choosePass(data, { sums: [], outputs: kernels, byColumn: grouping.byColumn });
  for (const segment of grouping.segments) {
    const { start, rows } = segment;
    const range = { start, rows, scalars: new Map([...scalars, ...given(segment)]) };
    await pass.spread(range, breather, { delivery: { gradient: 0, scale: 1 }, wishes });
  }
}
