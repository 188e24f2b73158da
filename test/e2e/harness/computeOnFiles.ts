// Goes through the steps of Compute on Files… as a person does.
import type { Page } from 'playwright-core';
import { accept, pick, runCommand, tick, waitForPlaceholder, waitForQuickPick } from './quickInput';

export interface Choice {
  /** Names as the list shows them: "Focal loss". */
  readonly losses: readonly string[];
  readonly prediction: FileChoice;
  readonly label: FileChoice;
}

/** A file's name, with its folder where several have that name, and the key to take. */
export interface FileChoice {
  readonly file: string;
  readonly folder?: string;
  readonly key?: string;
}

export async function computeOnFiles(page: Page, { losses, prediction, label }: Choice): Promise<void> {
  await runCommand(page, 'Lossary: Compute on Files…');
  await chooseLosses(page, losses);
  await chooseFile(page, 'File with the predictions', prediction);
  await chooseFile(page, 'File with the labels', label);
}

/** The first step, wherever it was opened from. */
export async function chooseLosses(page: Page, losses: readonly string[]): Promise<void> {
  await waitForQuickPick(page, 'Compute');
  await waitForPlaceholder(page, 'Losses and metrics');
  await tick(page, losses);
  await accept(page);
}

async function chooseFile(page: Page, placeholder: string, choice: FileChoice): Promise<void> {
  await waitForPlaceholder(page, placeholder);
  await pick(page, choice.file, choice.folder);
  if (choice.key !== undefined) await chooseKey(page, choice.file, choice.key);
}

/** The step that asks for the array of an archive. */
export async function chooseKey(page: Page, file: string, key: string): Promise<void> {
  await waitForPlaceholder(page, `Array of ${file} that holds`);
  await pick(page, key);
}
