// The step that asks which losses and metrics to compute: grouped by task, found by name, alias or formula.
import { l10n, QuickPickItemKind, ThemeIcon, type QuickPickItem } from 'vscode';
import type { Declaration } from '../../catalogue/declaration';
import type { CustomLosses } from '../../catalogue/typedLoss';
import type { Computation } from '../../protocol/compute';
import { describeFailure, LossaryError } from '../../protocol/errors';
import { language } from '../language';
import { TASKS } from '../words';
import { swapped, type Draft } from './draft';
import { titleOf } from './draftTitle';
import { lossGroups } from './lossItems';
import { pick, type PickButton, type TypedItem } from './quickPick';
import type { Step } from './steps';

interface LossPick extends QuickPickItem {
  readonly id?: string;
}

export interface LossOffer {
  readonly catalogue: readonly Declaration[];
  /** What was computed last, ticked and first. */
  readonly recent: readonly string[];
  readonly custom: CustomLosses;
  /** Reads an expression or a formula. @throws LossaryError that names the column */
  readonly readTyped: (text: string, custom: CustomLosses) => Computation;
}

export function pickLosses(offer: LossOffer): Step<Draft> {
  const { recent } = offer;
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
        'Losses and metrics: type a name, an alias such as BCEWithLogitsLoss, 0.5*dice + bce, or a formula over p and y',
      ),
      canGoBack,
      many: true,
      items: itemsOf(offer, preselected),
      typed: (text) => typedItem(text, offer),
      preselect: ({ id }) => id !== undefined && preselected.includes(id),
      buttons: draft.given.length > 0 ? [swap] : [],
    });
    if (chosen === 'back' || chosen === 'cancel') return { kind: chosen };
    return { kind: 'next', draft: { ...current, losses: chosen.flatMap(({ id }) => id ?? []) } };
  };
}

/** One loss, with no data in mind. @returns what `readTyped` reads, or nothing where the person left */
export async function pickOneLoss(
  offer: LossOffer,
  title: string,
  placeholder: string,
): Promise<string | undefined> {
  const chosen = await pick<LossPick>({
    title,
    placeholder,
    canGoBack: false,
    items: itemsOf(offer, offer.recent),
    typed: (text) => typedItem(text, offer),
  });
  return chosen === 'back' || chosen === 'cancel' ? undefined : chosen[0]?.id;
}

function itemsOf({ catalogue, custom }: LossOffer, recent: readonly string[]): LossPick[] {
  const own = Object.entries(custom).map(([name, loss]): LossPick => ({
    id: name,
    label: name,
    description: loss.description ?? l10n.t('custom'),
    detail: loss.formula,
  }));
  const known = new Set(catalogue.map(({ id }) => id));
  const typed = recent.filter((text) => !known.has(text) && custom[text] === undefined);
  const groups = lossGroups(catalogue, language(), recent).flatMap(({ title, items }): LossPick[] => [
    separator(title === 'recent' ? l10n.t('Last used') : TASKS[title][language()]),
    ...items,
  ]);
  return [
    ...(typed.length === 0
      ? []
      : [separator(l10n.t('Typed last')), ...typed.map((text) => ({ id: text, label: text }))]),
    ...(own.length === 0 ? [] : [separator(l10n.t('Custom')), ...own]),
    ...groups,
  ];
}

const separator = (label: string): LossPick => ({ label, kind: QuickPickItemKind.Separator });

/** What is typed as a loss of its own, where it looks like an expression and not like a name. */
function typedItem(text: string, { custom, readTyped }: LossOffer): TypedItem<LossPick> | undefined {
  if (!/[*+/^();]|\d\s*-|-\s*[\d(]/.test(text)) return undefined;
  try {
    const computation = readTyped(text, custom);
    const kind =
      'formula' in computation ? l10n.t('a formula over p and y') : l10n.t('an expression over losses');
    const item = { id: text.trim(), label: text.trim(), description: kind, alwaysShow: true };
    return { item, refused: false };
  } catch (error) {
    const why = error instanceof LossaryError ? describeFailure(error.failure) : String(error);
    return { item: { label: `$(error) ${text.trim()}`, detail: why, alwaysShow: true }, refused: true };
  }
}
