// A failure as a notification, with a button for every way out, for when no results are on screen.
import { l10n, window } from 'vscode';
import type { ComputeRequest } from '../protocol/compute';
import { describeFailure, type Failure, type Remedy } from '../protocol/errors';

export interface FailureActions {
  readonly remedy: (request: ComputeRequest, remedy: Remedy) => unknown;
  readonly showLog: () => void;
}

export async function notifyFailure(
  request: ComputeRequest,
  error: Failure,
  actions: FailureActions,
): Promise<void> {
  const buttons = new Map<string, () => unknown>(
    (error.remedies ?? []).map((remedy) => [
      remedyTitle(remedy),
      async () => {
        const chosen = await settleKey(remedy);
        if (chosen !== undefined) actions.remedy(request, chosen);
      },
    ]),
  );
  buttons.set(l10n.t('Show Log'), actions.showLog);
  const chosen = await window.showErrorMessage(describeFailure(error), ...buttons.keys());
  if (chosen !== undefined) await buttons.get(chosen)?.();
}

/** Asks which key where a remedy offers several. */
export async function settleKey(remedy: Remedy): Promise<Remedy | undefined> {
  if (remedy.kind !== 'useKey' || remedy.keys.length < 2) return remedy;
  const key = await window.showQuickPick(remedy.keys, {
    title: l10n.t('Which array is the {0}?', remedy.input),
  });
  return key === undefined ? undefined : { ...remedy, keys: [key] };
}

function remedyTitle(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'readAsLogits':
      return l10n.t('Read as logits');
    case 'divideBy255':
      return l10n.t('Divide {0} by 255', remedy.input);
    case 'useKey':
      return remedy.keys.length === 1
        ? l10n.t('Use {0}', remedy.keys[0] ?? '')
        : l10n.t('Choose the {0}…', remedy.input);
  }
}
