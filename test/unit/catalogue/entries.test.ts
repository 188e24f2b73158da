// What holds of every entry of the catalogue: parameters in their ranges, presets that exist, notes in both languages,
// formulas that print.
import { expect } from 'chai';
import katex from 'katex';
import { CATALOGUE, findDeclaration } from '../../../src/catalogue/catalogue';
import type { Declaration, Parameter, Text } from '../../../src/catalogue/declaration';
import { topological, type Expr } from '../../../src/math/expression';
import { toLatex } from '../../../src/math/latex';
import type { ParameterValue } from '../../../src/protocol/compute';
import { ENTRY_IDS } from './catalogueText';
import { settingsOf } from './cases';

/** Why a value is not one that the parameter takes; nothing where it is. */
function refusal(parameter: Parameter, value: ParameterValue): string | undefined {
  switch (parameter.kind) {
    case 'number': {
      if (value === null) return parameter.optional === true ? undefined : 'null, and it is not optional';
      if (typeof value === 'string')
        return parameter.words?.includes(value) === true ? undefined : `no word: ${value}`;
      if (typeof value !== 'number') return `no number: ${String(value)}`;
      return value >= parameter.min && value <= parameter.max ? undefined : `${value} is out of range`;
    }
    case 'choice':
      return typeof value === 'string' && parameter.choices.includes(value)
        ? undefined
        : `no choice: ${String(value)}`;
    case 'switch':
      return typeof value === 'boolean' ? undefined : `neither on nor off: ${String(value)}`;
    case 'vector':
      return value === null ||
        Array.isArray(value) ||
        (parameter.orNumber === true && typeof value === 'number')
        ? undefined
        : `no numbers: ${String(value)}`;
    case 'text':
      return value === null || typeof value === 'string' ? undefined : `no text: ${String(value)}`;
  }
}

function textsOf({ name, note, parameters, presets, inputs = {} }: Declaration): Text[] {
  const { summary, gradient, use, avoid, neighbours, pitfalls } = note;
  return [
    name,
    ...[summary, gradient, use, avoid, neighbours, ...pitfalls],
    ...parameters.map(({ meaning }) => meaning),
    ...presets.map(({ meaning }) => meaning),
    ...Object.values(inputs).map(({ meaning }) => meaning),
  ];
}

function valuesOf(value: Expr | Readonly<Record<string, Expr>>): Expr[] {
  return isExpr(value) ? [value] : Object.values(value);
}

function isExpr(value: Expr | Readonly<Record<string, Expr>>): value is Expr {
  return typeof value['kind'] === 'string';
}

/** Formulas between dollar signs. */
function inlineFormulas(text: string): string[] {
  return [...text.matchAll(/\$([^$]+)\$/g)].map((match) => match[1] ?? '');
}

function render(latex: string): void {
  katex.renderToString(latex, { throwOnError: true, strict: 'ignore' });
}

describe('the catalogue', () => {
  it('has every id of the specification, and each once', () => {
    const ids = CATALOGUE.map(({ id }) => id);
    expect(ids).to.include.members([...ENTRY_IDS]);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('finds an entry by its id only', () => {
    expect(findDeclaration('dice')?.id).to.equal('dice');
    expect(findDeclaration('Dice')).to.equal(undefined);
  });

  for (const entry of CATALOGUE) {
    describe(entry.id, () => {
      it('names each parameter once, with a default that it takes itself', () => {
        const names = entry.parameters.map(({ name }) => name);
        expect(new Set(names).size).to.equal(names.length);
        for (const parameter of entry.parameters) {
          expect(refusal(parameter, parameter.default), parameter.name).to.equal(undefined);
        }
      });

      it('has sliders inside the range of their parameter', () => {
        for (const parameter of entry.parameters) {
          if (parameter.kind !== 'number' || parameter.slider === undefined) continue;
          const [low, high] = parameter.slider;
          expect(low, parameter.name).to.be.lessThan(high).and.at.least(parameter.min);
          expect(high, parameter.name).to.be.at.most(parameter.max);
          if (parameter.scale === 'log') expect(low, parameter.name).to.be.greaterThan(0);
        }
      });

      it('has presets of its own parameters, each named once', () => {
        const names = entry.presets.map(({ name }) => name);
        expect(new Set(names).size).to.equal(names.length);
        expect(names).not.to.include('all');
        for (const preset of entry.presets) {
          for (const [name, value] of Object.entries(preset.params)) {
            const parameter = entry.parameters.find((p) => p.name === name);
            if (parameter === undefined)
              throw new Error(`${preset.name} sets ${name}, which is no parameter`);
            expect(refusal(parameter, value), `${preset.name}, ${name}`).to.equal(undefined);
          }
        }
      });

      it('maps aliases onto its own parameters and presets', () => {
        for (const { path, params = {}, preset, arguments: mapped = {} } of entry.aliases) {
          if (preset !== undefined)
            expect(
              entry.presets.map(({ name }) => name),
              path,
            ).to.include(preset);
          for (const [name, value] of Object.entries(params)) {
            const parameter = entry.parameters.find((p) => p.name === name);
            if (parameter === undefined) throw new Error(`${path} sets ${name}, which is no parameter`);
            expect(refusal(parameter, value), `${path}, ${name}`).to.equal(undefined);
          }
          for (const ours of Object.values(mapped)) {
            expect(
              entry.parameters.map(({ name }) => name),
              path,
            ).to.include(ours);
          }
        }
      });

      it('says everything in English and in Chinese', () => {
        for (const { en, zh } of textsOf(entry)) {
          expect(en.trim(), zh).not.to.equal('');
          expect(zh, en).to.match(/[\u4e00-\u9fff]/);
        }
        expect(entry.note.pitfalls.length).to.be.within(1, 4);
        expect(entry.note.sources.length).to.be.at.least(1);
        for (const { title, link } of entry.note.sources) {
          expect(title).to.match(/\d{4}/);
          expect(link).to.match(/^https:\/\/\S+$/);
        }
      });

      it('has formulas that KaTeX sets, in the textbook form and inside of the note', () => {
        render(entry.note.formula);
        for (const { en, zh } of textsOf(entry))
          [...inlineFormulas(en), ...inlineFormulas(zh)].forEach(render);
      });

      it('builds its form in every layout and preset, and the form prints', () => {
        for (const setting of settingsOf(entry)) {
          const form = entry.form(setting);
          if (form.kind === 'algorithm') continue;
          const values: (Expr | undefined)[] =
            form.kind === 'samples'
              ? [form.loss, form.weight, ...Object.values(form.held ?? {})]
              : valuesOf(form.value);
          for (const value of values) {
            if (value === undefined) continue;
            render(toLatex(value));
          }
          if (form.kind === 'samples') {
            const sums = topological([form.loss]).filter(
              (node) => node.kind === 'apply' && node.op === 'sumSamples',
            );
            expect(sums, 'a sample does not see the sums of others').to.deep.equal([]);
          }
          if (form.kind === 'groups') expect(['group', 'total']).to.include(form.value.level);
        }
      }).timeout(20_000);
    });
  }
});
