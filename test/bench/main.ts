// npm run bench: every row beside what a user would run instead, in turn; prints a line a comparison and writes
// docs/benchmarks.md. --quick runs small sizes once, writes nothing, and fails only where a value is wrong.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eachAccuracy } from './accuracy';
import { compare, countOf, type Processes } from './compare';
import { arrayFile } from './data';
import { growthLines } from './growth';
import { startProcess } from './lineProcess';
import { pythonPath } from './python';
import { document, terminalLine } from './report';
import { keys, merged, readResults, writeResults, type Line, type Results } from './results';
import { ROWS } from './rows';
import { shellLines } from './shell';
import { verdictOf } from './verdict';

/** Numbers of the largest row of --quick. */
const QUICK_MOST = 1e6;

const NOTES = 'docs/benchmarks.notes.md';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    sizes: { type: 'string' },
    threads: { type: 'string' },
    shell: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    accuracy: { type: 'boolean', default: false },
    render: { type: 'boolean', default: false },
  },
});
const { quick, only } = options;
const numbers = (text: string): number[] => text.split(',').map(Number);
const cores = availableParallelism();
const sizes = options.sizes === undefined ? (quick ? [1e5] : [1e5, 1e7, 1e8]) : numbers(options.sizes);
const threadCounts =
  options.threads === undefined ? (quick || cores === 1 ? [1] : [1, cores]) : numbers(options.threads);
/** One part was asked for, else all are measured. */
const one = options.shell || options.growth || options.accuracy || only !== undefined || options.render;

async function comparisons(folder: string, processes: Processes): Promise<void> {
  for (const size of sizes) {
    for (const row of ROWS) {
      if (only?.every((name) => !row.name.startsWith(name))) continue;
      // A row of a shape of its own has one size.
      if (row.shape === undefined ? size > row.most : size !== sizes[0]) continue;
      if (quick && countOf(row, size) > QUICK_MOST) continue;
      for (const threads of threadCounts) {
        if (threads > 1 && !row.threads) continue;
        const found = await compare(row, size, threads, folder, processes, { once: quick });
        for (const line of found) report(line);
        if (!quick) keep({ lines: found }, processes);
      }
    }
  }
}

/** Puts what was found among the results; the document follows. */
function keep(found: Partial<Results>, processes: Processes): void {
  const before = readResults();
  const results: Results = {
    machine: { ...before.machine, ...machine(processes) },
    lines: merged(before.lines, found.lines ?? [], keys.line),
    shell: merged(before.shell, found.shell ?? [], keys.shell),
    growth: merged(before.growth, found.growth ?? [], keys.growth),
    accuracy: merged(before.accuracy, found.accuracy ?? [], keys.accuracy),
  };
  writeResults(results);
  const notes = existsSync(NOTES) ? readFileSync(NOTES, 'utf8') : '';
  writeFileSync('docs/benchmarks.md', document(results, notes));
}

function machine({ ours, python, tfjs }: Processes): Record<string, string> {
  return {
    '': `${cpus()[0]?.model ?? 'unknown processor'}, ${cores} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
    ...ours.versions,
    ...python?.versions,
    ...tfjs?.versions,
  };
}

const counts = { passed: 0, failed: 0 };

/** Prints a line and counts whether its value is right. */
function report(line: Line): void {
  const { right, text } = verdictOf(line, readResults().lines);
  if (right !== undefined) counts[right ? 'passed' : 'failed']++;
  console.log(`${terminalLine(line)}; ${text}`);
}

async function startAll(): Promise<Processes> {
  const [ours, python, tfjs] = await Promise.all([
    startProcess(process.execPath, ['--expose-gc', 'out/bench/ours.js']),
    startProcess(pythonPath(), ['test/bench/peers']),
    startProcess(process.execPath, ['out/bench/tfjs.js']),
  ]);
  if (ours === undefined) throw new Error('our own process does not start');
  if (python === undefined) {
    console.log(`There is no Python with NumPy (${pythonPath()}): nothing is timed beside it.`);
  }
  return { ours, python, tfjs };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lossary-bench-'));
  const processes = await startAll();
  try {
    if (options.render) keep({}, processes);
    if (!one || (only !== undefined && !options.accuracy)) {
      await comparisons(folder, processes);
      console.log(`${counts.passed} values are right, ${counts.failed} are wrong`);
      process.exitCode = counts.failed > 0 ? 1 : 0;
      process.send?.(counts);
    }
    if (quick) return;
    if (!one || options.accuracy) {
      await eachAccuracy(sizes.at(-1) ?? 1e8, only ?? [''], (line) => keep({ accuracy: [line] }, processes));
    }
    if (!one || options.shell) {
      const file = (fill: 'probability' | 'hard', seed: number): string =>
        arrayFile(folder, { fill, dtype: 'float32' }, 1e7, 1, seed).path;
      const task = 'Binary cross entropy of two .npy files of 10^7 float32';
      const shell = shellLines(task, [file('probability', 1), file('hard', 2)], 5);
      for (const l of shell) console.log(l);
      keep({ shell }, processes);
    }
    if (!one || options.growth) {
      for (const threads of threadCounts)
        keep({ growth: await growthLines(folder, threads, processes.ours) }, processes);
    }
  } finally {
    for (const started of [processes.ours, processes.python, processes.tfjs]) started?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
