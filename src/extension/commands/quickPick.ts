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
  /** An item for what is typed, above all others; one that is refused cannot be taken. */
  readonly typed?: (text: string) => TypedItem<T> | undefined;
}

export interface TypedItem<T extends QuickPickItem> {
  readonly item: T;
  readonly refused: boolean;
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
  let listed: readonly T[] = [];
  let typed: TypedItem<T> | undefined;
  const wasRefused = (item: T): boolean => item === typed?.item && typed.refused;
  /** The list with what is typed on top. Ticks survive, for the items stay the same. */
  const list = (): void => {
    const ticked = input.selectedItems;
    input.items =
      typed === undefined
        ? listed
        : [typed.item, ...ticked.filter((each) => !listed.includes(each)), ...listed];
    input.selectedItems = ticked.filter((each) => input.items.includes(each));
    if (typed !== undefined) input.activeItems = [typed.item];
  };
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
          const all = input.selectedItems.length > 0 ? input.selectedItems : input.activeItems.slice(0, 1);
          const chosen = all.filter((item) => !wasRefused(item));
          if (chosen.length > 0) resolve(chosen);
        }),
        input.onDidChangeValue((text) => {
          const next = options.typed?.(text);
          if (next === undefined && typed === undefined) return;
          typed = next;
          list();
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
        listed = all;
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
