// A hover's Markdown for a loss at one place in code: its name, where to go from here, formula, what the
// call's arguments mean, a plot with them, what it expects, what to mind. Pure, so that every name of the catalogue is tested.
import type { Declaration } from '../../catalogue/declaration';
import type { NoteOnly } from '../../catalogue/noteOnly';
import type { Language } from '../../protocol/views';
import type { Catalogue } from '../lazyCatalogue';
import { plainFormula } from '../../math/plainFormula';
import { callMeaning } from './callMeaning';
import { expectations } from './expectations';
import { formulaPicture, type FormulaFile } from './formulaPicture';
import { documentationOf, libraryName } from './libraries';
import { computeLink, linksOf } from './hoverLinks';
import { bulleted, code, escaped, link, noteMarkdown } from './markdown';
import { lossPlot } from './lossPlot';
import type { LossUse } from '../../python/reading';
import { paletteOf } from './palette';
import { pictureMarkdown } from './picture';
import { pitfallsFor } from './pitfalls';
import { sayIn, type Say } from './words';

/** The parts that a person can switch off. */
export const PARTS = ['formula', 'arguments', 'plot', 'inputs', 'pitfalls', 'links', 'compute'] as const;

export type Part = (typeof PARTS)[number];

export interface HoverContext {
  readonly catalogue: Catalogue;
  readonly formulas: FormulaFile;
  /** A `ColorThemeKind`. */
  readonly theme: number;
  readonly language: Language;
  readonly parts: ReadonlySet<Part>;
}

/** @returns Markdown, or `undefined` where the catalogue does not know the id */
export function hoverContent(use: LossUse, context: HoverContext): string | undefined {
  const { catalogue, language, parts, theme } = context;
  const say = sayIn(language);
  const declaration = use.id === undefined ? undefined : catalogue.findDeclaration(use.id);
  if (declaration === undefined) {
    const only = catalogue.NOTE_ONLY.find(({ paths }) => paths.includes(use.path));
    return only === undefined ? undefined : noteOnly(only, use, language, say);
  }
  const params = catalogue.parametersInForce(declaration, use.preset, use.params);
  const palette = paletteOf(theme);
  const part = (name: Part, make: () => string | undefined): string | undefined =>
    parts.has(name) ? make() : undefined;
  const plain = plainFormula(declaration.note.formula);
  const sections = [
    titleOf(use, declaration, context),
    // A hover shows 250 pixels before it must be scrolled: where it leads comes first, long words come last.
    [
      ...(parts.has('compute') ? computeLink(use, declaration, say) : []),
      ...(parts.has('links') ? linksOf(use, declaration, say) : []),
    ].join(' · '),
    use.certainty === 'looksLike' ? resemblance(use, declaration, say, language) : undefined,
    part('formula', () => {
      const picture = formulaPicture(context.formulas, declaration.id, palette, say('formulaAlt', plain));
      return picture === undefined ? undefined : pictureMarkdown(picture);
    }),
    part('arguments', () => bulleted(callMeaning(use, declaration, libraryName(use.path), say, language))),
    part('plot', () => {
      const picture = lossPlot(declaration, params, context, palette, say);
      return picture === undefined ? undefined : pictureMarkdown(picture);
    }),
    noteMarkdown(declaration.note.summary[language]),
    part(
      'inputs',
      () =>
        `**${say('expects')}** ${escaped(expectations(declaration, catalogue.takesOf(declaration, use.path, params), params, language))}`,
    ),
    part('pitfalls', () => pitfalls(use, declaration, say, language)),
  ];
  return sections.filter((section) => section !== undefined && section !== '').join('\n\n');
}

/** `**Binary cross entropy with logits** · bce · PyTorch` */
export function titleOf(
  use: LossUse,
  declaration: Declaration,
  { catalogue, language }: HoverContext,
): string {
  const { path } = use;
  const say = sayIn(language);
  const params = catalogue.parametersInForce(declaration, use.preset, use.params);
  const { id, name, abbreviation, kind } = declaration;
  const own = language === 'en' ? name.en : `${name.zh} ${name.en}`;
  const full = kind === 'loss' && params['input'] === 'logits' ? say('withLogits', own) : own;
  const short =
    abbreviation === undefined || spelling(abbreviation) === spelling(id) ? [] : [escaped(abbreviation)];
  return [`**${escaped(full)}**`, ...short, escaped(id), escaped(libraryName(path))].join(' · ');
}

function spelling(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function resemblance(use: LossUse, { name }: Declaration, say: Say, language: Language): string {
  const { path, definedAs, definedIn, differences } = use;
  const standard = path.slice(path.lastIndexOf('.') + 1);
  const own = definedAs ?? standard;
  const isNamesake = own === standard;
  const place = definedIn === undefined ? say('thisFile') : code(definedIn);
  const names = (all: readonly string[]): string => all.map(code).join(say('comma'));
  const { lacks = [], adds = [] } = differences ?? {};
  return [
    isNamesake
      ? say('looksLike', escaped(name[language]), code(own), place)
      : say('derives', code(own), code(standard), place),
    ...(lacks.length === 0 ? [] : [say('lacks', names(lacks))]),
    ...(adds.length === 0 ? [] : [say('adds', names(adds))]),
  ].join(' ');
}

function pitfalls(use: LossUse, declaration: Declaration, say: Say, language: Language): string {
  const given = use.arguments.flatMap(({ name = '', parameter = name }) => [name, parameter]);
  const words = [libraryName(use.path), use.path.split('.').at(-1) ?? '', ...given];
  const shown = pitfallsFor(declaration, words).map((pitfall) => noteMarkdown(pitfall[language]));
  return shown.length === 0 ? '' : `**${say('pitfalls')}**\n${bulleted(shown)}`;
}

function noteOnly(
  { name, summary, source }: NoteOnly,
  { path }: LossUse,
  language: Language,
  say: Say,
): string {
  const own = language === 'en' ? name.en : `${name.zh} ${name.en}`;
  const library = libraryName(path);
  const documentation = documentationOf(path);
  const links = [
    link(say('paper'), source.link),
    ...(documentation === undefined ? [] : [link(say('documentation', library), documentation)]),
  ];
  return [
    `**${escaped(own)}** · ${escaped(library)}`,
    noteMarkdown(summary[language]),
    links.join(' · '),
  ].join('\n\n');
}
