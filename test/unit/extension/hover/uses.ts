// Losses in code as the reader of Python gives them, made by hand.
import { CATALOGUE } from '../../../../src/catalogue/catalogue';
import type { LossArgument, LossUse } from '../../../../src/python/reading';

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

/** A name of the catalogue as it stands in code, with what the name alone settles. */
export function useOf(path: string, more: Partial<LossUse> = {}): LossUse {
  const entry = CATALOGUE.find(({ aliases }) => aliases.some((alias) => alias.path === path));
  const alias = entry?.aliases.find((each) => each.path === path);
  return {
    path,
    library: path.split('.', 1)[0] ?? '',
    id: entry?.id,
    ...(alias?.preset === undefined ? {} : { preset: alias.preset }),
    params: alias?.params ?? {},
    arguments: [],
    reduction: alias?.reduction ?? 'mean',
    range: NOWHERE,
    certainty: 'resolved',
    ...more,
  };
}

export function argument(name: string, text: string, more: Partial<LossArgument> = {}): LossArgument {
  return { name, text, range: NOWHERE, ...more };
}
