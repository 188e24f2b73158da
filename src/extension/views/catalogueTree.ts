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
import type { CustomLosses } from '../../catalogue/typedLoss';
import type { StudiedLoss } from '../../protocol/views';
import type { CommandId } from '../commandIds';
import { language } from '../language';
import { loadCatalogue } from '../lazyCatalogue';
import { plainFormula } from '../../math/plainFormula';
import { TASKS } from '../words';
import { filterCatalogue, NO_FILTER, type CatalogueFilter, type TaskGroup } from './catalogueFilter';

/** An entry carries `losses`, so that Compute on Files… takes it as its argument. */
export type CatalogueNode =
  | { readonly kind: 'task'; readonly group: TaskGroup }
  | { readonly kind: 'own'; readonly entries: readonly OwnEntry[] }
  | {
      readonly kind: 'entry';
      readonly task: Task | 'own';
      readonly entry: Declaration;
      readonly losses: readonly [string];
      /** As the visualizer takes it. */
      readonly studied: StudiedLoss;
    };

interface OwnEntry {
  readonly entry: Declaration;
  readonly studied: StudiedLoss;
}

export class CatalogueTree implements TreeDataProvider<CatalogueNode> {
  private readonly changed = new EventEmitter<undefined>();
  private filter: CatalogueFilter = NO_FILTER;
  readonly onDidChangeTreeData = this.changed.event;

  /** @param custom the losses of the person's own, by name */
  constructor(private readonly custom: () => Promise<CustomLosses>) {}

  refresh(): void {
    this.changed.fire(undefined);
  }

  setFilter(filter: CatalogueFilter): void {
    this.filter = filter;
    this.changed.fire(undefined);
  }

  async getChildren(node?: CatalogueNode): Promise<CatalogueNode[]> {
    if (node?.kind === 'entry') return [];
    if (node?.kind === 'task') {
      const { task, entries } = node.group;
      return entries.map((entry) => ({
        kind: 'entry',
        task,
        entry,
        losses: [entry.id],
        studied: { id: entry.id },
      }));
    }
    if (node?.kind === 'own') {
      return node.entries.map(({ entry, studied }) => ({
        kind: 'entry',
        task: 'own',
        entry,
        losses: [entry.id],
        studied,
      }));
    }
    const { CATALOGUE, computationOf, declareCustom } = await loadCatalogue();
    const own = Object.entries(await this.custom()).map(([name, loss]): OwnEntry => {
      const { formula, params = {}, ranges } = computationOf(name, loss);
      const studied = { id: name, formula, params, ...(ranges === undefined ? {} : { ranges }) };
      return { entry: declareCustom(name, loss), studied };
    });
    const groups = filterCatalogue(CATALOGUE, this.filter).map((group): CatalogueNode => ({
      kind: 'task',
      group,
    }));
    return own.length === 0 ? groups : [{ kind: 'own', entries: own }, ...groups];
  }

  getTreeItem(node: CatalogueNode): TreeItem {
    if (node.kind === 'own') return ownItem(node.entries.length);
    return node.kind === 'task' ? taskItem(node.group) : entryItem(node.entry, node.task, node.studied);
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

function ownItem(count: number): TreeItem {
  const item = new TreeItem(l10n.t('Custom'), TreeItemCollapsibleState.Expanded);
  item.id = 'own';
  item.description = String(count);
  item.contextValue = 'own';
  return item;
}

function entryItem(
  { id, name, abbreviation, kind, presets }: Declaration,
  task: Task | 'own',
  studied: StudiedLoss,
): TreeItem {
  const item = new TreeItem(name[language()], TreeItemCollapsibleState.None);
  item.id = `${task}/${id}`;
  item.description = abbreviation ?? id;
  item.iconPath = new ThemeIcon(kind === 'loss' ? 'graph-line' : 'symbol-ruler');
  item.contextValue = task === 'own' ? 'custom' : presets.length > 0 ? 'entry conventions' : 'entry';
  const command: CommandId = 'lossary.openVisualizer';
  item.command = { command, title: l10n.t('Open Visualizer'), arguments: [{ losses: [studied] }] };
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
