// The words of one view, which stand beside it: both languages, with `{0}`, `{1}` filled in.
import type { Text } from '../../../src/catalogue/declaration';
import type { Language } from '../../../src/protocol/views';

export type ViewSay<W extends string> = (word: W, ...values: readonly (string | number)[]) => string;

export function wordsOf<W extends string>(
  words: Readonly<Record<W, Text>>,
): (language: Language) => ViewSay<W> {
  return (language) =>
    (word, ...values) =>
      words[word][language].replaceAll(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ''));
}
