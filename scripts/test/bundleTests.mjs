// Finds the test files of a suite by their names and bundles them below out/test.
import { build } from 'esbuild';
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { nodeOptions } from '../build/bundles.mjs';

/** What tests use as it is installed: it cannot be bundled, or it must be the one copy that runs. */
const external = [
  'vscode',
  'mocha',
  'playwright-core',
  '@sparticuz/chromium',
  '@vscode/*',
  'esbuild',
  'eslint',
  'typescript',
  'typescript-eslint',
  'prettier',
];

/**
 * The product's options, so that tests see the modules that are shipped.
 * @type {import('esbuild').BuildOptions}
 */
export const nodeTestOptions = {
  alias: nodeOptions.alias,
  mainFields: nodeOptions.mainFields,
  logOverride: nodeOptions.logOverride,
  platform: nodeOptions.platform,
  target: nodeOptions.target,
  plugins: nodeOptions.plugins,
  external,
  bundle: true,
  logLevel: 'warning',
};

/** CommonJS packages inside of an ES module still ask for these. */
const commonJsNames = `
import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __fileURLToPath(new URL('.', import.meta.url));
`;

/**
 * Every `*.test.ts` below `test/<suite>` whose path contains `part`, in a fixed order.
 * @param {string} suite
 * @param {string} [part]
 * @returns {Promise<string[]>}
 */
export async function findTests(suite, part = '') {
  const folder = join('test', suite);
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.test.ts') && path.includes(part))
    .sort();
}

/**
 * Bundles a suite. What several files share is bundled once, as it is loaded once when the product runs.
 * Goes to a folder of its own, so that two runs at once do not disturb each other.
 * @param {string} suite
 * @param {string[]} files
 * @returns {Promise<{ outdir: string, bundles: string[] }>} the bundles, in the order of `files`
 */
export async function bundleTests(suite, files) {
  await mkdir('out/test', { recursive: true });
  const outdir = await mkdtemp(join('out', 'test', `${suite}-`));
  await build({
    ...nodeTestOptions,
    entryPoints: files,
    outbase: join('test', suite),
    outdir,
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'shared/[hash]',
    sourcemap: 'linked',
    banner: { js: commonJsNames },
  });
  const bundles = files.map((file) => relative(join('test', suite), file).replace(/\.ts$/, '.mjs'));
  return { outdir, bundles: bundles.map((name) => join(outdir, name)) };
}
