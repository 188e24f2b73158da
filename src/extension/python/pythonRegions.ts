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
  const text = document.getText();
  if (document.languageId === 'python') return OTHER_LANGUAGE.test(text) ? undefined : withoutMagics(text);
  return document.languageId === 'markdown' ? pythonBlocks(text) : undefined;
}

/** First lines of cells that IPython does not run as Python; what it writes to a Python file is read like any other. */
const OTHER_LANGUAGE = new RegExp(
  String.raw`^\s*(?:!!|%%(?:!|(?:bash|bigquery|cmd|css|cu|cython|html|HTML|javascript|js|julia|latex|markdown|perl|R|ruby|script|sh|sql|svg|sx|system)\b|(?:file|writefile)\b(?!.*\.py\s*(?:\n|$))))`,
);

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

/** Lines of IPython (`%matplotlib inline`, `!pip install`) become comments of the same length, and so do values from it. */
function withoutMagics(text: string): string {
  return text
    .replace(/^([ \t]*)[%!](?=[\w!%])/gm, '$1#')
    .replace(/^([ \t]*[\w, \t]+=[ \t]*)[%!](?=[\w!%]).*/gm, (line, name: string) =>
      `${name}_#`.padEnd(line.length, ' '),
    );
}
