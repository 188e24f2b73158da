// What the list of losses and metrics shows of each, so that it is found by name, id, alias or formula.
import type { Declaration, Task } from '../../catalogue/declaration';
import type { Language } from '../../protocol/views';
import { plainFormula } from '../../math/plainFormula';

export interface LossItem {
  readonly id: string;
  readonly label: string;
  /** Id, abbreviation and the names it goes by in code: searched, and cut off where it is too long to show. */
  readonly description: string;
  /** The formula as text. */
  readonly detail: string;
}

export interface LossGroup {
  /** `recent` comes first: what was computed last. */
  readonly title: Task | 'recent';
  readonly items: readonly LossItem[];
}

export function lossItem(declaration: Declaration, language: Language): LossItem {
  const { id, name, abbreviation, aliases, note } = declaration;
  const names = [
    id,
    abbreviation,
    language === 'en' ? undefined : name.en,
    ...aliases.map(({ path }) => path),
  ];
  return {
    id,
    label: name[language],
    description: [...new Set(names.filter((each) => each !== undefined))].join(' · '),
    detail: plainFormula(note.formula),
  };
}

/** Every entry once: those of `recent` first, in their order, the others below the first of their tasks. */
export function lossGroups(
  catalogue: readonly Declaration[],
  language: Language,
  recent: readonly string[],
): LossGroup[] {
  const known = recent.flatMap((id) => catalogue.find((each) => each.id === id) ?? []);
  const groups = new Map<LossGroup['title'], LossItem[]>([
    ['recent', known.map((each) => lossItem(each, language))],
  ]);
  for (const declaration of catalogue) {
    const [task] = declaration.tasks;
    if (task === undefined || known.includes(declaration)) continue;
    const items = groups.get(task) ?? [];
    groups.set(task, [...items, lossItem(declaration, language)]);
  }
  return [...groups].filter(([, items]) => items.length > 0).map(([title, items]) => ({ title, items }));
}
