// The tree of the catalogue: losses and metrics below the tasks they serve, as far as the filter lets them through.
import {
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeDataProvider,
} from 'vscode';
import type { Declaration, Task } from '../../catalogue/declaration';
import type { CommandId } from '../commandIds';
import { language } from '../language';
import { loadCatalogue } from '../lazyCatalogue';
import { plainFormula } from '../plainFormula';
import { TASKS } from '../words';
import { filterCatalogue, NO_FILTER, type CatalogueFilter, type TaskGroup } from './catalogueFilter';

/** An entry carries `losses`, so that Compute on Files… takes it as its argument. */
export type CatalogueNode =
  | { readonly kind: 'task'; readonly group: TaskGroup }
  | {
      readonly kind: 'entry';
      readonly task: Task;
      readonly entry: Declaration;
      readonly losses: readonly [string];
    };

export class CatalogueTree implements TreeDataProvider<CatalogueNode> {
  private readonly changed = new EventEmitter<undefined>();
  private filter: CatalogueFilter = NO_FILTER;
  readonly onDidChangeTreeData = this.changed.event;

  setFilter(filter: CatalogueFilter): void {
    this.filter = filter;
    this.changed.fire(undefined);
  }

  async getChildren(node?: CatalogueNode): Promise<CatalogueNode[]> {
    if (node?.kind === 'entry') return [];
    if (node?.kind === 'task') {
      const { task, entries } = node.group;
      return entries.map((entry) => ({ kind: 'entry', task, entry, losses: [entry.id] }));
    }
    const { CATALOGUE } = await loadCatalogue();
    return filterCatalogue(CATALOGUE, this.filter).map((group) => ({ kind: 'task', group }));
  }

  getTreeItem(node: CatalogueNode): TreeItem {
    return node.kind === 'task' ? taskItem(node.group) : entryItem(node.entry, node.task);
  }

  resolveTreeItem(item: TreeItem, node: CatalogueNode): TreeItem {
    if (node.kind === 'entry') item.tooltip = tooltip(node.entry);
    return item;
  }
}

function taskItem({ task, entries }: TaskGroup): TreeItem {
  const item = new TreeItem(TASKS[task][language()], TreeItemCollapsibleState.Expanded);
  item.id = task;
  item.description = String(entries.length);
  item.contextValue = 'task';
  return item;
}

function entryItem({ id, name, abbreviation, kind }: Declaration, task: Task): TreeItem {
  const item = new TreeItem(name[language()], TreeItemCollapsibleState.None);
  item.id = `${task}/${id}`;
  item.description = abbreviation ?? id;
  item.iconPath = new ThemeIcon(kind === 'loss' ? 'graph-line' : 'symbol-ruler');
  item.contextValue = 'entry';
  const command: CommandId = 'lossary.openVisualizer';
  item.command = { command, title: l10n.t('Open Visualizer'), arguments: [{ losses: [{ id }] }] };
  return item;
}

function tooltip({ name, note }: Declaration): MarkdownString {
  const text = new MarkdownString();
  text.appendMarkdown(`**${name[language()]}**\n\n`);
  text.appendCodeblock(plainFormula(note.formula), 'text');
  text.appendMarkdown(
    note.summary[language()].replaceAll(/\$([^$]+)\$/g, (_, tex: string) => plainFormula(tex)),
  );
  return text;
}
