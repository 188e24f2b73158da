// The step that asks which losses and metrics to compute: grouped by task, found by name, alias or formula.
import { l10n, QuickPickItemKind, ThemeIcon, type QuickPickItem } from 'vscode';
import type { Declaration } from '../../catalogue/declaration';
import { language } from '../language';
import { TASKS } from '../words';
import { swapped, type Draft } from './draft';
import { titleOf } from './draftTitle';
import { lossGroups } from './lossItems';
import { pick, type PickButton } from './quickPick';
import type { Step } from './steps';

interface LossPick extends QuickPickItem {
  readonly id?: string;
}

/** @param catalogue what is offered @param recent ids computed last, ticked and first */
export function pickLosses(catalogue: readonly Declaration[], recent: readonly string[]): Step<Draft> {
  return async (draft, canGoBack) => {
    let current = draft;
    const swap: PickButton<LossPick> = {
      button: {
        iconPath: new ThemeIcon('arrow-swap'),
        tooltip: l10n.t('Swap prediction and label'),
      },
      press: (input) => {
        current = swapped(current);
        input.title = titleOf(current);
      },
    };
    const preselected = draft.losses.length > 0 ? draft.losses : recent;
    const chosen = await pick<LossPick>({
      title: titleOf(draft),
      placeholder: l10n.t(
        'Losses and metrics: type a name, an alias such as BCEWithLogitsLoss, or a formula',
      ),
      canGoBack,
      many: true,
      items: itemsOf(catalogue, preselected),
      preselect: ({ id }) => id !== undefined && preselected.includes(id),
      buttons: draft.given.length > 0 ? [swap] : [],
    });
    if (chosen === 'back' || chosen === 'cancel') return { kind: chosen };
    return { kind: 'next', draft: { ...current, losses: chosen.flatMap(({ id }) => id ?? []) } };
  };
}

function itemsOf(catalogue: readonly Declaration[], recent: readonly string[]): LossPick[] {
  return lossGroups(catalogue, language(), recent).flatMap(({ title, items }): LossPick[] => [
    {
      label: title === 'recent' ? l10n.t('Last used') : TASKS[title][language()],
      kind: QuickPickItemKind.Separator,
    },
    ...items,
  ]);
}
