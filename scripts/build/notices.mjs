// Collects the licences of the packages that are part of the bundles: most ask to be passed on with the code.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @param {import('esbuild').Metafile[]} metafiles  of all bundles
 * @returns {Promise<string>} one section a package, by name
 */
export async function thirdPartyNotices(metafiles) {
  const folders = new Set();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
        if (folder && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  const sections = await Promise.all([...folders].map(section));
  return [...new Set(sections)].sort().join('\n');
}

/** @param {string} folder */
async function section(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? (await readFile(join(folder, file), 'utf8')).trim() : '';
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`;
}
