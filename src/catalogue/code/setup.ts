// What a written-out function needs before its formula: how symbols are called, the lines that make them from the
// arguments, and the axes that sums go over.
import type { Dialect } from '../../math/python/dialect';
import { pythonNumber } from '../../math/python/pieces';
import type { Symbol } from '../../math/expression';
import type { Declaration, Derived, Setting } from '../declaration';
import { snakeCase } from './words';

export interface SetupInput {
  readonly declaration: Declaration;
  readonly setting: Setting;
  readonly dialect: Dialect;
  readonly symbols: readonly Symbol[];
  /** What one value is computed over, for forms with groups. */
  readonly per?: string;
  readonly derived: Readonly<Record<string, Derived>>;
  readonly prediction: string;
  readonly target: string;
  /** Whether labels may be ignored. */
  readonly ignores: boolean;
  readonly picks: boolean;
}

export interface Setup {
  readonly lines: string[];
  readonly names: ReadonlyMap<string, string>;
  /** Names of symbols that are Python numbers. */
  readonly scalars: ReadonlySet<string>;
  /** Keyword arguments with their values in force, by name. */
  readonly keywords: readonly { readonly parameter: string; readonly name: string; readonly value: string }[];
  /** Extra arguments: inputs, and distance maps that are worked out before. */
  readonly extras: readonly { readonly name: string; readonly input?: string; readonly derived?: Derived }[];
  readonly columnAxis: number;
  readonly sampleAxes?: string;
}

/** The axes of a group's elements, once prediction and target are laid out by `flatten`. */
const SAMPLE_AXES: Readonly<Record<string, string>> = {
  sample: '(1, 2)',
  class: '(0, 2)',
  'sample-class': '2',
  'sample-set': '2',
};

const BOX_NAMES: Readonly<Record<string, readonly string[]>> = {
  xyxy: ['x1', 'y1', 'x2', 'y2'],
  xywh: ['x', 'y', 'w', 'h'],
  cxcywh: ['cx', 'cy', 'w', 'h'],
};

export function setUp(input: SetupInput): Setup {
  const { declaration, setting, dialect, symbols, per, derived, prediction, target, ignores, picks } = input;
  const { layout, labels, params } = setting;
  const lines: string[] = [];
  const names = new Map<string, string>([
    ['prediction', prediction],
    ['label', target],
    ['valid', 'valid'],
  ]);
  const scalars = new Set<string>(['columns', 'count', 'groups']);
  const has = (name: string): boolean => symbols.some((s) => s.name === name);
  const byIndex = layout === 'classes' && labels === 'index';
  const columnAxis = layout === 'classes' ? 1 : -1;
  const axis = params['classAxis'];
  if (layout === 'classes' && typeof axis === 'number' && axis !== 1) {
    lines.push(`${prediction} = ${dialect.moveAxis(prediction, axis, 1)}`);
    if (!byIndex) lines.push(`${target} = ${dialect.moveAxis(target, axis, 1)}`);
  }
  const flat = flatten(input, byIndex);
  lines.push(...flat.lines);

  const oneHot =
    byIndex && (has('label') || has('isLabel') || Object.values(derived).includes('classCounts'));
  if (ignores) {
    const ignored = 'ignore_index';
    lines.push(`valid = ${target} != ${ignored}`);
    if (byIndex) {
      if (picks || oneHot || has('cost')) lines.push(`label = ${dialect.where}(valid, ${target}, 0)`);
      lines.push('valid = valid[:, None]');
    } else lines.push(`${target} = ${dialect.where}(valid, ${target}, 0.0)`);
  }
  const index = ignores ? 'label' : target;
  if (oneHot) {
    lines.push(...dialect.oneHot('one_hot', index, prediction));
    names.set('label', 'one_hot').set('isLabel', 'one_hot');
  }
  const wide =
    layout === 'classes' ? (per === undefined ? `-1, *[1] * (${prediction}.ndim - 2)` : '-1, 1') : undefined;
  const column = (x: string): string => (wide === undefined ? x : dialect.reshape(x, wide));

  const keywords: { parameter: string; name: string; value: string }[] = [];
  for (const parameter of declaration.parameters) {
    const value = params[parameter.name];
    if (parameter.name === 'ignoreIndex' ? !ignores : !has(parameter.name)) continue;
    const name = snakeCase(parameter.name);
    if (typeof value === 'number') {
      const whole = parameter.kind === 'number' && parameter.integer === true;
      keywords.push({ parameter: parameter.name, name, value: whole ? String(value) : floating(value) });
      names.set(parameter.name, name);
      scalars.add(parameter.name);
    } else if (Array.isArray(value)) {
      const numbers = (value as readonly number[]).map(floating);
      keywords.push({
        parameter: parameter.name,
        name,
        value: `(${numbers.join(', ')}${numbers.length === 1 ? ',' : ''})`,
      });
      lines.push(`${name} = ${dialect.array(name, prediction)}`);
      if (wide !== undefined) lines.push(`${name} = ${column(name)}`);
      names.set(parameter.name, name);
    }
  }

  const extras: { name: string; input?: string; derived?: Derived }[] = [];
  for (const [name, { shape }] of Object.entries(declaration.inputs ?? {})) {
    if (!has(name)) continue;
    const python = snakeCase(name);
    extras.push({ name: python, input: name });
    names.set(name, python);
    if (shape === 'row')
      lines.push(`${python} = ${python}[${layout === 'classes' ? ':, None' : '..., None'}]`);
    if (shape === 'labelRow')
      lines.push(`${python} = ${dialect.moveAxis(dialect.take(python, index), -1, 1)}`);
  }
  for (const [name, kind] of Object.entries(derived)) {
    if (!has(name)) continue;
    const python = snakeCase(name);
    names.set(name, python);
    switch (kind) {
      case 'positionGaps':
        extras.push({ name: 'positions', input: 'positions' });
        lines.push(
          `order = ${dialect.argsort('positions')}`,
          ...[prediction, target].map((name) => `${name} = ${dialect.takeLast(name, 'order')}`),
          `positions = ${dialect.takeLast('positions', 'order')}`,
          `${python} = ${dialect.gaps('positions')}`,
        );
        break;
      case 'classCounts': {
        const counted = byIndex ? (ignores ? `${dialect.where}(valid, one_hot, 0.0)` : 'one_hot') : target;
        lines.push(
          `axes = (0, *range(2, ${prediction}.ndim))`,
          `${python} = ${dialect.sum(counted, { axis: 'axes', keep: true })}`,
        );
        break;
      }
      case 'positiveShare':
        lines.push(
          `axes = tuple(range(min(1, ${target}.ndim - 1), ${target}.ndim))`,
          `${python} = ${dialect.mean(target, { axis: 'axes', keep: true })}`,
        );
        break;
      default:
        extras.push({ name: python, derived: kind });
    }
  }
  if (has('columnIndex')) {
    lines.push(`class_index = ${dialect.arange(`${prediction}.shape[${columnAxis}]`, prediction)}`);
    if (wide !== undefined) lines.push(`class_index = ${column('class_index')}`);
    names.set('columnIndex', 'class_index');
  }
  if (layout === 'boxes') lines.push(...unpackBoxes(input, names));
  names.set('columns', `${prediction}.shape[${columnAxis}]`);
  names.set('count', flat.count).set('groups', flat.groups);
  return {
    lines,
    names,
    scalars,
    keywords,
    extras,
    columnAxis,
    ...(flat.sampleAxes === undefined ? {} : { sampleAxes: flat.sampleAxes }),
  };
}

interface Flat {
  readonly lines: string[];
  readonly count: string;
  readonly groups: string;
  readonly sampleAxes?: string;
}

/** Lays arrays out as [N, C, positions], so that groups are sums over fixed axes. */
function flatten(
  { setting, dialect, per, prediction, target, declaration }: SetupInput,
  byIndex: boolean,
): Flat {
  const p = prediction;
  const all: Flat = { lines: [], count: `math.prod(${p}.shape)`, groups: '1' };
  if (per === undefined) return all;
  const { layout, params } = setting;
  const classes = layout === 'classes';
  const hasLabel = declaration.label(params, layout) !== 'none';
  const axes = SAMPLE_AXES[per];
  if (axes === undefined && !classes) return all;
  const rank = classes || per.includes('class') ? `*${p}.shape[:2], -1` : `${p}.shape[0], 1, -1`;
  const lines = [`${p} = ${dialect.reshape(p, rank)}`];
  if (hasLabel) {
    lines.push(`${target} = ${dialect.reshape(target, byIndex ? `${target}.shape[0], -1` : `*${p}.shape`)}`);
  }
  const [n, c, s] = [0, 1, 2].map((k) => `${p}.shape[${k}]`) as [string, string, string];
  switch (per) {
    case 'sample':
      return { lines, count: `${c} * ${s}`, groups: n, sampleAxes: axes! };
    case 'class':
      return { lines, count: `${n} * ${s}`, groups: c, sampleAxes: axes! };
    case 'sample-class':
    case 'sample-set':
      return { lines, count: s, groups: `${n} * ${c}`, sampleAxes: axes! };
    default:
      return { ...all, lines };
  }
}

function unpackBoxes(
  { setting, dialect, prediction, target }: SetupInput,
  names: Map<string, string>,
): string[] {
  const parts = BOX_NAMES[String(setting.params['boxFormat'])] ?? BOX_NAMES['xyxy']!;
  parts.forEach((part, axis) => {
    names.set(`prediction${axis}`, part);
    names.set(`label${axis}`, `t${part}`);
  });
  return [
    `${parts.join(', ')} = ${dialect.unpack(prediction)}`,
    `${parts.map((part) => `t${part}`).join(', ')} = ${dialect.unpack(target)}`,
  ];
}

/** 2 as 2.0: a person who sees the default knows that it need not be whole. */
export function floating(value: number): string {
  const text = pythonNumber(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
