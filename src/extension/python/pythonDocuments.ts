// The trees of documents that hold Python, kept and edited as they change. Nothing is loaded before the first
// document asks; a document's tree is dropped when it closes.
import * as vscode from 'vscode';
import type { PythonDocument } from '../../python/pythonDocument';
import { loadCatalogue } from '../lazyCatalogue';
import { mayHoldPython, pythonText } from './pythonRegions';

interface Kept {
  readonly read: PythonDocument;
  version: number;
  /** Changes of a Python file since `version`; a Markdown document is parsed anew. */
  pending: vscode.TextDocumentContentChangeEvent[];
}

type Open = (text: string) => PythonDocument;

export class PythonDocuments implements vscode.Disposable {
  readonly #files: vscode.Uri;
  readonly #kept = new Map<vscode.TextDocument, Kept>();
  readonly #listeners: vscode.Disposable[];
  #open: Promise<Open> | undefined;

  constructor(extensionUri: vscode.Uri) {
    this.#files = vscode.Uri.joinPath(extensionUri, 'dist', 'python');
    this.#listeners = [
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
        this.#kept.get(document)?.pending.push(...contentChanges),
      ),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
    ];
  }

  /** The document as it is now, read; undefined where it holds no Python. Valid until the next await. */
  async read(document: vscode.TextDocument): Promise<PythonDocument | undefined> {
    if (!mayHoldPython(document)) return undefined;
    const open = await this.#start();
    const kept = this.#kept.get(document);
    if (kept?.version === document.version) return kept.read;
    const text = pythonText(document);
    if (text === undefined || document.isClosed) {
      this.#forget(document);
      return undefined;
    }
    if (!kept) {
      const read = open(text);
      this.#kept.set(document, { read, version: document.version, pending: [] });
      return read;
    }
    // Blanked text changes in more places than the edit.
    kept.read.update(text, document.languageId === 'python' ? kept.pending : []);
    kept.pending = [];
    kept.version = document.version;
    return kept.read;
  }

  /** A text that is no open document, read; the caller frees it. */
  async parse(text: string): Promise<PythonDocument> {
    return (await this.#start())(text);
  }

  get isStarted(): boolean {
    return this.#open !== undefined;
  }

  dispose(): void {
    for (const document of [...this.#kept.keys()]) this.#forget(document);
    vscode.Disposable.from(...this.#listeners).dispose();
  }

  #forget(document: vscode.TextDocument): void {
    this.#kept.get(document)?.read.dispose();
    this.#kept.delete(document);
  }

  #start(): Promise<Open> {
    this.#open ??= this.#load().catch((error: unknown) => {
      this.#open = undefined;
      throw error;
    });
    return this.#open;
  }

  async #load(): Promise<Open> {
    const [{ startParser, KnownNames, PythonDocument }, { CATALOGUE, NOTE_ONLY }] = await Promise.all([
      import('../../python/reader'),
      loadCatalogue(),
    ]);
    const parser = await startParser(async () => ({
      runtime: await this.#bytes('web-tree-sitter.wasm'),
      grammar: await this.#bytes('tree-sitter-python.wasm'),
    }));
    const names = new KnownNames(CATALOGUE, NOTE_ONLY);
    return (text) => new PythonDocument(parser, names, text);
  }

  #bytes(name: string): Thenable<Uint8Array> {
    return vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#files, name));
  }
}
