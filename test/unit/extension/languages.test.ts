// Every text of the extension is there in both languages, with the same gaps to fill in.
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES, TASKS } from '../../../src/extension/words';

type Texts = Readonly<Record<string, string>>;

const read = (path: string): Texts => JSON.parse(readFileSync(path, 'utf8')) as Texts;

/** What of a text must not be translated: gaps, commands, line breaks. */
const fixedParts = (text: string): string[] =>
  [...text.matchAll(/\{\d\}|\(command:[\w.]+\)|\n/g)].map(([part]) => part).sort();

describe('texts in both languages', () => {
  it('of the code', () => {
    const chinese = read('l10n/bundle.l10n.zh-cn.json');
    const used = readdirSync('src/extension', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(join('src/extension', name), 'utf8').matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g),
      ])
      .map(([, text = '']) => text);
    expect(used.length).to.be.greaterThan(40);
    expect(Object.keys(chinese)).to.have.members([...new Set(used)]);
    for (const [english, text] of Object.entries(chinese))
      expect(fixedParts(text), text).to.deep.equal(fixedParts(english));
  });

  it('of the manifest', () => {
    const english = read('package.nls.json');
    const chinese = read('package.nls.zh-cn.json');
    const keys = [...readFileSync('package.json', 'utf8').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    expect(Object.keys(english)).to.have.members(keys);
    expect(Object.keys(chinese)).to.have.members(keys);
    for (const [key, text] of Object.entries(chinese))
      expect(fixedParts(text), text).to.deep.equal(fixedParts(english[key] ?? ''));
  });

  it('of tasks and families', () => {
    for (const { en, zh } of [...Object.values(TASKS), ...Object.values(FAMILIES)]) {
      expect(en).to.match(/^[A-Z]/);
      expect(zh).to.match(/^[\u4e00-\u9fff]+$/);
    }
  });
});
