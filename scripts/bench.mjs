// npm run bench: bundles the benchmark and runs it. Options: see docs/benchmarks.md.
import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { nodeOptions } from './build/bundles.mjs';

await build({
  ...nodeOptions,
  entryPoints: ['main', 'ours', 'tfjs'].map((name) => `test/bench/${name}.ts`),
  outdir: 'out/bench',
  metafile: false,
  sourcemap: true,
});
const child = fork('out/bench/main.js', process.argv.slice(2));
child.on('message', (counts) => process.send?.(counts));
child.on('exit', (status) => (process.exitCode = status ?? 1));
