// npm run bench: every row beside what a user would run instead, in turn, in one run; prints one table and writes
// docs/benchmarks.md. --quick runs small sizes, writes nothing, and fails only where a value is wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasFusedMultiplyAdd } from '../../src/worker/kernels/relaxed';
import { makeArray } from './data';
import { runOurs, type Measured } from './ours';
import { startPeers, type Peers } from './peers';
import { report, type Line } from './report';
import { ROWS, type Row } from './rows';
import { median, shellRows } from './shell';

const quick = process.argv.includes('--quick');
const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice('--only='.length);
const large = process.argv.includes('--large');
const chosen = process.argv.find((arg) => arg.startsWith('--sizes='))?.slice('--sizes='.length);
const sizes =
  chosen !== undefined ? chosen.split(',').map(Number) : quick ? [1e5] : large ? [1e5, 1e7, 1e8] : [1e5, 1e7];
const runs = quick ? 3 : 5;

/** Relative difference that two float32 libraries may have; ours adds up in float64. */
const AGREES = 1e-3;

async function measure(row: Row, size: number, folder: string, peers: Peers | undefined): Promise<Line[]> {
  const count = Math.floor(size / row.columns) * row.columns;
  const prediction = makeArray(row.prediction, count, row.columns, 1);
  const label = makeArray(row.label, count, row.columns, 2);
  const paths = { prediction: join(folder, 'prediction.bin'), label: join(folder, 'label.bin') };
  writeFileSync(paths.prediction, prediction);
  writeFileSync(paths.label, label);
  const ours: Measured[] = [await runOurs(row, prediction, label, count)];
  const lines: Line[] = [];
  for (const peer of row.peers) {
    const request = {
      peer,
      data: `${row.name} ${count}`,
      ...paths,
      types: [row.prediction.dtype, row.label.dtype],
      columns: row.columns,
      gradient: row.gradient,
      threads: 1,
    };
    const warm = await peers?.ask(request);
    if (peers === undefined || warm?.seconds === undefined) {
      lines.push({ row: row.name, count, peer, missing: warm?.error ?? 'no Python with NumPy' });
      continue;
    }
    const [mine, theirs]: [number[], number[]] = [[], []];
    for (let i = 0; i < runs; i++) {
      const one = await runOurs(row, prediction, label, count);
      ours.push(one);
      mine.push(one.seconds);
      theirs.push((await peers.ask(request)).seconds ?? NaN);
    }
    const ratios = theirs.map((t, i) => t / (mine[i] ?? NaN));
    lines.push({
      row: row.name,
      count,
      peer,
      ours: median(mine),
      theirs: median(theirs),
      ratio: median(ratios),
      difference:
        Math.abs((warm.value ?? NaN) - (ours[0]?.value ?? NaN)) /
        Math.max(1e-9, Math.abs(ours[0]?.value ?? NaN)),
    });
  }
  return lines;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lossary-bench-'));
  const peers = await startPeers();
  const lines: Line[] = [];
  try {
    for (const size of sizes) {
      for (const row of ROWS) {
        if (size > (row.most ?? Infinity) || (only !== undefined && !row.name.includes(only))) continue;
        const found = await measure(row, size, folder, peers);
        lines.push(...found);
        for (const line of found) console.log(report.line(line));
      }
    }
    const elements = quick ? 1e5 : 1e7;
    const p = makeArray({ fill: 'probability', dtype: 'float32' }, elements, 1, 1);
    const y = makeArray({ fill: 'hard', dtype: 'float32' }, elements, 1, 2);
    const shell = only === undefined ? shellRows(folder, p, y, quick ? 1 : 5) : [];
    const machine = {
      cpu: cpus()[0]?.model ?? '',
      node: process.version,
      fused: hasFusedMultiplyAdd(),
      ...peers?.versions,
    };
    const text = report.whole(lines, shell, elements, machine);
    console.log(`\n${text}`);
    if (!quick && only === undefined) writeFileSync('docs/benchmarks.md', text);
    const wrong = lines.filter((line) => line.difference !== undefined && !(line.difference < AGREES));
    for (const line of wrong)
      console.error(`${line.row} at ${line.count}: the value differs by ${line.difference}`);
    process.exitCode = wrong.length > 0 ? 1 : 0;
  } finally {
    peers?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
