// The library's own call, where one of the entry's aliases is exactly the entry under these parameters.
import { dialectOf } from '../../math/python/dialect';
import type { Parameters, ParameterValue } from '../../protocol/compute';
import type { Alias, Declaration } from '../declaration';
import { LIBRARIES, type Library } from './libraries';
import { floating } from './setup';
import { bodyLine, labelWords, predictionWords, shapeOf, snakeCase, wrapped } from './words';
import { argumentNames, type Task } from './written';

export interface LibraryCall {
  readonly imports: readonly string[];
  readonly body: string;
  readonly library: string;
  /** The variable that holds the value. */
  readonly name: string;
  /** The names that the call reads. */
  readonly positional: readonly string[];
}

export function libraryCall(task: Task): LibraryCall | undefined {
  const { declaration } = task;
  for (const alias of declaration.aliases) {
    const library = LIBRARIES.find(
      ({ prefix, names }) => alias.path.startsWith(`${prefix}.`) && names.includes(nameOf(alias)),
    );
    if (library === undefined || !fits(library, task)) continue;
    const settled = argumentsOf(task, library, alias);
    if (settled !== undefined) return written(task, library, alias, settled);
  }
  return undefined;
}

const nameOf = ({ path }: Alias): string => path.slice(path.lastIndexOf('.') + 1);

/** Whether the library's function takes data that lie like this, and reduces as asked. */
function fits(library: Library, { setting, dialect, reduction }: Task): boolean {
  const { layout, labels, params, inputs } = setting;
  if (library.dialect !== dialect || library.layout !== layout) return false;
  if (
    layout === 'classes' &&
    (labels !== 'index' || ![null, 1, undefined].includes(params['classAxis'] as null))
  )
    return false;
  if (inputs.has('positions')) return false;
  return library.reduction !== 'mean' || reduction === 'mean';
}

interface Settled {
  readonly name: string;
  readonly text: string;
}

/** Keyword arguments for what differs from the alias's own setting; undefined where something has no argument. */
function argumentsOf(
  { declaration, setting }: Task,
  { required = [] }: Library,
  alias: Alias,
): readonly Settled[] | undefined {
  const base = baseOf(declaration, alias);
  const names = new Map(Object.entries(alias.arguments ?? {}).map(([argument, ours]) => [ours, argument]));
  const settled: Settled[] = [];
  for (const parameter of declaration.parameters) {
    const { name } = parameter;
    const value = setting.params[name] ?? null;
    const argument = names.get(name);
    // Where labels are ignored, the function has to be able to.
    if (name === 'ignoreIndex' && typeof value === 'number' && argument === undefined) return undefined;
    // The threshold cuts decisions before the call; what is averaged over classes needs more axes than one.
    if (name === 'threshold' && declaration.family === 'counts') continue;
    if (name === 'average' && (value === 'auto' || value === 'binary')) continue;
    if (same(value, base[name] ?? null) && !required.includes(argument ?? '')) continue;
    const text = argument === undefined ? undefined : argumentText(argument, value, parameter.kind);
    if (argument === undefined || text === undefined || name === 'average') return undefined;
    settled.push({ name: argument, text });
  }
  return settled;
}

function baseOf({ parameters, presets }: Declaration, { preset, params }: Alias): Parameters {
  return {
    ...Object.fromEntries(parameters.map(({ name, default: value }) => [name, value])),
    ...presets.find(({ name }) => name === preset)?.params,
    ...params,
  };
}

const same = (a: ParameterValue, b: ParameterValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Weights are tensors in PyTorch. */
function argumentText(argument: string, value: ParameterValue, kind: string): string | undefined {
  if (Array.isArray(value)) return `torch.tensor([${(value as readonly number[]).map(floating).join(', ')}])`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'number') return undefined;
  if (argument === 'pos_weight') return `torch.tensor(${floating(value)})`;
  return kind === 'number' && argument === 'ignore_index' ? String(value) : floating(value);
}

function written(task: Task, library: Library, alias: Alias, settled: readonly Settled[]): LibraryCall {
  const { declaration, setting, reduction } = task;
  const dialect = dialectOf(task.dialect);
  const { prediction, target } = argumentNames(task);
  const threshold = declaration.family === 'counts' ? setting.params['threshold'] : undefined;
  const cut = typeof threshold === 'number' ? `(${prediction} > ${threshold})` : prediction;
  const flat = (x: string): string => (library.flat === true ? `${x}.ravel()` : x);
  const extras = Object.keys(declaration.inputs ?? {}).filter((name) => setting.inputs.has(name));
  const data = library.first === 'prediction' ? [flat(cut), flat(target)] : [flat(target), flat(cut)];
  const keywords = settled.map(({ name, text }) => `${name}=${text}`);
  // Left out where it is what the function does by itself.
  if (library.reduction === 'argument' && (alias.reduction ?? 'mean') !== reduction)
    keywords.push(`reduction="${reduction}"`);
  const { line, text } = library.use(nameOf(alias));
  const inputs = [...data, ...extras.map(snakeCase)];
  const call =
    library.isClass === true
      ? `${text}(${keywords.join(', ')})(${inputs.join(', ')})`
      : `${text}(${[...inputs, ...keywords].join(', ')})`;
  const name = declaration.kind === 'loss' ? 'loss' : 'score';
  const value =
    library.reduction !== 'wrapped' || reduction === 'none'
      ? call
      : reduction === 'mean'
        ? dialect.mean(call, {})
        : dialect.sum(call, {});
  const statement = bodyLine(`${name} = ${value}`).map((each) => each.slice(4));
  const body = [...comment(task), ...statement].join('\n');
  const imports = [
    line,
    ...(/\btorch\./.test(body) ? ['import torch'] : []),
    ...(/\bjnp\./.test(body) ? ['import jax.numpy as jnp'] : []),
  ];
  return {
    imports,
    body,
    library: alias.path,
    name,
    positional: [prediction, target, ...extras.map(snakeCase)],
  };
}

/** What the call expects. */
function comment({ declaration, setting }: Task): string[] {
  const { layout, labels, params } = setting;
  const { prediction, target } = argumentNames({ declaration, setting });
  const [, meaning] = predictionWords(declaration.prediction(params));
  const boxes = layout === 'boxes' ? ` as ${String(params['boxFormat'])}` : '';
  const shape = layout === 'classes' && labels === 'index' ? '[N, ...]' : `the shape of ${prediction}`;
  const lines = [
    `${declaration.name.en}.`,
    `${prediction}: ${meaning}, ${shapeOf(layout, 'all')}${boxes}.`,
    `${target}: ${labelWords(declaration.label(params, layout), labels)}, ${shape}.`,
  ];
  return lines.flatMap((text) => wrapped(text, 0).map((each) => `# ${each}`));
}
