// Where Python stands in a document: all of a Python file or notebook cell, the Python code blocks of a Markdown one.
// A region of Markdown is read as the whole text with all else blanked out, so that its positions are the document's.
import type { TextDocument } from 'vscode';

/** Documents that may hold Python: the one selector for whatever reads it. */
export const PYTHON_DOCUMENTS = [{ language: 'python' }, { language: 'markdown' }] as const;

export function mayHoldPython(document: Pick<TextDocument, 'languageId'>): boolean {
  return document.languageId === 'python' || document.languageId === 'markdown';
}

/**
 * The Python text of a document at the positions of the document; undefined where it holds none.
 * Code blocks of one Markdown document are one file, as a reader takes them.
 */
export function pythonText(document: Pick<TextDocument, 'languageId' | 'getText'>): string | undefined {
  if (document.languageId === 'python') return withoutMagics(document.getText());
  return document.languageId === 'markdown' ? pythonBlocks(document.getText()) : undefined;
}

/** The text of code blocks marked as Python; every other character but line ends becomes a space. */
export function pythonBlocks(markdown: string): string | undefined {
  const kept: string[] = [];
  let fence: { readonly mark: string; readonly isPython: boolean } | undefined;
  let found = false;
  for (const line of markdown.split('\n')) {
    const [, mark = '', info = ''] = /^ *(`{3,}|~{3,})(.*?)\r?$/.exec(line) ?? [];
    const closes = fence !== undefined && mark.startsWith(fence.mark) && info.trim() === '';
    const isCode = fence?.isPython === true && !closes;
    found ||= isCode;
    kept.push(isCode ? withoutMagics(line) : line.replace(/[^\r]/g, ' '));
    if (closes) fence = undefined;
    else if (!fence && mark !== '') fence = { mark, isPython: /^\s*\{?\.?(python3?|py)\b/i.test(info) };
  }
  return found ? kept.join('\n') : undefined;
}

/** Lines of IPython (`%matplotlib inline`, `!pip install`) become comments of the same length. */
function withoutMagics(text: string): string {
  return text.replace(/^([ \t]*)[%!](?=[\w!%])/gm, '$1#');
}
