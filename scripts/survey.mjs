// npm run survey -- FOLDER…    every hit of the diagnostics in folders of Python (docs/rules/survey.md)
// npm run survey -- --edits    what an edit of a large file costs
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { nodeOptions } from './build/bundles.mjs';

await build({
  ...nodeOptions,
  entryPoints: { survey: 'test/survey/main.ts' },
  outdir: 'out/survey',
  metafile: false,
});
const { status } = spawnSync(process.execPath, ['out/survey/survey.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
