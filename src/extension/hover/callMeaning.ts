// What the arguments of a call mean for its loss, as lines of Markdown.
import type { Declaration, Preset } from '../../catalogue/declaration';
import type { Language } from '../../protocol/views';
import type { LossArgument, LossUse } from '../../python/reading';
import { code, escaped, noteMarkdown } from './markdown';
import { REDUCTIONS, type Say } from './words';

/** Lines for each argument, the library's own convention, and a reduction that is not the mean. */
export function callMeaning(
  use: LossUse,
  declaration: Declaration,
  libraryName: string,
  say: Say,
  language: Language,
): readonly string[] {
  const found = declaration.presets.find(({ name }) => name === use.preset);
  // What the call says otherwise in every point is no longer the library's convention.
  const convention = Object.entries(found?.params ?? {});
  const isOverridden =
    convention.length > 0 &&
    convention.every(([name, value]) => name in use.params && use.params[name] !== value);
  const preset = isOverridden ? undefined : found;
  const explained = use.arguments.flatMap((argument) => {
    const meaning = meaningOf(argument, use, declaration, say, language);
    return meaning === undefined ? [] : [`${code(written(argument))} ${meaning}`];
  });
  const rest = use.arguments.filter(
    (argument) =>
      argument.value !== undefined &&
      !Array.isArray(argument.value) &&
      meaningOf(argument, use, declaration, say, language) === undefined,
  );
  return [
    ...explained,
    ...(rest.length === 0
      ? []
      : [`${say('alsoGiven')}${rest.map((argument) => code(written(argument))).join(say('comma'))}`]),
    ...(preset === undefined ? [] : [conventionOf(preset, libraryName, say, language)]),
    ...defaultReduction(use, say, language),
  ];
}

/** The library is named once. */
function conventionOf({ meaning }: Preset, libraryName: string, say: Say, language: Language): string {
  const text = noteMarkdown(meaning[language]);
  return text.startsWith(libraryName) ? text : escaped(say('asIn', libraryName)) + text;
}

function meaningOf(
  argument: LossArgument,
  use: LossUse,
  declaration: Declaration,
  say: Say,
  language: Language,
): string | undefined {
  const { reduction = 'mean' } = use;
  if (argument.deprecated === 'unknown') return say('deprecatedUnknown', code('reduction'));
  if (argument.deprecated !== undefined) return say('deprecated', code(`reduction="${argument.deprecated}"`));
  if (argument.name === 'reduction')
    return argument.value === undefined
      ? say('notRead')
      : argument.value === 'batchmean'
        ? noteMarkdown(BATCH_MEAN[language])
        : REDUCTIONS[reduction][language];
  const parameter = declaration.parameters.find(({ name }) => name === argument.parameter);
  if (parameter === undefined) return undefined;
  const unknown = argument.value === undefined ? say('notReadAside') : '';
  return `${noteMarkdown(parameter.meaning[language])}${unknown}`;
}

/** As a keyword, however it was given. */
export function written({ name, text }: LossArgument): string {
  return name === undefined ? text : `${name}=${text}`;
}

const BATCH_MEAN = {
  en: 'the sum divided by the batch size: the divergence as it is defined',
  zh: '总和除以批量大小：即散度的定义',
};

/** A library's default is worth a line where it surprises: anything but the mean. */
function defaultReduction(use: LossUse, say: Say, language: Language): readonly string[] {
  const { reduction, arguments: given } = use;
  const said = given.some(({ name, deprecated }) => name === 'reduction' || deprecated !== undefined);
  if (reduction === undefined || reduction === 'mean' || said) return [];
  const sentence = REDUCTIONS[reduction][language];
  return [say('defaultReduction', code('reduction'), sentence)];
}
