// npm run bench: bundles the benchmark and runs it.  --quick  --only=WORD  --large
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { nodeOptions } from './build/bundles.mjs';

await build({
  ...nodeOptions,
  entryPoints: ['test/bench/main.ts'],
  outdir: undefined,
  outfile: 'out/bench/main.js',
  metafile: false,
});
const { status } = spawnSync(process.execPath, ['out/bench/main.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
