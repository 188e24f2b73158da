// Builds everything that is shipped into dist/.
//   node esbuild.mjs           minified, no source maps: what the package contains
//   node esbuild.mjs --watch   readable, with source maps, rebuilt at every change
import { context } from 'esbuild';
import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundles } from './scripts/build/bundles.mjs';
import { writeFormulas } from './scripts/build/formulas.mjs';
import { thirdPartyNotices } from './scripts/build/notices.mjs';

const watch = process.argv.includes('--watch');

let running = 0;
/** The editor waits for these two lines before it starts the extension (.vscode/tasks.json). */
const announce = {
  name: 'announce',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onStart(() => {
      if (running++ === 0) console.log('[watch] build started');
    });
    build.onEnd(() => {
      if (--running === 0) console.log('[watch] build finished');
    });
  },
};

const contexts = await Promise.all(
  bundles.map((options) =>
    context({
      ...options,
      minify: !watch,
      sourcemap: watch ? 'linked' : false,
      plugins: [...(options.plugins ?? []), ...(watch ? [announce] : [])],
    }),
  ),
);

const FORMULAS = 'dist/formulas.json';
const formulas = writeFormulas(FORMULAS);

if (watch) {
  await formulas;
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  const building = Promise.all(contexts.map((each) => each.rebuild()));
  const results = await building.catch(() => undefined); // esbuild has already printed what is wrong
  if (results)
    await finish(results.map(({ metafile }) => /** @type {import('esbuild').Metafile} */ (metafile)));
  else process.exitCode = 1;
  await Promise.all(contexts.map((each) => each.dispose()));
}

/**
 * Prints what was built, and completes dist/ with what no bundle is.
 * @param {import('esbuild').Metafile[]} metafiles
 */
async function finish(metafiles) {
  const outputs = metafiles.flatMap((metafile) => Object.entries(metafile.outputs));
  for (const [file, { bytes }] of outputs) {
    const isFont = file.endsWith('.woff2');
    if (!isFont) console.log(`${String(Math.ceil(bytes / 1024)).padStart(6)} KB  ${file}`);
  }
  const notices = 'dist/THIRD_PARTY_NOTICES.txt';
  await writeFile(notices, await thirdPartyNotices(metafiles));
  await formulas;
  await removeOthers([...outputs.map(([file]) => file), notices, FORMULAS]);
  await chmod('dist/cli.js', 0o755);
}

/**
 * Removes what an earlier build left in dist/, after the new files are there: whoever runs them misses none.
 * @param {string[]} files
 */
async function removeOthers(files) {
  const kept = new Set(files.map((file) => join(file)));
  for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !kept.has(path)) await rm(path, { force: true });
  }
}
