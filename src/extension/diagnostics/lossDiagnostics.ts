// Problems with losses in open Python code, found in the background a moment after a change, and their quick fixes.
import * as vscode from 'vscode';
import type { ProblemFinder } from '../../python/diagnostics/findProblems';
import { mayHaveProblems } from '../../python/diagnostics/wordTest';
import { language } from '../language';
import { inPieces } from '../python/inPieces';
import { documentsOf, sourceOf, stateOf, type Source } from '../python/programs';
import type { PythonDocuments } from '../python/pythonDocuments';
import { mayHoldPython, PYTHON_DOCUMENTS, pythonText } from '../python/pythonRegions';
import { placedFinding, type PlacedFinding } from './placedFinding';

const SECTION = 'lossary.diagnostics';
const PAGES = 'https://github.com/lossary/lossary/blob/main/docs/rules';
/** Longer than the pause between two keys. */
const WAIT_MS = 300;

interface Shown {
  readonly found: PlacedFinding;
  readonly diagnostic: vscode.Diagnostic;
}

export class LossDiagnostics implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #documents: PythonDocuments;
  readonly #log: vscode.LogOutputChannel;
  readonly #collection = vscode.languages.createDiagnosticCollection('lossary');
  readonly #waiting = new Map<Source, NodeJS.Timeout>();
  readonly #shown = new Map<vscode.TextDocument, readonly Shown[]>();
  readonly #finders = new WeakMap<Source, ProblemFinder>();
  readonly #registered: vscode.Disposable;

  constructor(documents: PythonDocuments, log: vscode.LogOutputChannel) {
    this.#documents = documents;
    this.#log = log;
    const { workspace } = vscode;
    this.#registered = vscode.Disposable.from(
      this.#collection,
      workspace.onDidOpenTextDocument((document) => this.#schedule(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document)),
      workspace.onDidCloseTextDocument((document) => {
        this.#forget(document);
        // A cell whose language changes closes while it is still there.
        const source = sourceOf(document);
        if (source !== document) this.#scheduleSource(source);
      }),
      // A cell that is moved or deleted changes what the others see.
      workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
        if (contentChanges.length > 0) this.#scheduleSource(notebook);
      }),
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
    return shown.flatMap(({ found: { finding, edits }, diagnostic }) => {
      const { fix } = finding;
      if (!fix || !diagnostic.range.intersection(range)) return [];
      const action = new vscode.CodeAction(fix.title[language()], vscode.CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.isPreferred = true;
      action.edit = new vscode.WorkspaceEdit();
      for (const each of edits) action.edit.replace(each.document.uri, each.range, each.text);
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
    this.#scheduleSource(sourceOf(document));
  }

  #scheduleSource(source: Source): void {
    clearTimeout(this.#waiting.get(source));
    this.#waiting.set(
      source,
      setTimeout(() => {
        this.#waiting.delete(source);
        this.#check(source).catch((error: unknown) => this.#log.error(String(error)));
      }, WAIT_MS),
    );
  }

  async #check(source: Source): Promise<void> {
    const found = isAsked(source) ? await this.#find(source) : [];
    if (!found) return;
    const shown = new Map(documentsOf(source).map((document) => [document, [] as Shown[]]));
    for (const each of found) shown.get(each.document)?.push({ found: each, diagnostic: diagnosticOf(each) });
    const entries: [vscode.Uri, vscode.Diagnostic[]][] = [];
    for (const [document, own] of shown) {
      this.#shown.set(document, own);
      // Most cells of a notebook neither had nor have any.
      if (own.length > 0 || this.#collection.has(document.uri))
        entries.push([document.uri, own.map(({ diagnostic }) => diagnostic)]);
    }
    this.#collection.set(entries);
  }

  /** Undefined where the program changed or closed meanwhile, so that another check follows or none is needed. */
  async #find(source: Source): Promise<PlacedFinding[] | undefined> {
    const state = stateOf(source);
    const isOld = (): boolean => source.isClosed || stateOf(source) !== state;
    const { ProblemFinder } = await import('../../python/reader');
    const program = await this.#documents.program(source);
    if (isOld()) return undefined;
    if (!program) return [];
    const { read, places } = program;
    const finder = this.#finders.get(source) ?? new ProblemFinder();
    this.#finders.set(source, finder);
    const settings = vscode.workspace.getConfiguration(SECTION, places[0]?.document);
    const found = await inPieces(
      finder.find(read, (rule) => settings.get(rule, true)),
      isOld,
    );
    return found?.map((finding) => placedFinding(finding, places)).filter((each) => each !== undefined);
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    this.#waiting.delete(document);
    this.#shown.delete(document);
    this.#collection.delete(document.uri);
  }
}

/** A program that no rule can speak about loads nothing. */
function isAsked(source: Source): boolean {
  return documentsOf(source).some(
    (document) => mayHaveProblems(document.getText()) && mayHaveProblems(pythonText(document) ?? ''),
  );
}

function diagnosticOf({ finding, range }: PlacedFinding): vscode.Diagnostic {
  const { rule, message, isHint } = finding;
  const diagnostic = new vscode.Diagnostic(
    range,
    message[language()],
    isHint ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Lossary';
  diagnostic.code = { value: rule, target: vscode.Uri.parse(`${PAGES}/${rule}.md`) };
  if (rule === 'deprecatedReduction') diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  return diagnostic;
}
