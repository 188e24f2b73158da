// A metric of hard decisions written out: the decisions, their four counts, the declared value of the counts, and
// its average over classes as scikit-learn has it.
import { symbolsOf, type Expr } from '../../math/expression';
import { dialectOf } from '../../math/python/dialect';
import { Printer } from '../../math/python/print';
import type { CountsForm } from '../declaration';
import { setUp } from './setup';
import { bodyLine, functionName, signature } from './words';
import { argumentNames, docstring, ignoresLabels, type Task, type Written } from './written';

const COUNTS = ['tp', 'fp', 'fn', 'tn'] as const;

export function writeCounts(task: Task, form: CountsForm): Written {
  const { declaration, setting } = task;
  const dialect = dialectOf(task.dialect);
  const { params, layout, labels } = setting;
  const { prediction, target } = argumentNames(task);
  const classes = layout === 'classes';
  const average = String(params['average'] ?? 'auto');
  const several = layout === 'elements' && !['auto', 'binary'].includes(average);
  const ignores = ignoresLabels(task);
  const value = form.value;
  const roots = isExpr(value) ? [value] : Object.values(value);
  const base = {
    declaration,
    setting: { ...setting, labels: 'columns' as const, layout: 'elements' as const },
    dialect,
    derived: {},
    prediction,
    target,
    ignores: false,
    picks: false,
  };
  const setup = setUp({ ...base, symbols: symbolsOf(...roots) });
  const lines: string[] = [];
  const axis = params['classAxis'];
  if (classes && typeof axis === 'number' && axis !== 1) {
    lines.push(`${prediction} = ${dialect.moveAxis(prediction, axis, 1)}`);
    if (labels !== 'index') lines.push(`${target} = ${dialect.moveAxis(target, axis, 1)}`);
  }
  const keywords = [...setup.keywords];
  const threshold = params['threshold'];
  if (!classes && typeof threshold === 'number')
    keywords.unshift({ parameter: 'threshold', name: 'threshold', value: String(threshold) });
  if (ignores)
    keywords.push({ parameter: 'ignoreIndex', name: 'ignore_index', value: String(params['ignoreIndex']) });

  // Decisions as numbers 0 and 1, a column a class.
  if (classes) {
    const indices = labels === 'index' ? target : dialect.argmax(target, 1);
    if (ignores) {
      lines.push(`valid = ${target} != ignore_index`);
      lines.push(`label = ${dialect.where}(valid, ${target}, 0)`);
    } else if (labels !== 'index') lines.push(`label = ${indices}`);
    const label = ignores || labels !== 'index' ? 'label' : target;
    lines.push(`predicted = ${dialect.argmax(prediction, 1)}`);
    lines.push(...dialect.oneHot('predicted', 'predicted', prediction));
    lines.push(...dialect.oneHot('actual', label, prediction));
    if (ignores) lines.push(`actual = ${dialect.where}(valid[:, None], actual, 0.0)`);
    if (ignores) lines.push(`predicted = ${dialect.where}(valid[:, None], predicted, 0.0)`);
  } else {
    const above = params['inclusive'] === true ? '>=' : '>';
    lines.push(`predicted = ${dialect.cast(`${prediction} ${above} threshold`, prediction)}`);
    lines.push(`actual = ${dialect.cast(`${target} > 0.5`, prediction)}`);
    if (ignores) lines.push(`valid = ${dialect.cast(`${target} != ignore_index`, prediction)}`);
  }
  if (!isExpr(value) && classes) {
    const rows = (name: string): string =>
      dialect.reshape(dialect.moveAxis(name, 1, -1), `-1, ${prediction}.shape[1]`);
    lines.push(`actual = ${rows('actual')}`, `predicted = ${rows('predicted')}`);
    lines.push(`return ${dialect.swapAxes('actual', 0, 1)} @ predicted`);
    return finished(task, [...lines], keywords);
  }

  const apart = classes || (several && average !== 'samples');
  if (apart && !classes) {
    const both = (name: string): string => `    ${name} = ${dialect.stack(`1 - ${name}, ${name}`, 1)}`;
    lines.push(
      `if ${prediction}.ndim == 1:`,
      '    # Labels 0 and 1 are two classes.',
      both('predicted'),
      both('actual'),
    );
    if (ignores) lines.push('    valid = valid[:, None]');
  }
  if (apart) lines.push('axes = (0, *range(2, predicted.ndim))');
  if (several && average === 'samples') lines.push(`axes = tuple(range(1, ${prediction}.ndim))`);
  const along = apart || several ? { axis: 'axes' } : {};
  const masked = (x: string): string => (ignores && !classes ? `valid * ${x}` : x);
  const valid = ignores && classes ? dialect.cast('valid[:, None]', prediction) : undefined;
  const read = new Set(symbolsOf(...roots).map(({ name }) => name));
  const total = isExpr(value) && value.level === 'total';
  // Both classes of binary data, and supports, are made of counts that the value itself need not read.
  const needed = (name: string): boolean =>
    read.has(name) || (!classes && total) || (name !== 'tn' && (classes || several));
  const parts = {
    tp: 'predicted * actual',
    fp: 'predicted * (1 - actual)',
    fn: '(1 - predicted) * actual',
    tn: '(1 - predicted) * (1 - actual)',
  };
  for (const name of COUNTS) {
    if (!needed(name)) continue;
    const counted = name === 'tn' && valid !== undefined ? `${valid} * ${parts[name]}` : masked(parts[name]);
    lines.push(`${name} = ${dialect.sum(counted, along)}`);
  }
  if (!isExpr(value)) {
    const named = Object.keys(value).map((name) => `"${name}": ${name}`);
    lines.push(`return {${named.join(', ')}}`);
    return finished(task, lines, keywords);
  }
  if (total && !classes) {
    lines.push('# Labels 0 and 1 are two classes.', 'tp, fp, fn, tn = (');
    lines.push(
      ...[
        ['tn', 'tp'],
        ['fn', 'fp'],
        ['fp', 'fn'],
        ['tp', 'tn'],
      ].map((pair) => `    ${dialect.stack(pair.join(', '), 0)},`),
    );
    lines.push(')');
  }
  if (average === 'micro')
    lines.push(...COUNTS.filter(needed).map((name) => `${name} = ${dialect.sum(name, {})}`));
  const printer = new Printer({
    dialect,
    nameOf: ({ name }) => setup.names.get(name) ?? name,
    isScalar: ({ name }) => setup.scalars.has(name),
    columnAxis: -1,
    like: 'tp',
    taken: [...COUNTS, 'predicted', 'actual', 'valid', 'score', prediction, target],
  });
  printer.assign([{ name: 'score', value }]);
  lines.push(...printer.lines, ...averaged(average, { classes, several, total, prediction, dialect }));
  return finished(task, lines, keywords);
}

interface Averaging {
  readonly classes: boolean;
  readonly several: boolean;
  readonly total: boolean;
  readonly prediction: string;
  readonly dialect: ReturnType<typeof dialectOf>;
}

function averaged(average: string, { classes, several, total, prediction, dialect }: Averaging): string[] {
  if (total || average === 'micro' || average === 'none' || !(classes || several)) return ['return score'];
  if (average === 'weighted')
    return [
      'support = tp + fn',
      `return ${dialect.sum('support * score', {})} / ${dialect.sum('support', {})}`,
    ];
  const mean = `return ${dialect.mean('score', {})}`;
  if (average === 'samples') return [mean];
  return [
    ...(classes ? [] : [`if ${prediction}.ndim > 1:`, `    ${mean}`]),
    '# A class that is neither a label nor a prediction has no say.',
    `present = ${dialect.cast('tp + fp + fn > 0', 'tp')}`,
    `return ${dialect.sum('present * score', {})} / ${dialect.sum('present', {})}`,
  ];
}

function isExpr(value: CountsForm['value']): value is Expr {
  return 'kind' in value && typeof value.kind === 'string';
}

function finished(
  task: Task,
  lines: readonly string[],
  keywords: readonly { readonly parameter: string; readonly name: string; readonly value: string }[],
): Written {
  const { prediction, target } = argumentNames(task);
  const name = functionName(task.declaration.id, task.declaration.kind);
  const average = String(task.setting.params['average'] ?? 'auto');
  const several = !['auto', 'binary'].includes(average) && task.setting.layout === 'elements';
  const code = [
    ...signature(
      name,
      [prediction, target],
      keywords.map((each) => `${each.name}=${each.value}`),
    ),
    ...docstring(task, { keywords, extras: [] }, several ? 'class' : 'all'),
    ...lines.flatMap(bodyLine),
  ].join('\n');
  return { functions: [{ name, code }], name, positional: [prediction, target] };
}
