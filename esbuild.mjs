// Builds everything that is shipped into dist/.
//   node esbuild.mjs           minified, no source maps: what the package contains
//   node esbuild.mjs --watch   readable, with source maps, rebuilt at every change
import { context } from 'esbuild';
import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { bundles } from './scripts/build/bundles.mjs';
import { thirdPartyNotices } from './scripts/build/notices.mjs';

const watch = process.argv.includes('--watch');

const present = bundles.filter(({ entryPoints: [entry] }) => {
  const exists = entry !== undefined && existsSync(entry.in);
  if (!exists) console.warn(`skipped, not written yet: ${entry?.in}`);
  return exists;
});

let building = 0;
/** The editor waits for these two lines before it starts the extension (.vscode/tasks.json). */
const announce = {
  name: 'announce',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onStart(() => {
      if (building++ === 0) console.log('[watch] build started');
    });
    build.onEnd(() => {
      if (--building === 0) console.log('[watch] build finished');
    });
  },
};

const contexts = await Promise.all(
  present.map((options) =>
    context({
      ...options,
      minify: !watch,
      sourcemap: watch ? 'linked' : false,
      plugins: [...(options.plugins ?? []), ...(watch ? [announce] : [])],
    }),
  ),
);

if (watch) {
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  try {
    const results = await Promise.all(contexts.map((each) => each.rebuild()));
    const outputs = results.flatMap(({ metafile }) => Object.entries(metafile?.outputs ?? {}));
    for (const [file, { bytes }] of outputs) {
      if (!file.includes('/fonts/'))
        console.log(`${String(Math.ceil(bytes / 1024)).padStart(6)} KB  ${file}`);
    }
    const notices = 'dist/THIRD_PARTY_NOTICES.txt';
    await writeFile(notices, await thirdPartyNotices(results.flatMap(({ metafile }) => metafile ?? [])));
    await removeOthers([...outputs.map(([file]) => file), notices]);
    await chmod('dist/cli.js', 0o755).catch(() => {});
  } catch {
    process.exitCode = 1; // esbuild has already printed what is wrong
  } finally {
    await Promise.all(contexts.map((each) => each.dispose()));
  }
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
