// What Lossary shows in Python code: hovers and lenses, for one selector, so that no document answers twice.
import * as vscode from 'vscode';
import type { PythonDocuments } from '../python/pythonDocuments';
import { PYTHON_DOCUMENTS } from '../python/pythonRegions';
import { LossHovers } from './lossHovers';
import { LossLenses } from './lossLenses';

/** How long an editor is left alone before the grammar is loaded for its first hover, in milliseconds. */
const IDLE_MS = 1500;

export function registerHovers(extensionUri: vscode.Uri, python: PythonDocuments): vscode.Disposable[] {
  const lenses = new LossLenses(python);
  return [
    new vscode.Disposable(() => lenses.dispose()),
    vscode.languages.registerHoverProvider(PYTHON_DOCUMENTS, new LossHovers(extensionUri, python)),
    vscode.languages.registerCodeLensProvider(PYTHON_DOCUMENTS, lenses),
    warmUp(python),
  ];
}

/** Reads the Python file that is looked at once nothing else happens, so that the first hover need not. */
function warmUp(python: PythonDocuments): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = (editor: vscode.TextEditor | undefined): void => {
    clearTimeout(timer);
    if (editor?.document.languageId !== 'python') return;
    timer = setTimeout(() => void python.read(editor.document).catch(() => undefined), IDLE_MS);
  };
  plan(vscode.window.activeTextEditor);
  const listener = vscode.window.onDidChangeActiveTextEditor(plan);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    listener.dispose();
  });
}
