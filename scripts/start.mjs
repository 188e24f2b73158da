// npm start: builds and packages the extension, and opens samples/ in a real VS Code with it installed:
// the desktop one where `code` is on the PATH, or else a VS Code of our own in the browser.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { cacheFolder, canFetchVsCode } from './host/cache.mjs';
import { installExtension, startServer } from './host/server.mjs';

const onWindows = process.platform === 'win32';
const vsix = resolve('lossary.vsix');
const samples = resolve('samples');
// A place of its own: nobody's settings and extensions are touched.
const dataFolder = join(cacheFolder(), 'start');

/**
 * Runs a program to its end, and ends this one when it fails.
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: onWindows });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function openDesktop() {
  const place = [
    '--user-data-dir',
    join(dataFolder, 'desktop'),
    '--extensions-dir',
    join(dataFolder, 'desktop-extensions'),
  ];
  run('code', [...place, '--install-extension', vsix, '--force']);
  run('code', [...place, '--new-window', '--disable-workspace-trust', samples]);
}

async function serve() {
  await installExtension(vsix, dataFolder);
  const server = await startServer({ dataFolder, port: '8300-8399' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
  }
  console.log(`\nVS Code with Lossary is at ${server.address(samples)}\nCtrl+C stops it.`);
}

run('npm', ['run', '--silent', 'package']);
const hasDesktop = spawnSync('code', ['--version'], { shell: onWindows }).status === 0;
if (hasDesktop) openDesktop();
else if (canFetchVsCode) await serve();
else {
  console.error('Install VS Code so that the command `code` is on the PATH, and run npm start again.');
  process.exitCode = 1;
}
