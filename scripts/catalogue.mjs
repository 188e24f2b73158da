// npm run catalogue: writes docs/catalogue/ from the declarations, so that whoever has installed nothing can read it:
// a page in each language, and a picture of each formula and of each loss with its slope.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFormulas } from './build/formulas.mjs';
import { loadSources } from './catalogue/load.mjs';
import { page } from './catalogue/page.mjs';
import { curvePicture, formulaPicture } from './catalogue/pictures.mjs';

const FOLDER = 'docs/catalogue';
const POINTS = 241;

/** What the axis is called in a plot. */
const VARIABLES = {
  real: 'ŷ',
  probability: 'p',
  logit: 'z',
  score: 'f',
  logProbability: 'ln p',
  offset: 'x',
};

const { CATALOGUE, findDeclaration, canProbe, placesOn, plainFormula, probe } = await loadSources();

const made = join('out', 'formulas', 'page.json');
await writeFormulas(made);
const formulas = JSON.parse(await readFile(made, 'utf8'));

await rm(FOLDER, { recursive: true, force: true });
await Promise.all(['formulas', 'plots'].map((name) => mkdir(join(FOLDER, name), { recursive: true })));

/** @type {Map<string, import('../src/catalogue/declaration').Text>} */
const plotless = new Map();
for (const entry of CATALOGUE) {
  const { id, name } = entry;
  await writeFile(join(FOLDER, 'formulas', `${id}.svg`), formulaPicture(formulas, id, name.en));
  const probed = probe(entry, Object.fromEntries(entry.parameters.map((p) => [p.name, exampleOf(p)])), {
    find: findDeclaration,
  });
  if (!canProbe(probed)) {
    plotless.set(id, probed.reason);
    continue;
  }
  const { label, axis, range } = probed;
  const variable = VARIABLES[axis];
  const labels = label.kind === 'choice' ? label.values : [label.default];
  const x = placesOn(axis, POINTS);
  const curves = labels.map((y) => ({ label: `y = ${y < 0 ? `−${-y}` : y}`, x, ...probed.evaluate(x, y) }));
  const title = `${name.en}: loss and slope against ${variable}`;
  await writeFile(join(FOLDER, 'plots', `${id}.svg`), curvePicture(curves, { variable, range, title }));
}

for (const [language, file] of /** @type {const} */ ([
  ['en', 'README.md'],
  ['zh', 'README.zh-cn.md'],
])) {
  await writeFile(join(FOLDER, file), page(CATALOGUE, language, plotless, plainFormula));
}
console.log(
  `${FOLDER}: ${CATALOGUE.length} entries, ${CATALOGUE.length - plotless.size} of them with a plot`,
);

/**
 * The default; where there is none and one is needed, something to draw.
 * @param {import('../src/catalogue/declaration').Parameter} parameter
 */
function exampleOf(parameter) {
  if (parameter.kind === 'vector' && parameter.required === true) return [2, 1, 1];
  if (parameter.kind === 'text' && parameter.default === null) return '0.5*dice(smooth=1e-5) + bce';
  return parameter.default;
}
