// The answers of the tools as text that an assistant can quote: numbers in full, and what they are of.
import type { Declaration, Parameter } from '../../catalogue/declaration';
import type { ComputationResult, ComputeResult, Parameters } from '../../protocol/compute';
import type { Catalogue } from '../lazyCatalogue';

/** Longer values (`reduction: none`) are cut: a conversation is no place for arrays. */
const LONGEST_VALUE = 2000;

/** One paragraph a result. */
export function computedText({ results, prediction, label }: ComputeResult): string {
  const inputs = [prediction, label].flatMap((input) =>
    input === undefined ? [] : `${input.name}: ${input.dtype} [${input.shape.join(', ')}]`,
  );
  return [...results.map(resultText), ...(inputs.length === 0 ? [] : [inputs.join('; ')])].join('\n\n');
}

/** One line a convention, with why it differs. */
export function comparedText({ results }: ComputeResult, { findDeclaration }: Catalogue): string {
  const [first] = results;
  const presets = findDeclaration(first?.id ?? '')?.presets ?? [];
  const lines = results.map((result) => {
    const meaning = presets.find(({ name }) => name === result.preset)?.meaning.en;
    return `${result.preset ?? 'default'}: ${valueText(result)}${meaning === undefined ? '' : `; ${meaning}`}`;
  });
  const notes = [...new Set(results.flatMap(({ notes }) => notes))];
  return [`${first?.id ?? ''} by convention`, ...lines, ...notes].join('\n');
}

function resultText(result: ComputationResult): string {
  const { id, preset, reduction, count, nonFinite, params, notes } = result;
  const by = preset === undefined ? '' : `, preset ${preset}`;
  const lines = [
    `${id} = ${valueText(result)} (${reduction} over ${count}${by})`,
    `parameters: ${parametersText(params)}`,
    ...(nonFinite > 0 ? [`${nonFinite} elements of the input are NaN or infinite`] : []),
    ...notes,
  ];
  return lines.join('\n');
}

function valueText({ value }: ComputationResult): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}… (cut)` : text;
}

function parametersText(params: Parameters): string {
  const given = Object.entries(params).filter(([, value]) => value !== null);
  return given.length === 0
    ? 'none'
    : given.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ');
}

/** The entry that a name means: an id, a dotted path in code, or the last part of one. */
export function entryNamed(name: string, { CATALOGUE, findDeclaration }: Catalogue): Declaration | undefined {
  const wanted = name.trim();
  const byPath = (matches: (path: string) => boolean): Declaration | undefined =>
    CATALOGUE.find(({ aliases }) => aliases.some(({ path }) => matches(path)));
  return (
    findDeclaration(wanted) ??
    byPath((path) => path === wanted) ??
    byPath((path) => path.endsWith(`.${wanted}`)) ??
    CATALOGUE.find(({ name: { en }, abbreviation }) => [en, abbreviation].some((each) => same(each, wanted)))
  );
}

function same(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

/** The whole note. Formulas are LaTeX. */
export function explainedText(declaration: Declaration): string {
  const { id, kind, name, note, parameters, presets, aliases } = declaration;
  const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');
  const sections: readonly (readonly [string, string])[] = [
    ['Formula', `$$${note.formula}$$`],
    ['What it is', note.summary.en],
    ['Gradient', note.gradient.en],
    ['When to use it', note.use.en],
    ['When not', note.avoid.en],
    ['Neighbours', note.neighbours.en],
    ['Parameters', list(parameters.map(parameterText))],
    ['Conventions (presets)', list(presets.map((preset) => `${preset.name}: ${preset.meaning.en}`))],
    ['Pitfalls', list(note.pitfalls.map(({ en }) => en))],
    ['Names in code', aliases.map(({ path }) => path).join(', ')],
    ['Sources', list(note.sources.map(({ title, link }) => `${title}, ${link}`))],
  ];
  return [
    `${name.en} (${id}, a ${kind})`,
    ...sections.filter(([, text]) => text !== '').map(([title, text]) => `${title}\n${text}`),
  ].join('\n\n');
}

function parameterText(parameter: Parameter): string {
  const range = parameter.kind === 'number' ? `, ${parameter.min} to ${parameter.max}` : '';
  const choices = parameter.kind === 'choice' ? `, one of ${parameter.choices.join(', ')}` : '';
  return `${parameter.name} (default ${JSON.stringify(parameter.default)}${range}${choices}): ${parameter.meaning.en}`;
}
