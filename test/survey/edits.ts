// What an edit of a file of 5,000 lines costs the background: the tree is edited and every rule runs again.
import { readdir, readFile } from 'node:fs/promises';
import { ProblemFinder } from '../../src/python/diagnostics/findProblems';
import { finished } from '../../src/python/steps';
import { open } from '../unit/python/read';

const LINES = 5000;
const CORPUS = 'test/unit/python/corpus';
const EDITS = 200;

export async function timeEdits(): Promise<void> {
  const names = (await readdir(CORPUS)).filter((name) => name.endsWith('.py'));
  const scripts = await Promise.all(names.map((name) => readFile(`${CORPUS}/${name}`, 'utf8')));
  const imports = scripts.flatMap((text) => text.match(/^(import|from) .*/gm) ?? []);
  let lines = [...new Set(imports)];
  for (let copy = 0; lines.length < LINES; copy++)
    lines.push(...scripts.flatMap((text) => renamed(text, copy).split('\n')));
  lines = lines.slice(0, LINES);
  const finder = new ProblemFinder();
  const first = performance.now();
  const document = await open(lines.join('\n'));
  finished(finder.find(document, () => true));
  const firstMs = performance.now() - first;
  const parsing: number[] = [];
  const finding: number[] = [];
  for (let edit = 0; edit < EDITS; edit++) {
    // A new statement below one that is whole in its line.
    const from = Math.floor((edit * LINES) / EDITS);
    const line = 1 + lines.findIndex((each, index) => index >= from && /^ +[\w.]+\(\)$/.test(each));
    if (line === 0) break;
    const text = `${/^ +/.exec(lines[line - 1]!)![0]}step = ${edit}`;
    lines.splice(line, 0, text);
    const whole = lines.join('\n');
    const start = performance.now();
    document.update(whole);
    parsing.push(performance.now() - start);
    const found = performance.now();
    finished(finder.find(document, () => true));
    finding.push(performance.now() - found);
  }
  document.dispose();
  const all = parsing.map((each, index) => each + finding[index]!);
  console.log(`${lines.length} lines: the first time ${firstMs.toFixed(0)} ms; then ${all.length} edits`);
  for (const [name, times] of Object.entries({ all, parsing, finding })) {
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number): string => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1);
    console.log(`  ${name}: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
  }
}

/** A script without its imports, what it defines under names of its own: a file defines a name once. */
function renamed(text: string, copy: number): string {
  const body = text.replace(/^(import|from) .*\n/gm, '');
  const names = [...body.matchAll(/^(?:def|class) (\w+)|^(\w+)(?:, \w+)* = /gm)].map(
    (match) => match[1] ?? match[2],
  );
  if (names.length === 0) return body;
  return body.replace(new RegExp(`(?<!\\.)\\b(${names.join('|')})\\b`, 'g'), `$1_${copy}`);
}
