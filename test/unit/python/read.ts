// Opens a snippet of Python as the extension does, for tests.
import { readFile } from 'node:fs/promises';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import { NOTE_ONLY } from '../../../src/catalogue/noteOnly';
import { KnownNames } from '../../../src/python/names';
import { startParser } from '../../../src/python/parser';
import { PythonDocument } from '../../../src/python/pythonDocument';
import type { LossUse } from '../../../src/python/reading';
import { finished } from '../../../src/python/steps';

const NAMES = new KnownNames(CATALOGUE, NOTE_ONLY);

export async function open(text: string): Promise<PythonDocument> {
  const parser = await startParser(async () => ({
    runtime: await readFile('node_modules/web-tree-sitter/web-tree-sitter.wasm'),
    grammar: await readFile('node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'),
  }));
  return finished(PythonDocument.reading(parser, NAMES, text));
}

/** The loss at the place that `‸` marks, which is taken out of the text. */
export async function useAtMark(marked: string): Promise<LossUse | undefined> {
  const [before = '', after = ''] = marked.split('‸');
  const lines = before.split('\n');
  const document = await open(before + after);
  const use = document.useAt({ line: lines.length - 1, character: lines.at(-1)!.length });
  document.dispose();
  return use;
}
