// What the host tests share: the extension's API, the samples, and answers that must be there.
import { expect } from 'chai';
import * as vscode from 'vscode';
import type { Answer } from '../../src/client/client';
import type { CommandId } from '../../src/extension/commandIds';
import type { LossaryApi } from '../../src/extension/extension';
import type { ComputeRequest, ComputeResult } from '../../src/protocol/compute';
import type { Failure } from '../../src/protocol/errors';

export const EXTENSION_ID = 'lossary.lossary';

export async function lossary(): Promise<LossaryApi> {
  const extension = vscode.extensions.getExtension<LossaryApi>(EXTENSION_ID);
  if (extension === undefined) throw new Error('VS Code does not know the extension.');
  return extension.activate();
}

export function run<T>(command: CommandId, ...args: unknown[]): Thenable<T> {
  return vscode.commands.executeCommand<T>(command, ...args);
}

/** What Compute on Files… answers for a request. */
export function compute(request: ComputeRequest): Thenable<Answer<'compute'>> {
  return run('lossary.computeOnFiles', { request });
}

export function resultOf(answer: Answer<'compute'> | undefined): ComputeResult {
  if (answer?.ok === true) return answer;
  throw new Error(`No result: ${JSON.stringify(answer?.error)}`);
}

export function failureOf(answer: Answer<'compute'> | undefined): Failure {
  if (answer?.ok === false) return answer.error;
  throw new Error(`No failure: ${JSON.stringify(answer)}`);
}

/** The one value of the id, to 1e-6 of what algebra says. */
export function expectValue(answer: Answer<'compute'> | undefined, id: string, expected: number): void {
  const result = resultOf(answer).results.find((each) => each.id === id);
  expect(result?.value, id).to.be.a('number');
  expect(result?.value).to.be.closeTo(expected, 1e-6 * Math.max(1, Math.abs(expected)));
}

/** A file of the samples, which are the workspace of these tests. */
export function sample(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('The samples are not open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 15_000) throw new Error(`It did not happen: ${what}.`);
    await pause(20);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** View types of the webviews that are open in editor tabs. */
export function openPanels(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputWebview ? [input.viewType] : []));
}

export const INLINE: ComputeRequest = {
  compute: [{ id: 'bce' }],
  prediction: '[0.3, 0.2, 0.3, 0.2]',
  label: '[0, 1, 0, 1]',
};

/** −(ln 0.7 + ln 0.2 + ln 0.7 + ln 0.2) / 4 */
export const INLINE_BCE = -(Math.log(0.7) + Math.log(0.2)) / 2;
