// The step that asks for a key or for columns, where the file of an input holds several arrays.
import { l10n, window, type QuickPickItem } from 'vscode';
import type { InspectedArray } from '../../protocol/messages';
import { isInline, joinSource, splitSource } from '../requestSources';
import type { Draft } from './draft';
import { shortName, titleOf } from './draftTitle';
import { namesFor } from './guessRoles';
import { choicesOf, type Inspect } from './inspect';
import { pick } from './quickPick';
import type { Step } from './steps';

interface ArrayPick extends QuickPickItem {
  readonly name: string;
}

/** @param remembered source by input, as used last */
export function pickArray(
  input: string,
  inspect: Inspect,
  remembered: Readonly<Record<string, string>>,
): Step<Draft> {
  return async (draft, canGoBack) => {
    const source = draft.sources[input];
    if (source === undefined || isInline(source)) return { kind: 'skip', draft };
    const { file } = splitSource(source);
    const arrays = await inspect(file);
    if (arrays === undefined) return draft.given.includes(input) ? { kind: 'cancel' } : { kind: 'back' };

    const { names, columns } = choicesOf(arrays);
    if (names.length === 0) {
      const why = arrays.map(({ key, unusable = '' }) => `${key}: ${unusable}`).join(' ');
      void window.showErrorMessage(l10n.t('{0} holds no array that can be used. {1}', shortName(file), why));
      return { kind: 'back' };
    }
    if (names.length === 1) return { kind: 'skip', draft: withSource(draft, input, file) };

    const guess = preselected(draft, input, names, remembered);
    const chosen = await pick<ArrayPick>({
      title: titleOf(draft),
      placeholder: columns
        ? l10n.t('Columns of {0} that hold the {1}', shortName(file), input)
        : l10n.t('Array of {0} that holds the {1}', shortName(file), input),
      canGoBack,
      many: columns,
      items: names.map((name) => ({ name, label: name, description: columns ? '' : describe(arrays, name) })),
      preselect: ({ name }) => guess.includes(name),
    });
    if (chosen === 'back' || chosen === 'cancel') return { kind: chosen };
    const selector = chosen.map(({ name }) => name).join(',');
    return { kind: 'next', draft: withSource(draft, input, joinSource({ file, selector })) };
  };
}

/** What was chosen last of this file, else what sounds like the input and is not taken by another one. */
function preselected(
  { sources }: Draft,
  input: string,
  names: readonly string[],
  remembered: Readonly<Record<string, string>>,
): readonly string[] {
  const { file } = splitSource(sources[input] ?? '');
  for (const source of [sources[input], remembered[input]]) {
    const known = splitSource(source ?? '');
    const selected = known.file === file ? (known.selector?.split(',') ?? []) : [];
    if (selected.length > 0 && selected.every((name) => names.includes(name))) return selected;
  }
  const taken = Object.entries(sources).flatMap(([other, source]) => {
    const named = splitSource(source);
    return other === input || named.file !== file ? [] : (named.selector?.split(',') ?? []);
  });
  const free = names.filter((name) => !taken.includes(name));
  return input === 'prediction' || input === 'label'
    ? namesFor(input, free)
    : free.filter((name) => name === input);
}

function describe(arrays: readonly InspectedArray[], name: string): string {
  const array = arrays.find(({ key }) => key === name);
  return array === undefined ? '' : `${array.dtype} [${array.shape.join(', ')}]`;
}

function withSource(draft: Draft, input: string, source: string): Draft {
  return { ...draft, sources: { ...draft.sources, [input]: source } };
}
