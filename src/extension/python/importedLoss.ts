// The loss that a name looks like which is imported from another file of the workspace. Only its source is read; no
// code runs, and libraries are not looked into.
import * as vscode from 'vscode';
import type { LossUse } from '../../python/reading';
import type { PythonDocuments } from './pythonDocuments';

/** Imports that are followed from file to file. */
const MOST_FILES = 4;

/** Libraries are not of the workspace, and are asked for often. */
const LIBRARIES =
  /^(torch\w*|numpy|scipy|sklearn|pandas|tensorflow|keras|jax|flax|optax|monai|matplotlib|typing|os|sys|math|time|json)\b/;

export async function importedLoss(
  python: PythonDocuments,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<LossUse | undefined> {
  const path = (await python.read(document))?.importedAt(position);
  if (path === undefined || LIBRARIES.test(path)) return undefined;
  const root = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  // A cell of a notebook lies where the notebook does.
  const here = (root ?? document.uri).with({ path: document.uri.path, query: '', fragment: '' });
  const found = await definitionOf(python, here, root, path, MOST_FILES);
  if (found === undefined) return undefined;
  const { use, file } = found;
  const own = (await python.read(document))?.importedUse(position, use);
  return (
    own && {
      ...own,
      definedIn: root === undefined ? baseOf(file) : vscode.workspace.asRelativePath(file, false),
    }
  );
}

interface Found {
  readonly use: LossUse;
  readonly file: vscode.Uri;
}

async function definitionOf(
  python: PythonDocuments,
  from: vscode.Uri,
  root: vscode.Uri | undefined,
  path: string,
  left: number,
): Promise<Found | undefined> {
  const name = path.slice(path.lastIndexOf('.') + 1);
  for (const file of candidates(from, root, path.slice(0, path.length - name.length))) {
    const text = await textOf(file);
    if (!text?.includes(name)) continue;
    const read = await python.parse(text);
    try {
      const defined = read.defined(name);
      if (typeof defined === 'object') return { use: defined, file };
      // A package that hands on what its modules define.
      if (defined !== undefined && left > 1) return await definitionOf(python, file, root, defined, left - 1);
    } finally {
      read.dispose();
    }
  }
  return undefined;
}

/**
 * Files that a module may be.
 * @param module `models.losses.`, `.losses.`, with the dot before the name
 */
function candidates(from: vscode.Uri, root: vscode.Uri | undefined, module: string): vscode.Uri[] {
  const [, dots = '', names = ''] = /^(\.*)(.*?)\.?$/.exec(module) ?? [];
  const parts = names.split('.').filter((part) => part !== '');
  const up = (levels: number): vscode.Uri =>
    vscode.Uri.joinPath(from, '..', ...Array.from({ length: levels }, () => '..'));
  // `from . import losses` reads as `..losses`: one dot may be the one before a name.
  const folders =
    dots === ''
      ? [up(0), ...(root === undefined ? [] : [root, vscode.Uri.joinPath(root, 'src')])]
      : [up(Math.max(0, dots.length - 1)), up(Math.max(0, dots.length - 2))];
  return folders.flatMap((folder) =>
    parts.length === 0
      ? [vscode.Uri.joinPath(folder, '__init__.py')]
      : [
          vscode.Uri.joinPath(folder, `${parts.join('/')}.py`),
          vscode.Uri.joinPath(folder, ...parts, '__init__.py'),
        ],
  );
}

/** The text of a file, or of the editor that has it open; undefined where there is none. */
async function textOf(file: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.path === file.path);
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}

function baseOf(file: vscode.Uri): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}
