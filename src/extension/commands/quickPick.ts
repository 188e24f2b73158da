// One step of a dialog as a QuickPick: with Back, buttons, and several choices where there may be several.
import {
  QuickInputButtons,
  QuickPickItemKind,
  window,
  type Disposable,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';

export interface PickOptions<T extends QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly canGoBack: boolean;
  /** Shown at once, or once they are there. */
  readonly items: readonly T[] | Promise<readonly T[]>;
  readonly many?: boolean;
  /** Ticked where there may be several, else the one that Enter takes. */
  readonly preselect?: (item: T) => boolean;
  readonly buttons?: readonly PickButton<T>[];
}

export interface PickButton<T extends QuickPickItem> {
  readonly button: QuickInputButton;
  readonly press: (pick: QuickPick<T>) => void;
}

/**
 * Enter with nothing ticked takes the highlighted item.
 * @returns the chosen items, at least one; `back`; or `cancel`, also when the items cannot be had
 */
export async function pick<T extends QuickPickItem>(
  options: PickOptions<T>,
): Promise<readonly T[] | 'back' | 'cancel'> {
  const { title, placeholder, canGoBack, items, many = false, buttons = [] } = options;
  const preselect = options.preselect ?? (() => false);
  const input = window.createQuickPick<T>();
  const listeners: Disposable[] = [];
  input.title = title;
  input.placeholder = placeholder;
  input.canSelectMany = many;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.ignoreFocusOut = true;
  input.buttons = [...(canGoBack ? [QuickInputButtons.Back] : []), ...buttons.map(({ button }) => button)];
  try {
    return await new Promise((resolve, reject) => {
      listeners.push(
        input.onDidAccept(() => {
          const chosen = input.selectedItems.length > 0 ? input.selectedItems : input.activeItems.slice(0, 1);
          if (chosen.length > 0) resolve(chosen);
        }),
        input.onDidHide(() => resolve('cancel')),
        input.onDidTriggerButton((pressed) => {
          if (pressed === QuickInputButtons.Back) resolve('back');
          else buttons.find(({ button }) => button === pressed)?.press(input);
        }),
      );
      input.show();
      input.busy = true;
      Promise.resolve(items).then((all) => {
        input.items = all;
        const chosen = all.filter(preselect);
        if (many) input.selectedItems = chosen;
        const choosable = all.filter(({ kind }) => kind !== QuickPickItemKind.Separator);
        input.activeItems = (chosen.length > 0 ? chosen : choosable).slice(0, 1);
        input.busy = false;
      }, reject);
    });
  } finally {
    for (const listener of listeners) listener.dispose();
    input.dispose();
  }
}
