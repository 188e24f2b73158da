// The committed page of the catalogue against the declarations: each id with its formula, plot and conventions, in
// both languages. `npm run catalogue` writes it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CATALOGUE, findDeclaration } from '../../../src/catalogue/catalogue';
import { canProbe, probe } from '../../../src/catalogue/probe';

const FOLDER = join(process.cwd(), 'docs/catalogue');

/** What stands under each id. */
function sectionsOf(file: string): ReadonlyMap<string, string> {
  const parts = readFileSync(join(FOLDER, file), 'utf8').split(/<a id="([a-z0-9_]+)"><\/a>/);
  return new Map(
    parts.flatMap((id, i): [string, string][] => (i % 2 === 1 ? [[id, parts[i + 1] ?? '']] : [])),
  );
}

describe('the page of the catalogue (npm run catalogue)', () => {
  for (const [file, language] of [
    ['README.md', 'en'],
    ['README.zh-cn.md', 'zh'],
  ] as const) {
    it(`has every id and nothing else: ${file}`, () => {
      expect([...sectionsOf(file).keys()].sort()).to.deep.equal(CATALOGUE.map(({ id }) => id).sort());
    });

    it(`shows formula, plot or the reason for none, parameters and conventions of each: ${file}`, () => {
      const sections = sectionsOf(file);
      for (const entry of CATALOGUE) {
        const text = sections.get(entry.id) ?? '';
        expect(text).to.contain(entry.name[language]);
        expect(text).to.contain(`formulas/${entry.id}.svg`);
        for (const { name } of entry.parameters) expect(text, entry.id).to.contain(`\n| \`${name}\` |`);
        for (const { name } of entry.presets) expect(text, entry.id).to.contain(`\n| ${name} |`);
      }
    });
  }

  it('has the picture of every formula, and of every loss that has a curve by default', () => {
    for (const entry of CATALOGUE) {
      expect(existsSync(join(FOLDER, 'formulas', `${entry.id}.svg`)), entry.id).to.equal(true);
      const params = Object.fromEntries(entry.parameters.map((p) => [p.name, p.default]));
      if (!canProbe(probe(entry, params, { find: findDeclaration }))) continue;
      expect(existsSync(join(FOLDER, 'plots', `${entry.id}.svg`)), entry.id).to.equal(true);
    }
  });
});
