// Problems with losses in open Python code, found in the background a moment after a change, and their quick fixes.
import * as vscode from 'vscode';
import type { ProblemFinder } from '../../python/diagnostics/findProblems';
import type { Finding } from '../../python/diagnostics/rule';
import { language } from '../language';
import { editorRange } from '../python/editorRange';
import type { PythonDocuments } from '../python/pythonDocuments';
import { mayHoldPython, PYTHON_DOCUMENTS, pythonText } from '../python/pythonRegions';

const SECTION = 'lossary.diagnostics';
const PAGES = 'https://github.com/lossary/lossary/blob/main/docs/rules';
/** Longer than the pause between two keys. */
const WAIT_MS = 300;
/** How long others wait for a piece of the work at most. */
const PIECE_MS = 8;

interface Shown {
  readonly finding: Finding;
  readonly diagnostic: vscode.Diagnostic;
}

export class LossDiagnostics implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #documents: PythonDocuments;
  readonly #log: vscode.LogOutputChannel;
  readonly #collection = vscode.languages.createDiagnosticCollection('lossary');
  readonly #waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #shown = new Map<vscode.TextDocument, readonly Shown[]>();
  readonly #finders = new WeakMap<vscode.TextDocument, ProblemFinder>();
  readonly #registered: vscode.Disposable;

  constructor(documents: PythonDocuments, log: vscode.LogOutputChannel) {
    this.#documents = documents;
    this.#log = log;
    const { workspace } = vscode;
    this.#registered = vscode.Disposable.from(
      this.#collection,
      workspace.onDidOpenTextDocument((document) => this.#schedule(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SECTION)) this.#scheduleAll();
      }),
      vscode.languages.registerCodeActionsProvider([...PYTHON_DOCUMENTS], this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    );
    this.#scheduleAll();
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const shown = this.#shown.get(document) ?? [];
    return shown.flatMap(({ finding: { fix }, diagnostic }) => {
      if (!fix || !diagnostic.range.intersection(range)) return [];
      const action = new vscode.CodeAction(fix.title[language()], vscode.CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.isPreferred = true;
      action.edit = new vscode.WorkspaceEdit();
      for (const each of fix.replacements)
        action.edit.replace(document.uri, editorRange(each.range), each.text);
      return [action];
    });
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#registered.dispose();
  }

  #scheduleAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document);
  }

  #schedule(document: vscode.TextDocument): void {
    if (!mayHoldPython(document)) return;
    // Fixes of an older text would edit the wrong place.
    this.#shown.delete(document);
    clearTimeout(this.#waiting.get(document));
    this.#waiting.set(
      document,
      setTimeout(() => {
        this.#waiting.delete(document);
        this.#check(document).catch((error: unknown) => this.#log.error(String(error)));
      }, WAIT_MS),
    );
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    // The rules are about PyTorch: a document that does not name it loads nothing.
    const isAsked = pythonText(document)?.includes('torch') === true;
    const found = isAsked ? await this.#find(document) : [];
    if (!found) return;
    const shown = found.map((finding) => ({ finding, diagnostic: diagnosticOf(finding) }));
    this.#shown.set(document, shown);
    this.#collection.set(
      document.uri,
      shown.map(({ diagnostic }) => diagnostic),
    );
  }

  /** Undefined where the document changed or closed meanwhile, so that another check follows or none is needed. */
  async #find(document: vscode.TextDocument): Promise<Finding[] | undefined> {
    const { version } = document;
    const isOld = (): boolean => document.isClosed || document.version !== version;
    const { ProblemFinder } = await import('../../python/reader');
    const read = await this.#documents.read(document);
    if (isOld()) return undefined;
    if (!read) return [];
    const finder = this.#finders.get(document) ?? new ProblemFinder();
    this.#finders.set(document, finder);
    const settings = vscode.workspace.getConfiguration(SECTION, document);
    const steps = finder.find(read, (rule) => settings.get(rule, true));
    for (let start = performance.now(); ;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() - start < PIECE_MS) continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (isOld()) return undefined;
      start = performance.now();
    }
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    this.#waiting.delete(document);
    this.#shown.delete(document);
    this.#collection.delete(document.uri);
  }
}

function diagnosticOf({ rule, message, range, isHint }: Finding): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    editorRange(range),
    message[language()],
    isHint ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Lossary';
  diagnostic.code = { value: rule, target: vscode.Uri.parse(`${PAGES}/${rule}.md`) };
  if (rule === 'deprecatedReduction') diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  return diagnostic;
}
