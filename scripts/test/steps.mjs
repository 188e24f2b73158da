// The steps of npm test: each runs in a process of its own and answers how many tests passed and failed.
import { fork, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { canFetchVsCode } from '../host/cache.mjs';
import { bundleTests, findTests } from './bundleTests.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

/** Milliseconds that one test may take. */
const timeouts = { unit: 60_000, golden: 60_000, e2e: 180_000 };

/**
 * Runs a check that is no test: it adds nothing when it passes, and one failure when it does not.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Counts>}
 */
export function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', reject);
    child.on('exit', (code) => resolve({ passed: 0, failed: code === 0 ? 0 : 1 }));
  });
}

/**
 * Runs a suite of mocha tests under Node.
 * @param {'unit' | 'golden' | 'e2e'} suite
 * @param {{ grep?: string | undefined, file?: string | undefined }} filter
 * @returns {Promise<Counts>}
 */
export async function runSuite(suite, { grep, file }) {
  const tests = await findTests(suite, file);
  if (tests.length === 0)
    throw new Error(`There are no tests in test/${suite}${file ? ` named ${file}` : ''}.`);
  const { outdir, bundles } = await bundleTests(suite, tests);
  try {
    return await runMocha(suite, { files: bundles, grep, timeout: timeouts[suite] });
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

/**
 * Runs the end-to-end tests on the packaged extension: a package of their own, or `$LOSSARY_VSIX`.
 * @param {{ grep?: string | undefined, file?: string | undefined }} filter
 * @returns {Promise<Counts>}
 */
export async function runEndToEnd(filter) {
  if (!canFetchVsCode) {
    console.log('Left out: the VS Code that these tests drive runs on Linux x64.');
    return { passed: 0, failed: 0 };
  }
  if (process.env.LOSSARY_VSIX) return runSuite('e2e', filter);
  await mkdir('out/test', { recursive: true });
  const folder = await mkdtemp(join('out', 'test', 'package-'));
  try {
    process.env.LOSSARY_VSIX = resolve(folder, 'lossary.vsix');
    const packed = await run('npm', ['run', '--silent', 'package', '--', '--out', process.env.LOSSARY_VSIX]);
    return packed.failed > 0 ? packed : await runSuite('e2e', filter);
  } finally {
    // The next run packages anew.
    delete process.env.LOSSARY_VSIX;
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} suite
 * @param {{ files: string[], grep: string | undefined, timeout: number }} options
 * @returns {Promise<Counts>}
 */
function runMocha(suite, options) {
  return counted(suite, 'scripts/test/runMocha.mjs', [JSON.stringify(options)]);
}

/**
 * Runs the small rows of the benchmark and counts whose values are right; times do not count.
 * @returns {Promise<Counts>}
 */
export function runBenchmark() {
  return counted('bench', 'scripts/bench.mjs', ['--quick']);
}

/**
 * Runs a script that tells, as a message, how many tests passed and failed.
 * @param {string} suite
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<Counts>}
 */
function counted(suite, script, args) {
  const child = fork(script, args, { execArgv: ['--enable-source-maps'] });
  return new Promise((resolve, reject) => {
    /** @type {Counts | undefined} */
    let counts;
    child.on('message', (message) => (counts = /** @type {Counts} */ (message)));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (counts) return resolve(counts);
      console.error(`The suite ${suite} ended before it had run (${signal ?? `exit status ${code}`}).`);
      resolve({ passed: 0, failed: 1 });
    });
  });
}
