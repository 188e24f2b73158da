// npm run bench: bundles the benchmark and runs it. Options: see docs/benchmarks.md.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { nodeOptions } from './build/bundles.mjs';

await build({
  ...nodeOptions,
  entryPoints: ['main', 'ours', 'tfjs'].map((name) => `test/bench/${name}.ts`),
  outdir: 'out/bench',
  metafile: false,
  sourcemap: true,
});
const { status } = spawnSync(process.execPath, ['out/bench/main.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
