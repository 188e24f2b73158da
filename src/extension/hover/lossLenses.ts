// Lenses over the place where a loss is constructed or defined: Visualize · Compute on files. Off by default: a line
// above every loss is for those who ask for it.
import * as vscode from 'vscode';
import { loadCatalogue } from '../lazyCatalogue';
import type { PythonDocuments } from '../python/pythonDocuments';
import { editorRange } from '../python/editorRange';
import { studied } from './hoverLinks';
import { CODE_LENS, isCodeLensOn } from './hoverSettings';
import type { LossUse } from '../../python/reading';

export class LossLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listener = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`lossary.${CODE_LENS}`)) this.changed.fire();
  });
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly python: PythonDocuments) {}

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (!isCodeLensOn(document)) return [];
    const { findDeclaration } = await loadCatalogue();
    const uses = (await this.python.read(document))?.uses() ?? [];
    if (token.isCancellationRequested) return [];
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
    this.listener.dispose();
    this.changed.dispose();
  }
}

/** A class that is constructed, or a definition that looks like a loss: not each call of a function. */
function isMade({ path, callRange, certainty }: LossUse): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return certainty === 'looksLike' || (callRange !== undefined && /^[A-Z]/.test(name));
}
