// A loss made of other losses as Python: each part a function of its own, and one that puts their values together.
import { symbolsOf } from '../../math/expression';
import { dialectOf } from '../../math/python/dialect';
import { Printer } from '../../math/python/print';
import type { ParameterValue } from '../../protocol/compute';
import type { CompoundForm, CompoundPart, Declaration, Text } from '../declaration';
import { floating } from './setup';
import { bodyLine, functionName, signature, snakeCase } from './words';
import { argumentNames, docstring, type Task, type Written } from './written';

type Find = (id: string) => Declaration | undefined;

/** Each part as a function of its own, and one that puts their values together. */
export function writeCompound(
  task: Task,
  form: CompoundForm,
  find: Find,
  write: (task: Task, find: Find) => Written | { readonly none: Text },
): Written | { readonly none: Text } {
  const dialect = dialectOf(task.dialect);
  const functions: { name: string; code: string }[] = [];
  const calls = new Map<string, string>();
  const read = new Set<string>();
  const { prediction, target } = argumentNames(task);
  for (const part of form.parts) {
    const inner = taskOfPart(task, part, find);
    if (inner === undefined) return { none: partWithoutCode(task.declaration) };
    const written = write(inner, find);
    if ('none' in written) return written;
    const own = argumentNames(inner);
    const given = written.positional.map((name) => {
      if (name === own.prediction) return part.prediction ?? prediction;
      return name === own.target ? target : name;
    });
    given.forEach((name) => read.add(name));
    const name = renamed(written, functions);
    functions.push(
      ...written.functions.slice(0, -1).filter((f) => !functions.some((g) => g.name === f.name)),
    );
    const last = written.functions.at(-1)!;
    if (!functions.some((f) => f.name === name))
      functions.push({ name, code: last.code.replace(`def ${last.name}(`, `def ${name}(`) });
    calls.set(part.symbol.name, `${name}(${given.join(', ')})`);
  }
  const name = functionName(task.declaration.id, task.declaration.kind);
  const symbols = symbolsOf(form.value);
  const keywords = task.declaration.parameters.flatMap((parameter) => {
    const value: ParameterValue | undefined = task.setting.params[parameter.name];
    const used = typeof value === 'number' && symbols.some((s) => s.name === parameter.name);
    return used
      ? [{ parameter: parameter.name, name: snakeCase(parameter.name), value: floating(value) }]
      : [];
  });
  const printer = new Printer({
    dialect,
    nameOf: (s) => calls.get(s.name) ?? snakeCase(s.name),
    isScalar: (s) => !calls.has(s.name),
    columnAxis: -1,
    like: prediction,
    taken: [prediction, target, ...keywords.map((each) => each.name)],
  });
  printer.assign([{ name: 'loss', value: form.value }]);
  const extras = [...read].filter((name) => name !== prediction && name !== target);
  const positional = [prediction, ...(read.has(target) ? [target] : []), ...extras];
  const described = extras.map((extra) => ({ name: extra, input: extra }));
  const code = [
    ...signature(
      name,
      positional,
      keywords.map((each) => `${each.name}=${each.value}`),
    ),
    ...docstring(task, { keywords, extras: described }, String(task.setting.params['per'] ?? 'all')),
    ...[...printer.lines, 'return loss'].flatMap(bodyLine),
  ].join('\n');
  return { functions: [...functions, { name, code }], name, positional };
}

function partWithoutCode({ name }: Declaration): Text {
  return {
    en: `${name.en} has a part that cannot be written for data of this form.`,
    zh: `${name.zh}含有无法按此数据形式写出的部分。`,
  };
}

/** Two parts may be one loss with other parameters: the second function gets a number. */
function renamed(
  written: Written,
  before: readonly { readonly name: string; readonly code: string }[],
): string {
  const last = written.functions.at(-1)!;
  for (let i = 1; ; i++) {
    const name = i === 1 ? last.name : `${last.name}_${i}`;
    const same = before.find((each) => each.name === name);
    if (same?.code === last.code || same === undefined) return name;
  }
}

function taskOfPart(
  task: Task,
  part: CompoundPart,
  find: (id: string) => Declaration | undefined,
): Task | undefined {
  const declaration = typeof part.of === 'string' ? find(part.of) : part.of;
  if (declaration === undefined) return undefined;
  const { params: outer } = task.setting;
  const known = new Set(task.declaration.parameters.map(({ name }) => name));
  const params = Object.fromEntries(
    declaration.parameters.map(({ name, default: usual }) => [
      name,
      part.params[name] ?? (known.has(name) ? outer[name] : undefined) ?? usual,
    ]),
  );
  for (const { name } of declaration.parameters) {
    if (!(name in part.params) && known.has(name) && outer[name] === null) params[name] = null;
  }
  const layout = part.prediction !== undefined ? 'elements' : task.setting.layout;
  const setting = { ...task.setting, params, layout };
  const takes = declaration.layouts.includes(layout);
  return takes ? { ...task, declaration, setting } : undefined;
}
