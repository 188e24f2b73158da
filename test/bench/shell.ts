// The whole task from a cold shell: two .npy files, one value, process start included.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npyHeaderBytes } from '../../src/worker/readers/npyHeader';
import { pythonPath } from './peers';

export interface ShellRow {
  readonly name: string;
  readonly seconds: number;
  readonly value: number;
}

const SCRIPTS: Readonly<Record<string, string>> = {
  NumPy:
    'import sys, numpy as np\np, y = np.load(sys.argv[1]), np.load(sys.argv[2])\nprint(-np.mean(y * np.log(p) + (1 - y) * np.log1p(-p), dtype=np.float64))',
  PyTorch:
    'import sys, numpy as np, torch\np, y = (torch.from_numpy(np.load(a)) for a in sys.argv[1:])\nprint(float(torch.nn.functional.binary_cross_entropy(p, y)))',
  'scikit-learn':
    'import sys, numpy as np\nfrom sklearn.metrics import log_loss\nprint(log_loss(np.load(sys.argv[2]), np.load(sys.argv[1])))',
};

function timed(command: string, args: readonly string[]): { seconds: number; out: string } | undefined {
  const start = performance.now();
  const done = spawnSync(command, [...args], { encoding: 'utf8' });
  if (done.status !== 0) return undefined;
  return { seconds: (performance.now() - start) / 1000, out: done.stdout };
}

/** Medians of `runs` runs, ours and the peers' in turn. */
export function shellRows(
  folder: string,
  prediction: Uint8Array,
  label: Uint8Array,
  runs: number,
): ShellRow[] {
  const files = { p: join(folder, 'p.npy'), y: join(folder, 'y.npy') };
  writeFileSync(files.p, Buffer.concat([npyHeaderBytes('float32', [prediction.length / 4]), prediction]));
  writeFileSync(files.y, Buffer.concat([npyHeaderBytes('float32', [label.length / 4]), label]));
  const ours = ['dist/cli.js', 'compute', 'bce', '--prediction', files.p, '--label', files.y, '--json'];
  const times = new Map<string, number[]>();
  const values = new Map<string, number>();
  for (let i = 0; i < runs; i++) {
    const mine = timed(process.execPath, ours);
    if (mine === undefined) throw new Error('the command line failed; is dist/ built?');
    const answer = JSON.parse(mine.out) as { results: { value: number }[] };
    note('lossary', mine.seconds, answer.results[0]?.value ?? NaN);
    for (const [name, script] of Object.entries(SCRIPTS)) {
      const theirs = timed(pythonPath(), ['-c', script, files.p, files.y]);
      if (theirs !== undefined) note(name, theirs.seconds, Number(theirs.out));
    }
  }
  return [...times].map(([name, all]) => ({ name, seconds: median(all), value: values.get(name) ?? NaN }));

  function note(name: string, seconds: number, value: number): void {
    times.set(name, [...(times.get(name) ?? []), seconds]);
    values.set(name, value);
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
