// `lossary list`: every id with its name, parameters and presets.
import { CATALOGUE } from '../catalogue/catalogue';
import type { Declaration } from '../catalogue/declaration';
import { LossaryError } from '../protocol/errors';
import { nameNumbers } from '../worker/run/jsonNumbers';
import { print } from './print';

export function listCommand(args: readonly string[]): number {
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown !== undefined) {
    throw new LossaryError({
      code: 'usage',
      message: `list does not take ${unknown}.`,
      fix: 'It takes --json.',
    });
  }
  if (args.includes('--json')) {
    print(`${JSON.stringify(CATALOGUE.map(asJson), nameNumbers, 2)}\n`);
    return 0;
  }
  const width = Math.max(...CATALOGUE.map((d) => d.id.length));
  const line = (d: Declaration): string => `${d.id.padEnd(width)}  ${d.kind.padEnd(6)}  ${d.name.en}\n`;
  print(CATALOGUE.map(line).join(''));
  return 0;
}

function asJson(declaration: Declaration): object {
  const { id, kind, name, tasks, family, parameters, presets, note } = declaration;
  return {
    id,
    kind,
    name: name.en,
    tasks,
    family,
    parameters: parameters.map(({ meaning, ...rest }) => ({ ...rest, meaning: meaning.en })),
    presets: presets.map(({ meaning, ...rest }) => ({ ...rest, meaning: meaning.en })),
    formula: note.formula,
  };
}
