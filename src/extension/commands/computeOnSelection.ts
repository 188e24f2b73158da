// Compute on Selection: two selected arrays, or a selection that holds two, are prediction and label.
import { l10n, window, type QuickPickItem } from 'vscode';
import type { Answer, Client } from '../../client/client';
import { describeFailure } from '../../protocol/errors';
import { computeDraft, type ComputeContext } from './computeOnFiles';
import type { Draft } from './draft';
import { shortName } from './draftTitle';
import { arraysOf, draftOf, type SelectedArray } from './selectedArrays';

export async function computeOnSelection(
  context: ComputeContext,
  client: Client,
): Promise<Answer<'compute'> | undefined> {
  const texts = selectedTexts();
  if (texts.length === 0) {
    void window.showErrorMessage(l10n.t('Select two arrays in the editor first.'));
    return undefined;
  }
  const found = await Promise.all(texts.map((text) => client.call('findArrays', { text })));
  const failed = found.find((answer) => !answer.ok);
  if (failed?.ok === false) {
    void window.showErrorMessage(describeFailure(failed.error));
    return undefined;
  }
  const arrays = arraysOf(
    texts,
    found.map((answer) => (answer.ok ? answer.arrays : [])),
  );
  const draft = await choosePair(arrays);
  return draft === undefined ? undefined : computeDraft(context, draft);
}

/** In the order of the document; empty selections (plain cursors) are none. */
function selectedTexts(): string[] {
  const editor = window.activeTextEditor;
  if (editor === undefined) return [];
  return editor.selections
    .filter((selection) => !selection.isEmpty)
    .toSorted((a, b) => a.start.compareTo(b.start))
    .map((selection) => editor.document.getText(selection));
}

async function choosePair(arrays: readonly SelectedArray[]): Promise<Draft | undefined> {
  const [first, second] = arrays;
  if (first === undefined || second === undefined) {
    void window.showErrorMessage(
      l10n.t(
        'The selection holds {0} arrays; two are needed, the prediction and the label. Hold Alt to add a second selection.',
        arrays.length,
      ),
    );
    return undefined;
  }
  if (arrays.length === 2) return draftOf(first, second);
  const prediction = await chooseOne(arrays, l10n.t('Which array is the prediction?'));
  if (prediction === undefined) return undefined;
  const others = arrays.filter((array) => array !== prediction);
  const label = await chooseOne(others, l10n.t('Which array is the label?'));
  if (label === undefined) return undefined;
  const sources = { prediction: prediction.text, label: label.text };
  return { losses: [], sources, given: ['prediction', 'label'] };
}

async function chooseOne(
  arrays: readonly SelectedArray[],
  title: string,
): Promise<SelectedArray | undefined> {
  const items = arrays.map((array): QuickPickItem & { array: SelectedArray } => ({
    array,
    label: array.name ?? shortName(array.text),
    description: `[${array.shape.join(', ')}]`,
    detail: array.name === undefined ? '' : shortName(array.text),
  }));
  return (await window.showQuickPick(items, { title }))?.array;
}
