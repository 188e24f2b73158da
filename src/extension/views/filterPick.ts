// The list in which the tree's filter is chosen: tasks and families, each with how many entries it has.
import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { Family, Task } from '../../catalogue/declaration';
import { language } from '../language';
import { loadCatalogue } from '../lazyCatalogue';
import { FAMILIES, TASKS } from '../words';
import type { CatalogueFilter } from './catalogueFilter';

interface FilterPick extends QuickPickItem {
  readonly task?: Task;
  readonly family?: Family;
}

/** @returns nothing where the person left; an empty filter where nothing was ticked */
export async function pickFilter(current: CatalogueFilter): Promise<CatalogueFilter | undefined> {
  const { CATALOGUE } = await loadCatalogue();
  const tasks = (Object.keys(TASKS) as Task[]).map((task): FilterPick & { count: number } => ({
    task,
    label: TASKS[task][language()],
    count: CATALOGUE.filter((entry) => entry.tasks.includes(task)).length,
    picked: current.tasks.includes(task),
  }));
  const families = (Object.keys(FAMILIES) as Family[]).map((family): FilterPick & { count: number } => ({
    family,
    label: FAMILIES[family][language()],
    count: CATALOGUE.filter((entry) => entry.family === family).length,
    picked: current.families.includes(family),
  }));
  const shown = (picks: readonly (FilterPick & { count: number })[]): FilterPick[] =>
    picks
      .filter(({ count }) => count > 0)
      .map(({ count, ...pick }) => ({ ...pick, description: String(count) }));
  const items: FilterPick[] = [
    { label: l10n.t('Task'), kind: QuickPickItemKind.Separator },
    ...shown(tasks),
    { label: l10n.t('Family'), kind: QuickPickItemKind.Separator },
    ...shown(families),
  ];
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    title: l10n.t('Filter the Catalogue'),
    placeHolder: l10n.t('Tasks and families; nothing ticked shows everything'),
  });
  if (chosen === undefined) return undefined;
  return {
    tasks: chosen.flatMap(({ task }) => task ?? []),
    families: chosen.flatMap(({ family }) => family ?? []),
  };
}
