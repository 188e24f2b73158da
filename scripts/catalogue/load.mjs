// The catalogue and what draws it, from the source itself: bundled into one module and imported.
import { build } from 'esbuild';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeOptions } from '../build/bundles.mjs';

const ENTRY = `
  export { CATALOGUE, findDeclaration } from './src/catalogue/catalogue';
  export { canProbe, placesOn, probe } from './src/catalogue/probe';
  export { plainFormula } from './src/math/plainFormula';
`;

/**
 * @typedef {typeof import('../../src/catalogue/catalogue') & typeof import('../../src/catalogue/probe')
 *   & typeof import('../../src/math/plainFormula')} Sources
 * @returns {Promise<Sources>}
 */
export async function loadSources() {
  await mkdir('out', { recursive: true });
  const folder = await mkdtemp(join('out', 'catalogue-'));
  try {
    const outfile = join(folder, 'sources.mjs');
    await build({
      ...nodeOptions,
      stdin: { contents: ENTRY, resolveDir: '.', loader: 'ts' },
      outdir: undefined,
      outfile,
      format: 'esm',
      metafile: false,
    });
    return await import(pathToFileURL(resolve(outfile)).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
