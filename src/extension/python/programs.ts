// Which documents are one Python program: the code cells of a notebook in their order, and every other document by
// itself.
import * as vscode from 'vscode';
import { closedCell, joinCells, type ClosedCell } from '../../python/cells';
import { pythonText } from './pythonRegions';

/** What a program is kept under: the notebook, or the document that is one by itself. */
export type Source = vscode.NotebookDocument | vscode.TextDocument;

/** A document's place in the text of its program. */
export interface Place {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly firstLine: number;
  readonly lines: number;
}

export interface ProgramText {
  readonly text: string;
  readonly places: readonly Place[];
}

const CELL = 'vscode-notebook-cell';

/** Cells that are read, as of their versions: an edit reads one of them again. */
const CELLS = new WeakMap<vscode.TextDocument, { readonly version: number; readonly cell?: ClosedCell }>();

export function sourceOf(document: vscode.TextDocument): Source {
  // Python blocks of a cell of text are no part of what the notebook runs.
  if (document.uri.scheme !== CELL || document.languageId !== 'python') return document;
  const isHere = (notebook: vscode.NotebookDocument): boolean =>
    notebook.uri.path === document.uri.path && notebook.getCells().some((cell) => cell.document === document);
  return vscode.workspace.notebookDocuments.find(isHere) ?? document;
}

/** The documents of a program in their order. */
export function documentsOf(source: Source): readonly vscode.TextDocument[] {
  if (!isNotebook(source)) return [source];
  return source
    .getCells()
    .map(({ document }) => document)
    .filter(({ languageId, isClosed }) => languageId === 'python' && !isClosed);
}

/** Equal as long as a program has the same documents in the same order, none of them changed. */
export function stateOf(source: Source): string {
  return documentsOf(source)
    .map(({ uri, version, isClosed }) => `${isClosed} ${version} ${uri.toString()}`)
    .join('\n');
}

/** The program as it is now; undefined where it holds no Python. */
export function programText(source: Source): ProgramText | undefined {
  if (!isNotebook(source)) {
    const text = source.isClosed ? undefined : pythonText(source);
    if (text === undefined) return undefined;
    const { version, lineCount: lines } = source;
    return { text, places: [{ document: source, version, firstLine: 0, lines }] };
  }
  if (source.isClosed) return undefined;
  const cells = documentsOf(source).flatMap((document) => {
    const cell = cellOf(document);
    return cell === undefined ? [] : [{ document, cell }];
  });
  const { text, firstLines } = joinCells(cells.map(({ cell }) => cell));
  const places = cells.map(({ document }, index): Place => {
    const { version, lineCount: lines } = document;
    return { document, version, firstLine: firstLines[index]!, lines };
  });
  return { text, places };
}

function isNotebook(source: Source): source is vscode.NotebookDocument {
  return 'getCells' in source;
}

function cellOf(document: vscode.TextDocument): ClosedCell | undefined {
  const { version } = document;
  const known = CELLS.get(document);
  if (known?.version === version) return known.cell;
  const text = pythonText(document);
  const read = text === undefined ? { version } : { version, cell: closedCell(text) };
  CELLS.set(document, read);
  return read.cell;
}
