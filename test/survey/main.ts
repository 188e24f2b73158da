// Runs every rule of the diagnostics over folders of Python and prints each hit with its line; with --edits it times
// what an edit of a large file costs instead.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { findProblems } from '../../src/python/diagnostics/findProblems';
import { open } from '../unit/python/read';
import { timeEdits } from './edits';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { edits: { type: 'boolean', default: false } },
});

void main();

async function main(): Promise<void> {
  if (values.edits) await timeEdits();
  for (const folder of positionals) await survey(folder);
}

async function survey(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile() && each.name.endsWith('.py'));
  const counts = new Map<string, number>();
  let longest = 0;
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    const text = await readFile(path, 'utf8');
    const document = await open(text);
    const start = performance.now();
    const found = findProblems(document, () => true);
    longest = Math.max(longest, performance.now() - start);
    document.dispose();
    for (const { rule, range } of found) {
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
      const { line } = range.start;
      console.log(`${relative(folder, path)}:${line + 1} ${rule}: ${text.split('\n')[line]?.trim() ?? ''}`);
    }
  }
  const total = [...counts].map(([rule, count]) => `${rule} ${count}`).join(', ') || 'no hits';
  console.log(`${folder}: ${files.length} files, ${total}; longest file ${longest.toFixed(0)} ms\n`);
}
