// The trees of programs in Python, kept and edited as their documents change. Nothing is loaded before the first
// document asks; a tree is dropped when its document or notebook closes.
import * as vscode from 'vscode';
import type { PythonDocument } from '../../python/pythonDocument';
import { PythonPart } from '../../python/pythonPart';
import { loadCatalogue } from '../lazyCatalogue';
import { inPieces } from './inPieces';
import { programText, sourceOf, stateOf, type Place, type Source } from './programs';
import { mayHoldPython } from './pythonRegions';

/** A program that is read, and where its documents stand in it. Valid until the next await. */
export interface Program {
  readonly read: PythonDocument;
  readonly places: readonly Place[];
}

interface Kept extends Program {
  /** What it was read from: every document and its version. */
  readonly state: string;
}

type Open = (text: string) => Promise<PythonDocument>;

export class PythonDocuments implements vscode.Disposable {
  readonly #files: vscode.Uri;
  readonly #kept = new Map<Source, Kept>();
  readonly #opening = new Map<Source, Promise<void>>();
  readonly #listeners: vscode.Disposable[];
  #open: Promise<Open> | undefined;

  constructor(extensionUri: vscode.Uri) {
    this.#files = vscode.Uri.joinPath(extensionUri, 'dist', 'python');
    this.#listeners = [
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => this.#forget(notebook)),
    ];
  }

  /** The document as it is now, with what the rest of its program binds; undefined where it holds no Python. */
  async read(document: vscode.TextDocument): Promise<PythonPart | undefined> {
    if (!mayHoldPython(document)) return undefined;
    const program = await this.program(sourceOf(document));
    const place = program?.places.find((each) => each.document === document);
    return program && place && new PythonPart(program.read, place.firstLine, place.lines);
  }

  /** The whole program as it is now; undefined where it holds no Python. */
  async program(source: Source): Promise<Program | undefined> {
    // What holds no Python loads nothing.
    if (!this.#kept.has(source) && programText(source) === undefined) return undefined;
    const open = await this.#start();
    for (;;) {
      const state = stateOf(source);
      const kept = this.#kept.get(source);
      if (kept?.state === state) return kept;
      const now = programText(source);
      if (now === undefined) {
        this.#forget(source);
        return undefined;
      }
      const { text, places } = now;
      if (kept) {
        kept.read.update(text);
        const program = { read: kept.read, places, state };
        this.#kept.set(source, program);
        return program;
      }
      // It may change again while it is read for the first time.
      await this.#first(source, async () => ({ read: await open(text), places, state }));
    }
  }

  /** A text that is no open document, read; the caller frees it. */
  async parse(text: string): Promise<PythonDocument> {
    return (await this.#start())(text);
  }

  get isStarted(): boolean {
    return this.#open !== undefined;
  }

  dispose(): void {
    for (const source of [...this.#kept.keys()]) this.#forget(source);
    vscode.Disposable.from(...this.#listeners).dispose();
  }

  #forget(source: Source): void {
    this.#kept.get(source)?.read.dispose();
    this.#kept.delete(source);
  }

  /** Keeps what is read, once however many ask for it. */
  #first(source: Source, read: () => Promise<Kept>): Promise<void> {
    let opening = this.#opening.get(source);
    if (!opening) {
      opening = read()
        .then((kept) => void this.#kept.set(source, kept))
        .finally(() => this.#opening.delete(source));
      this.#opening.set(source, opening);
    }
    return opening;
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
    return async (text) => (await inPieces(PythonDocument.reading(parser, names, text)))!;
  }

  #bytes(name: string): Thenable<Uint8Array> {
    return vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#files, name));
  }
}
