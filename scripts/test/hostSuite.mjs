// Runs the tests of test/host inside of the extension host of a real VS Code: the server of the cache,
// opened in a browser, or on other machines the desktop VS Code that @vscode/test-electron fetches.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { canFetchVsCode } from '../host/cache.mjs';
import { findTests, nodeTestOptions } from './bundleTests.mjs';

/** Milliseconds without a line of output after which the host counts as dead. */
const silence = 180_000;

/**
 * @param {{ grep?: string | undefined, file?: string | undefined }} filter
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runHostSuite({ grep, file }) {
  const tests = await findTests('host', file);
  if (tests.length === 0) throw new Error(`There are no tests in test/host${file ? ` named ${file}` : ''}.`);
  await mkdir('out/test', { recursive: true });
  const folder = resolve(await mkdtemp(join('out', 'test', 'host-')));
  try {
    await build({
      ...nodeTestOptions,
      format: 'cjs',
      entryPoints: ['test/host/index.ts', ...tests],
      outbase: 'test/host',
      outdir: join(folder, 'tests'),
    });
    const workspace = join(folder, 'workspace');
    await cp('samples', workspace, { recursive: true });
    const logFile = join(folder, 'log.txt');
    const countsFile = join(folder, 'counts.json');
    await writeFile(logFile, '');
    const files = tests.map((path) =>
      join(folder, 'tests', relative('test/host', path).replace(/\.ts$/, '.js')),
    );
    const run = { files, grep, timeout: 60_000, logFile, countsFile };
    const place = {
      folder,
      workspace,
      runner: join(folder, 'tests/index.js'),
      env: { LOSSARY_HOST_RUN: JSON.stringify(run) },
    };
    const following = new AbortController();
    const output = follow(logFile, following.signal);
    try {
      await Promise.race([canFetchVsCode ? runInServer(place) : runInDesktop(place), output.silent]);
    } finally {
      following.abort();
      await output.done;
    }
    if (existsSync(countsFile)) return JSON.parse(await readFile(countsFile, 'utf8'));
    console.error('The extension host ended before the tests had run.');
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @typedef {{ folder: string, workspace: string, runner: string, env: Record<string, string> }} Place */

/** @param {Place} place */
async function runInServer({ folder, workspace, runner, env }) {
  const { startServer } = await import('../host/server.mjs');
  const { launchBrowser } = await import('../host/browser.mjs');
  const server = await startServer({ dataFolder: join(folder, 'data'), drivenByTests: true, env });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ locale: 'en-US' });
    const ended = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
    await page.exposeFunction('codeAutomationLog', () => {}); // the log file has it all
    const remote = server.origin.replace('http:', 'vscode-remote:');
    await page.goto(
      server.address(workspace, [
        ['extensionDevelopmentPath', remote + process.cwd()],
        ['extensionTestsPath', remote + runner],
      ]),
    );
    await ended;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** @param {Place} place */
async function runInDesktop({ folder, workspace, runner, env }) {
  const { runTests } = await import('@vscode/test-electron');
  await runTests({
    extensionDevelopmentPath: process.cwd(),
    extensionTestsPath: runner,
    extensionTestsEnv: env,
    launchArgs: [
      workspace,
      '--disable-extensions',
      '--disable-workspace-trust',
      `--user-data-dir=${join(folder, 'data')}`,
    ],
  });
}

/**
 * Prints a file while it grows.
 * @param {string} path
 * @param {AbortSignal} signal
 * @returns {{ done: Promise<void>, silent: Promise<never> }} `silent` rejects when nothing was added for long
 */
function follow(path, signal) {
  /** @type {(reason: Error) => void} */
  let giveUp = () => {};
  /** @type {Promise<never>} */
  const silent = new Promise((_, reject) => (giveUp = reject));
  const done = (async () => {
    const file = await open(path);
    try {
      let last = performance.now();
      for (let ended = false; !ended;) {
        ended = signal.aborted; // what was written until then is still printed
        for (;;) {
          const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(65536) });
          if (bytesRead === 0) break;
          process.stdout.write(buffer.subarray(0, bytesRead));
          last = performance.now();
        }
        if (performance.now() - last > silence) giveUp(new Error('The extension host does not answer.'));
        if (!ended) await sleep(100);
      }
    } finally {
      await file.close();
    }
  })();
  return { done, silent };
}
