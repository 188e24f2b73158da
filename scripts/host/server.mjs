// Starts the VS Code server of the cache and installs extensions in it: what `npm start` shows in a
// browser where there is no desktop VS Code, and what the tests drive.
import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureVsCode } from './cache.mjs';

/** Quiet, and the same on every machine. */
const machineSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

/**
 * @typedef {object} ServerOptions
 * @property {string} dataFolder  where the server keeps its state and its extensions
 * @property {string} [port]  a port or a range such as `8300-8399`; any free one if left out
 * @property {boolean} [drivenByTests]  lets a page's address name the tests to run in the extension host
 * @property {Record<string, string>} [env]  added to the environment, which the extension host inherits
 */

/**
 * @typedef {object} Server
 * @property {string} origin  `http://127.0.0.1:port`
 * @property {(folder: string, payload?: [string, string][]) => string} address  of the workbench with a folder open
 * @property {() => string} log  what the server has written so far
 * @property {() => Promise<void>} stop
 */

/** @param {string} dataFolder */
const locations = (dataFolder) => [
  `--server-data-dir=${join(dataFolder, 'server')}`,
  `--extensions-dir=${join(dataFolder, 'extensions')}`,
];

/** Without the variables by which a VS Code around us would be mistaken for this one's. */
function ownEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)),
  );
}

/**
 * @param {ServerOptions} options
 * @returns {Promise<Server>} resolves when it accepts connections
 */
export async function startServer({ dataFolder, port = '0', drivenByTests = false, env = {} }) {
  const { node, serverMain } = await ensureVsCode();
  const machine = join(dataFolder, 'server/data/Machine');
  await mkdir(machine, { recursive: true });
  await writeFile(join(machine, 'settings.json'), JSON.stringify(machineSettings, undefined, 2));
  const child = spawn(
    node,
    [
      serverMain,
      '--host=127.0.0.1',
      `--port=${port}`,
      '--without-connection-token',
      '--accept-server-license-terms',
      '--disable-workspace-trust',
      '--telemetry-level=off',
      ...(drivenByTests ? ['--enable-smoke-test-driver'] : []),
      ...locations(dataFolder),
    ],
    { env: { ...ownEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  const ended = new Promise((resolve) => child.on('close', resolve));
  const origin = await new Promise((resolve, reject) => {
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      log += chunk.toString();
      const listening = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (listening) resolve(`http://127.0.0.1:${listening}`);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('close', () => reject(new Error(`The VS Code server did not start:\n${log}`)));
  });
  return {
    origin,
    address(folder, payload = []) {
      const query = new URLSearchParams({ folder });
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `${origin}/?${query}`;
    },
    log: () => log,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/**
 * Installs a packaged extension where {@link startServer} with the same folder finds it.
 * @param {string} vsix
 * @param {string} dataFolder
 */
export async function installExtension(vsix, dataFolder) {
  const { node, serverMain } = await ensureVsCode();
  const args = [serverMain, `--install-extension=${vsix}`, '--force', ...locations(dataFolder)];
  const { stdout, stderr } = await promisify(execFile)(node, args, { env: ownEnvironment() });
  if (!/successfully installed/.test(stdout))
    throw new Error(`${vsix} was not installed:\n${stdout}${stderr}`);
}
