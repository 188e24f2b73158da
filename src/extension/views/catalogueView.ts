// The catalogue in the side bar: its tree, and the filter with what the view says of it.
import { commands, window, type Disposable, type TreeView } from 'vscode';
import type { CustomLosses } from '../../catalogue/typedLoss';
import type { StudiedLoss } from '../../protocol/views';
import { CATALOGUE_VIEW, IS_FILTERED } from '../commandIds';
import { language } from '../language';
import type { Memory } from '../memory';
import { describeFilter, isFiltered, NO_FILTER, type CatalogueFilter } from './catalogueFilter';
import { CatalogueTree, type CatalogueNode } from './catalogueTree';
import { pickFilter } from './filterPick';

export class CatalogueView implements Disposable {
  private readonly tree: CatalogueTree;
  private readonly view: TreeView<CatalogueNode>;

  /**
   * @param custom the losses of the person's own, by name
   * @param onSelect called with an entry that is selected
   */
  constructor(
    private readonly memory: Memory,
    custom: () => Promise<CustomLosses>,
    onSelect: (loss: StudiedLoss) => void,
  ) {
    this.tree = new CatalogueTree(custom);
    this.view = window.createTreeView(CATALOGUE_VIEW, { treeDataProvider: this.tree, showCollapseAll: true });
    this.view.onDidChangeSelection(({ selection: [node] }) => {
      if (node?.kind === 'entry') onSelect(node.studied);
    });
    this.apply(memory.recall('filter') ?? NO_FILTER);
  }

  async chooseFilter(): Promise<void> {
    const chosen = await pickFilter(this.memory.recall('filter') ?? NO_FILTER);
    if (chosen !== undefined) this.setFilter(chosen);
  }

  clearFilter(): void {
    this.setFilter(NO_FILTER);
  }

  /** Shows the custom losses as they are now. */
  refresh(): void {
    this.tree.refresh();
  }

  dispose(): void {
    this.view.dispose();
  }

  private setFilter(filter: CatalogueFilter): void {
    this.memory.remember('filter', filter);
    this.apply(filter);
  }

  private apply(filter: CatalogueFilter): void {
    this.tree.setFilter(filter);
    this.view.description = describeFilter(filter, language());
    void commands.executeCommand('setContext', IS_FILTERED, isFiltered(filter));
  }
}
