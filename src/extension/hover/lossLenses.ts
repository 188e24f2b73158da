// Lenses over the place where a loss is constructed or defined: Visualize · Compute on files. Off by default: a line
// above every loss is for those who ask for it.
import * as vscode from 'vscode';
import { loadCatalogue } from '../lazyCatalogue';
import { inPieces } from '../python/inPieces';
import { sourceOf, stateOf } from '../python/programs';
import type { PythonDocuments } from '../python/pythonDocuments';
import { editorRange } from '../python/editorRange';
import { studied } from './hoverLinks';
import { CODE_LENS, isCodeLensOn } from './hoverSettings';
import type { PlacedUse } from '../../python/reading';

/** Longer than the pause between two keys. */
const PAUSE_MS = 300;

export class LossLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`lossary.${CODE_LENS}`)) this.changed.fire();
    }),
    // VS Code asks again for the cell that was edited alone; what it imports and binds is seen by others.
    vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges, cellChanges }) => {
      const isText = contentChanges.length > 0 || cellChanges.some(({ document }) => document !== undefined);
      if (!isText || !isCodeLensOn({ uri: notebook.uri, languageId: 'python' })) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.changed.fire(), PAUSE_MS);
    }),
  );
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly python: PythonDocuments) {}

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (!isCodeLensOn(document)) return [];
    const { findDeclaration } = await loadCatalogue();
    const source = sourceOf(document);
    const state = stateOf(source);
    const part = await this.python.read(document);
    const isOld = (): boolean =>
      token.isCancellationRequested || source.isClosed || stateOf(source) !== state;
    const uses = part && !isOld() ? await inPieces(part.uses(), isOld) : undefined;
    if (uses === undefined) return [];
    const taken = new Set<number>();
    return uses.flatMap((use) => {
      const range = editorRange(use.range);
      const declaration = use.id === undefined ? undefined : findDeclaration(use.id);
      // One pair of lenses a line, however many losses stand on it.
      if (declaration === undefined || !isMade(use) || taken.has(range.start.line)) return [];
      taken.add(range.start.line);
      return [
        new vscode.CodeLens(range, {
          title: vscode.l10n.t('Visualize'),
          command: 'lossary.openVisualizer',
          arguments: [{ losses: [studied(use, declaration)] }],
        }),
        new vscode.CodeLens(range, {
          title: vscode.l10n.t('Compute on files'),
          command: 'lossary.computeOnFiles',
          arguments: [{ losses: [declaration.id] }],
        }),
      ];
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
    this.changed.dispose();
  }
}

/** A class that is constructed, or a definition that looks like a loss: not each call that computes. */
function isMade({ path, callRange, certainty, computes }: PlacedUse): boolean {
  if (computes) return false;
  const name = path.slice(path.lastIndexOf('.') + 1);
  return certainty === 'looksLike' || (callRange !== undefined && /^[A-Z]/.test(name));
}
