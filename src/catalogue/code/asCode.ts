// A loss or metric with these parameters as Python: the library's own call where it has exactly this, else a function
// written out from the declaration. Derived, so that no loss is written twice.
import type { DialectName } from '../../math/python/dialect';
import type { Parameters, Reduction } from '../../protocol/compute';
import type { Declaration, Layout, Setting, Text } from '../declaration';
import { writeCompound } from './compound';
import { writeCounts } from './counts';
import { importsOf, sortedImports } from './imports';
import { libraryCall } from './libraryCalls';
import { noCode } from './noCode';
import { writeGroups, writeSamples, type Task, type Written } from './written';

export interface CodeOptions {
  readonly dialect: DialectName;
  /** Every parameter in force, defaults included. */
  readonly params: Parameters;
  readonly reduction?: Reduction;
  /** The entry's first where absent. */
  readonly layout?: Layout;
  /** For `classes`; `index` where absent. */
  readonly labels?: 'index' | 'columns';
  /** Optional extra inputs that are given: `positions`. */
  readonly inputs?: readonly string[];
  /** Writes the function out even where the library has it. */
  readonly writeOut?: boolean;
}

export interface Code {
  /** Import lines that the body needs, sorted. */
  readonly imports: readonly string[];
  /** Functions, or comments and one call; without imports, and without a line break at the end. */
  readonly body: string;
  /** The full path of the library's function, where the body is a call of it. */
  readonly library?: string;
  /** The function that the body defines, and its positional arguments; of a call, the names that it reads. */
  readonly name: string;
  readonly positional: readonly string[];
}

/** @returns the code, or why there is none */
export function asCode(
  declaration: Declaration,
  options: CodeOptions,
  find: (id: string) => Declaration | undefined,
): Code | { readonly none: Text } {
  const layout = options.layout ?? declaration.layouts[0] ?? 'elements';
  const required = Object.entries(declaration.inputs ?? {}).flatMap(([name, each]) =>
    each.required ? [name] : [],
  );
  const setting: Setting = {
    params: options.params,
    layout,
    labels: options.labels ?? (layout === 'classes' ? 'index' : 'columns'),
    inputs: new Set([...required, ...(options.inputs ?? [])]),
  };
  const task: Task = {
    declaration,
    setting,
    dialect: options.dialect,
    reduction: options.reduction ?? 'mean',
  };
  const call = options.writeOut === true ? undefined : libraryCall(task);
  if (call !== undefined) return { ...call, imports: sortedImports(call.imports) };
  const written = write(task, find);
  if ('none' in written) return written;
  const seen = new Set<string>();
  const functions = written.functions.filter(({ name }) => !seen.has(name) && seen.add(name));
  const body = functions.map(({ code }) => code).join('\n\n\n');
  return { imports: importsOf(body), body, name: written.name, positional: written.positional };
}

/** A function for each form; compounds write their parts by it. */
function write(task: Task, find: (id: string) => Declaration | undefined): Written | { readonly none: Text } {
  let form;
  try {
    form = task.declaration.form(task.setting);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { none: { en: message, zh: message } };
  }
  switch (form.kind) {
    case 'samples':
      return writeSamples(task, form);
    case 'groups':
      return writeGroups(task, form);
    case 'counts':
      return writeCounts(task, form);
    case 'compound':
      return writeCompound(task, form, find, write);
    case 'algorithm':
      return { none: noCode(task) };
  }
}
