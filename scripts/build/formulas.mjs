// The formulas of the notes as SVG, for hovers, which show images only: made by MathJax while building, in one
// small file. Outlines of letters are listed once for all formulas. What did not change is not made again.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { nodeOptions } from './bundles.mjs';

const load = createRequire(import.meta.url);

/** Pixels of an em in a hover's text. */
const FONT_SIZE = 16;

/**
 * A formula: its size in pixels, its viewBox, and what the SVG holds, with `d="#12"` for outline 12.
 * @typedef {{ width: number, height: number, viewBox: string, body: string }} Formula
 */

/**
 * What is used of MathJax, which brings no types.
 * @typedef {{
 *   init: (options: object) => Promise<void>,
 *   tex2svgPromise: (latex: string, options: { display: boolean }) => Promise<unknown>,
 *   startup: { adaptor: { innerHTML: (node: unknown) => string } },
 * }} MathJax
 */

/**
 * @param {string} file where to write `{ outlines: string[], formulas: { [id]: Formula } }`
 */
export async function writeFormulas(file) {
  await mkdir('out/formulas', { recursive: true });
  const formulas = await catalogueFormulas();
  const version = /** @type {{ version: string }} */ (load('mathjax/package.json')).version;
  const hash = createHash('sha256')
    .update(JSON.stringify([version, await readFile(new URL(import.meta.url)), formulas]))
    .digest('hex');
  const cached = join('out', 'formulas', `${hash.slice(0, 20)}.json`);
  const text = await readFile(cached, 'utf8').catch(() => undefined);
  const made = text ?? JSON.stringify(await render(formulas));
  if (text === undefined) await writeFile(cached, made);
  await mkdir('dist', { recursive: true });
  await writeFile(file, made);
}

/**
 * The formula of each note by id, from the catalogue's own source.
 * @returns {Promise<Record<string, string>>}
 */
async function catalogueFormulas() {
  const folder = await mkdtemp(join('out', 'formulas', 'catalogue-'));
  try {
    const outfile = join(folder, 'catalogue.mjs');
    await build({
      ...nodeOptions,
      entryPoints: ['src/catalogue/catalogue.ts'],
      outdir: undefined,
      outfile,
      format: 'esm',
      metafile: false,
    });
    /** @type {{ CATALOGUE: readonly import('../../src/catalogue/declaration').Declaration[] }} */
    const { CATALOGUE } = await import(pathToFileURL(resolve(outfile)).href);
    return Object.fromEntries(CATALOGUE.map(({ id, note }) => [id, note.formula]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {Record<string, string>} formulas LaTeX by id */
async function render(formulas) {
  const MathJax = /** @type {MathJax} */ (load('mathjax'));
  // Without a font cache every image stands for itself: a data URI has no page to look letters up in.
  await MathJax.init({ loader: { load: ['input/tex', 'output/svg'] }, svg: { fontCache: 'none' } });
  /** @type {Map<string, number>} */
  const outlines = new Map();
  /** @type {Record<string, Formula>} */
  const made = {};
  for (const [id, latex] of Object.entries(formulas)) {
    const node = await MathJax.tex2svgPromise(latex, { display: true });
    made[id] = compact(MathJax.startup.adaptor.innerHTML(node), id, outlines);
  }
  return { outlines: [...outlines.keys()], formulas: made };
}

/**
 * Without what only a page's scripts and styles would read.
 * @param {string} svg
 * @param {string} id for the message where MathJax did not understand
 * @param {Map<string, number>} outlines where each outline goes
 * @returns {Formula}
 */
function compact(svg, id, outlines) {
  const found = /<svg[^>]*viewBox="([^"]+)"[^>]*>(.*)<\/svg>/s.exec(svg);
  const [, viewBox = '', content = ''] = found ?? [];
  if (viewBox === '' || /merror|<foreignObject/.test(content))
    throw new Error(`The formula of ${id} cannot be made into an image: ${svg.slice(0, 300)}`);
  const [, , width = 0, height = 0] = viewBox.split(' ').map(Number);
  const body = content
    .replace(/ (?:data-[\w-]+|role|focusable|aria-[\w-]+|xmlns:xlink)="[^"]*"/g, '')
    .replace(/ stroke="currentColor"/g, '')
    .replace(/><\/(?:path|rect|line)>/g, '/>')
    .replace(/ d="([^"]*)"/g, (_, d) => {
      const at = outlines.get(d) ?? outlines.size;
      outlines.set(d, at);
      return ` d="#${at}"`;
    });
  /** @param {number} units thousandths of an em */
  const pixels = (units) => Math.ceil((units * FONT_SIZE) / 1000);
  return { width: pixels(width), height: pixels(height), viewBox, body };
}
