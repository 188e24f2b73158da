// Which entries of the catalogue the tree shows, and what it says of the filter.
import type { Declaration, Family, Task } from '../../catalogue/declaration';
import type { Language } from '../../protocol/views';
import { FAMILIES, TASKS } from '../words';

/** An empty list lets everything through; several of one list widen it, the two lists narrow each other. */
export interface CatalogueFilter {
  readonly tasks: readonly Task[];
  readonly families: readonly Family[];
}

export const NO_FILTER: CatalogueFilter = { tasks: [], families: [] };

export interface TaskGroup {
  readonly task: Task;
  readonly entries: readonly Declaration[];
}

export function isFiltered({ tasks, families }: CatalogueFilter): boolean {
  return tasks.length > 0 || families.length > 0;
}

/** The entries below every task they serve; tasks without one are left out. */
export function filterCatalogue(catalogue: readonly Declaration[], filter: CatalogueFilter): TaskGroup[] {
  const tasks = (Object.keys(TASKS) as Task[]).filter(
    (task) => filter.tasks.length === 0 || filter.tasks.includes(task),
  );
  return tasks
    .map((task) => ({
      task,
      entries: catalogue.filter(
        (entry) =>
          entry.tasks.includes(task) &&
          (filter.families.length === 0 || filter.families.includes(entry.family)),
      ),
    }))
    .filter(({ entries }) => entries.length > 0);
}

/** "Segmentation · Region-based, Boundary-based", or nothing. */
export function describeFilter({ tasks, families }: CatalogueFilter, language: Language): string {
  const parts = [
    tasks.map((task) => TASKS[task][language]).join(', '),
    families.map((family) => FAMILIES[family][language]).join(', '),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
