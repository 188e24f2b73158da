// A loss or metric written out as a Python function, from the expressions of its declaration.
import { mul, ONE, select, sumSamples } from '../../math/build';
import { symbolsOf, topological, type Expr, type Symbol } from '../../math/expression';
import { dialectOf, type DialectName } from '../../math/python/dialect';
import { helperCode, helpersOf } from '../../math/python/helpers';
import { Printer } from '../../math/python/print';
import { plainFormula } from '../../math/plainFormula';
import { rewrite, substitute } from '../../math/substitute';
import type { Reduction } from '../../protocol/compute';
import type { Declaration, GroupsForm, SamplesForm, Setting } from '../declaration';
import { COLUMNS, COUNT, VALID } from '../symbols';
import { isMap, mapCode, mapMeaning } from './distanceMaps';
import { setUp, type Setup } from './setup';
import { bodyLine, functionName, labelWords, predictionWords, shapeOf, signature, wrapped } from './words';

export interface Task {
  readonly declaration: Declaration;
  readonly setting: Setting;
  readonly dialect: DialectName;
  readonly reduction: Reduction;
}

/** A piece of a module: functions, each two lines apart, the last of them the one that is asked for. */
export interface Written {
  readonly functions: readonly { readonly name: string; readonly code: string }[];
  readonly name: string;
  /** Positional arguments of the last function. */
  readonly positional: readonly string[];
}

export interface Arguments {
  readonly prediction: string;
  readonly target: string;
  readonly hasLabel: boolean;
}

export function argumentNames({ declaration, setting }: Pick<Task, 'declaration' | 'setting'>): Arguments {
  const [prediction] = predictionWords(declaration.prediction(setting.params));
  const regularizer = declaration.family === 'regularizer';
  return {
    prediction: regularizer ? 'weights' : prediction,
    target: 'target' in (declaration.inputs ?? {}) ? 'other' : 'target',
    hasLabel: declaration.label(setting.params, setting.layout) !== 'none',
  };
}

/** Whether labels may be ignored: a number is set, and labels are indices or elements. */
export function ignoresLabels({ declaration, setting }: Pick<Task, 'declaration' | 'setting'>): boolean {
  const { params, layout, labels } = setting;
  const known = declaration.parameters.some(({ name }) => name === 'ignoreIndex');
  const takes = layout === 'elements' || (layout === 'classes' && labels === 'index');
  return known && typeof params['ignoreIndex'] === 'number' && takes;
}

export function writeSamples(task: Task, form: SamplesForm): Written {
  const { reduction } = task;
  const ignores = ignoresLabels(task);
  const counted = (e: Expr): Expr => (ignores ? select(VALID, e, 0) : e);
  const loss = counted(form.loss);
  const weight = counted(form.weight ?? ONE);
  const held = Object.entries(form.held ?? {});
  // A weight that all samples share divides the mean.
  const shared = weight !== ONE && weight.level === 'total';
  const weighs = reduction === 'mean' && weight !== ONE && !shared;
  const roots = [loss, ...(weighs || shared ? [weight] : []), ...held.map(([, e]) => e)];
  const heldNames = new Map(held.map(([name]) => [name, name.replace(/^held/, '').toLowerCase()]));
  const { setup, printer, dialect, like } = prepare(task, roots, form.derived ?? {}, undefined, heldNames);
  if (held.length > 0) printer.share(roots, new Set(heldNames.keys()));
  for (const [name, value] of held) {
    const local = heldNames.get(name) ?? name;
    const text = printer.text(value);
    printer.lines.push(`${local} = ${text}`);
    if (dialect.detach(local) !== local) printer.lines.push(`${local} = ${dialect.detach(local)}`);
  }
  printer.assign([
    { name: 'loss', value: loss },
    ...(weighs ? [{ name: 'weight_sum', value: sumSamples(weight) }] : []),
  ]);
  const lines = printer.lines;
  const total = dialect.sum('loss', {});
  if (reduction === 'none') lines.push(`return ${unreduced(task.setting, loss)}`);
  else if (reduction === 'sum') lines.push(`return ${total}`);
  else if (shared) {
    const text = printer.text(weight);
    lines.push(`return ${dialect.mean('loss', {})} / ${/^[\w.[\]]+$/.test(text) ? text : `(${text})`}`);
  } else if (!weighs) lines.push(`return ${dialect.mean('loss', {})}`);
  else {
    const perColumn = loss.level === 'column' && weight.level !== 'column';
    const divisor = perColumn ? `(weight_sum * ${like}.shape[${setup.columnAxis}])` : 'weight_sum';
    if (form.meanOfNone === undefined) lines.push(`return ${total} / ${divisor}`);
    else {
      lines.push(`none = weight_sum == 0`);
      lines.push(`mean = ${total} / ${dialect.where}(none, 1.0, ${divisor})`);
      lines.push(`return ${dialect.where}(none, ${form.meanOfNone.toFixed(1)}, mean)`);
    }
  }
  return finish(task, setup, lines);
}

/** A value a sample without the axis that its columns had. */
function unreduced({ layout }: Setting, loss: Expr): string {
  if (loss.level === 'column' || layout === 'elements' || layout === 'boxes') return 'loss';
  return layout === 'classes' ? 'loss[:, 0]' : 'loss[..., 0]';
}

export function writeGroups(task: Task, form: GroupsForm): Written {
  const { setting, reduction } = task;
  const per = perOf(form, setting);
  const ignores = ignoresLabels(task);
  const byClass = setting.layout === 'classes' && per.includes('class');
  const value = weightedSums(
    form.value,
    ignores,
    byClass ? ONE : setting.layout === 'classes' ? COLUMNS : ONE,
  );
  const { setup, printer, dialect } = prepare(task, [value], {}, per, new Map());
  const name = task.declaration.kind === 'loss' ? 'loss' : 'score';
  printer.assign([{ name, value }]);
  // A value at total level is one number, or one a sample where `per` says so.
  const setsOfClasses = form.groups === 'class' && setting.params['per'] === 'sample';
  const several = value.level === 'total' ? setsOfClasses : per !== 'all';
  const lines = printer.lines;
  if (!several || reduction === 'none') lines.push(`return ${name}`);
  else lines.push(`return ${reduction === 'mean' ? dialect.mean(name, {}) : dialect.sum(name, {})}`);
  return finish(task, setup, lines, per);
}

/** What a group is: the form says so, or else the parameter `per`. `sample-set` is a sample of one class. */
function perOf({ groups }: GroupsForm, { params, layout }: Setting): string {
  const per = String(params['per'] ?? 'all');
  if (groups !== 'class') return groups ?? per;
  if (layout !== 'classes') return per === 'sample' ? 'sample-set' : per;
  return per === 'sample' ? 'sample-class' : 'class';
}

/** Sums of what is not ignored; n becomes their number. */
function weightedSums(value: Expr, ignores: boolean, elements: Expr): Expr {
  if (!ignores) return value;
  const counted = substitute(value, new Map([[COUNT, mul(elements, sumSamples(ONE))]]));
  return rewrite(counted, (node) =>
    node.kind === 'apply' && node.op === 'sumSamples'
      ? sumSamples(select(VALID, node.args[0] ?? ONE, 0))
      : undefined,
  );
}

interface Prepared {
  readonly setup: Setup;
  readonly printer: Printer;
  readonly dialect: ReturnType<typeof dialectOf>;
  readonly like: string;
}

function prepare(
  task: Task,
  roots: readonly Expr[],
  derived: NonNullable<SamplesForm['derived']>,
  per: string | undefined,
  held: ReadonlyMap<string, string>,
): Prepared {
  const dialect = dialectOf(task.dialect);
  const { prediction, target } = argumentNames(task);
  const nodes = topological(roots);
  const setup = setUp({
    declaration: task.declaration,
    setting: task.setting,
    dialect,
    symbols: symbolsOf(...roots),
    ...(per === undefined ? {} : { per }),
    derived,
    prediction,
    target,
    ignores: ignoresLabels(task),
    picks: nodes.some((node) => node.kind === 'apply' && node.op === 'pick'),
  });
  const nameOf = (s: Symbol): string => held.get(s.name) ?? setup.names.get(s.name) ?? s.name;
  const like = task.setting.layout === 'boxes' ? nameOf(symbolsOf(...roots)[0]!) : prediction;
  const printer = new Printer({
    dialect,
    nameOf,
    isScalar: ({ name }) => setup.scalars.has(name),
    columnAxis: setup.columnAxis,
    ...(setup.sampleAxes === undefined ? {} : { sampleAxes: setup.sampleAxes }),
    ...(per === 'sample-class' || per === 'sample-set' ? { groupAxis: '-1' } : {}),
    like,
    taken: [prediction, target, 'loss', 'score', 'valid', ...setup.names.values(), ...held.values()],
    index: ignoresLabels(task) ? 'label' : target,
    truths: new Set(['valid']),
  });
  return { setup, printer, dialect, like };
}

function finish(task: Task, setup: Setup, lines: readonly string[], per = 'all'): Written {
  const { declaration } = task;
  const { prediction, target, hasLabel } = argumentNames(task);
  const name = functionName(declaration.id, declaration.kind);
  const positional = [prediction, ...(hasLabel ? [target] : []), ...setup.extras.map((extra) => extra.name)];
  const code = [
    ...signature(
      name,
      positional,
      setup.keywords.map((each) => `${each.name}=${each.value}`),
    ),
    ...docstring(task, setup, per),
    ...[...setup.lines, ...lines].flatMap(bodyLine),
  ].join('\n');
  const maps = setup.extras.flatMap(({ derived }) =>
    derived !== undefined && isMap(derived) ? [mapCode(derived)] : [],
  );
  const helpers = helpersOf(code).map((helper) => ({
    name: helper,
    code: helperCode(helper, dialectOf(task.dialect)),
  }));
  return { functions: [...helpers, ...maps, { name, code }], name, positional };
}

const REDUCED: Readonly<Record<Reduction, string>> = {
  mean: 'mean',
  sum: 'sum',
  none: 'not reduced',
};

export function docstring(
  task: Pick<Task, 'declaration' | 'setting' | 'reduction'>,
  setup: Pick<Setup, 'keywords' | 'extras'>,
  per: string,
): string[] {
  const { declaration, setting, reduction } = task;
  const { layout, labels, params } = setting;
  const { prediction, target, hasLabel } = argumentNames(task);
  const [, meaning] = predictionWords(declaration.prediction(params));
  const regularizer = declaration.family === 'regularizer';
  const shape = shapeOf(layout, per);
  const boxes = layout === 'boxes' ? ` as ${String(params['boxFormat'])}` : '';
  const [source] = declaration.note.sources;
  const one = (name: string, text: string): string[] => wrapped(`${name}: ${text}.`, 8, 12);
  const targetShape = layout === 'classes' && labels === 'index' ? '[N, ...]' : `the shape of ${prediction}`;
  return [
    ...wrapped(`"""${declaration.name.en}, ${REDUCED[reduction]}.`, 4),
    '',
    ...wrapped(plainFormula(declaration.note.formula), 4, 8),
    ...(source === undefined ? [] : ['', ...wrapped(`${source.title}, ${source.link}`, 4)]),
    '',
    '    Args:',
    ...one(prediction, `${regularizer ? 'the weights of the model' : meaning}, ${shape}${boxes}`),
    ...(hasLabel
      ? one(target, `${labelWords(declaration.label(params, layout), labels)}, ${targetShape}${boxes}`)
      : []),
    ...setup.extras.flatMap(({ name, input, derived }) =>
      one(
        name,
        derived !== undefined && isMap(derived)
          ? mapMeaning(derived)
          : plain(declaration.inputs?.[input ?? '']?.meaning.en ?? ''),
      ),
    ),
    ...setup.keywords.flatMap(({ name, parameter }) =>
      one(name, plain(declaration.parameters.find((each) => each.name === parameter)?.meaning.en ?? '')),
    ),
    '    """',
  ];
}

/** A sentence of a note without dollar signs and backslashes. */
function plain(text: string): string {
  return text.replace(/\$([^$]+)\$/g, (_, formula: string) => plainFormula(formula)).replace(/\.$/, '');
}
