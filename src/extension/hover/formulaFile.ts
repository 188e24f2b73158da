// The pictures of formulas that the build made, read at the first hover.
import { Uri, workspace } from 'vscode';
import type { FormulaFile } from './formulaPicture';

let reading: Promise<FormulaFile> | undefined;

/** @param extensionUri where the extension is installed */
export function readFormulas(extensionUri: Uri): Promise<FormulaFile> {
  reading ??= read(Uri.joinPath(extensionUri, 'dist', 'formulas.json')).catch((error: unknown) => {
    reading = undefined;
    throw error;
  });
  return reading;
}

async function read(file: Uri): Promise<FormulaFile> {
  const bytes = await workspace.fs.readFile(file);
  return JSON.parse(new TextDecoder().decode(bytes)) as FormulaFile;
}
