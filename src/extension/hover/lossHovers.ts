// Hovers over losses in Python code: finds the loss, and shows what hoverContent says of it.
import * as vscode from 'vscode';
import { language } from '../language';
import { loadCatalogue } from '../lazyCatalogue';
import type { PythonDocuments } from '../python/pythonDocuments';
import { editorRange } from '../python/editorRange';
import { importedLoss } from '../python/importedLoss';
import { readFormulas } from './formulaFile';
import { hoverContent, type HoverContext } from './hoverContent';
import { isHoverOn, partsShown } from './hoverSettings';
import { LINKED_COMMANDS } from './markdown';
import { severalContent } from './severalContent';

export class LossHovers implements vscode.HoverProvider {
  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly python: PythonDocuments,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!isHoverOn(document)) return undefined;
    const part = await this.python.read(document);
    const several = part?.alternativesAt(position) ?? [];
    const use = several[0] ?? part?.useAt(position) ?? (await importedLoss(this.python, document, position));
    if (use === undefined) return undefined;
    const [catalogue, formulas] = await Promise.all([loadCatalogue(), readFormulas(this.extensionUri)]);
    if (token.isCancellationRequested) return undefined;
    const context: HoverContext = {
      catalogue,
      formulas,
      theme: vscode.window.activeColorTheme.kind,
      language: language(),
      parts: partsShown(document),
    };
    const value = several.length > 0 ? severalContent(several, context) : hoverContent(use, context);
    if (value === undefined) return undefined;
    const markdown = new vscode.MarkdownString(value);
    markdown.isTrusted = { enabledCommands: LINKED_COMMANDS };
    return new vscode.Hover(markdown, editorRange(use.range));
  }
}
