// What esbuild makes of the sources: one bundle each for the extension, the worker, the
// command line and every webview. Used by esbuild.mjs and by whoever asks what is shipped.
import { readFile } from 'node:fs/promises';
import { assembly } from './assembly.mjs';
import { declarationsById } from './declarations.mjs';

/** KaTeX offers each font in three formats; every host we run in reads woff2, a quarter of the bytes. */
const woff2Only = {
  name: 'woff2-only',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /katex[\\/]dist[\\/]katex(\.min)?\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8');
      return {
        contents: css.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, ''),
        loader: 'css',
      };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  outdir: 'dist',
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
  charset: 'utf8',
  // A bundle that silently drops the tfjs backend fails at its first call only: fail here instead.
  logOverride: { 'ignored-bare-import': 'error' },
};

/** Options for code that runs under Node; shared with the bundles of the tests. */
/** @type {import('esbuild').BuildOptions} */
export const nodeOptions = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20.9',
  // The ES modules of tfjs are half the size of its Node build, and keep its side effects.
  mainFields: ['module', 'main'],
  alias: {
    'node-fetch': './scripts/build/noFetch.mjs',
    // Its ES module asks import.meta.url where it lies, which CommonJS does not have.
    'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs',
  },
  plugins: [assembly],
};

/** @type {import('esbuild').BuildOptions} */
const webviewOptions = {
  ...common,
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'iife',
  target: 'chrome122',
  loader: { '.woff2': 'file', '.svg': 'text' },
  assetNames: 'fonts/[name]',
  plugins: [woff2Only],
};

/**
 * What a bundle loads when it first needs it, in a file of its own.
 * @param {Record<string, string>} files by how the imported path ends
 * @returns {import('esbuild').Plugin}
 */
const loadedLater = (files) => ({
  name: 'loaded-later',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) => {
      const [, file] = Object.entries(files).find(([end]) => path.endsWith(end)) ?? [];
      return kind === 'dynamic-import' && file !== undefined ? { path: file, external: true } : undefined;
    });
  },
});

/** TensorFlow.js, a quarter of an engine, for who looks at a gradient. Expressions are plain data: both sides read them. */
const engineOptions = {
  ...nodeOptions,
  plugins: [assembly, loadedLater({ './tensors': './tensors.js' })],
  supported: { 'dynamic-import': false },
};

/**
 * The bundles that are shipped.
 * @type {(import('esbuild').BuildOptions & { entryPoints: { in: string, out: string }[] })[]}
 */
export const bundles = [
  {
    ...nodeOptions,
    entryPoints: [
      { in: 'src/extension/extension.ts', out: 'extension' },
      { in: 'src/catalogue/lookUp.ts', out: 'catalogue' },
      { in: 'src/python/reader.ts', out: 'python' },
      { in: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', out: 'python/web-tree-sitter' },
      {
        in: 'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
        out: 'python/tree-sitter-python',
      },
    ],
    loader: { '.wasm': 'copy' },
    external: ['vscode'],
    plugins: [loadedLater({ '/catalogue/lookUp': './catalogue.js', '/python/reader': './python.js' })],
    supported: { 'dynamic-import': false }, // a require: VS Code's own loader sees it
  },
  { ...engineOptions, entryPoints: [{ in: 'src/worker/main.node.ts', out: 'worker' }] },
  { ...nodeOptions, entryPoints: [{ in: 'src/worker/autodiff/tensors.ts', out: 'tensors' }] },
  { ...nodeOptions, entryPoints: [{ in: 'src/worker/threads/helper.node.ts', out: 'helper' }] },
  {
    ...nodeOptions,
    entryPoints: [{ in: 'src/cli/start.ts', out: 'cli' }],
    banner: { js: '#!/usr/bin/env node' },
  },
  // ASCII, because of how it is loaded (src/worker/compiled.node.ts).
  {
    ...engineOptions,
    entryPoints: [{ in: 'src/cli/main.ts', out: 'commandLine' }],
    charset: 'ascii',
    plugins: [...engineOptions.plugins, declarationsById],
  },
  { ...webviewOptions, entryPoints: [{ in: 'webview/results/main.ts', out: 'results' }] },
  { ...webviewOptions, entryPoints: [{ in: 'webview/visualizer/main.ts', out: 'visualizer' }] },
  {
    ...webviewOptions,
    entryPoints: [{ in: 'webview/optimizers/main.ts', out: 'optimizers' }],
    mainFields: ['module', 'main'],
    alias: nodeOptions.alias,
    // TensorFlow.js's 64 bit integers try WebAssembly first, which a page's policy refuses and reports.
    define: { WebAssembly: 'undefined' },
  },
];
