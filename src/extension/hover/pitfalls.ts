// The pitfalls of a note that matter at one place in code: what names the library or an argument there comes first.
import type { Declaration, Text } from '../../catalogue/declaration';

/** Of the first ones, where nothing speaks for the others. */
const SHOWN = 2;
const MOST = 3;

/** @param words what stands in the code: the library's name, names of arguments and parameters */
export function pitfallsFor({ note }: Declaration, words: readonly string[]): readonly Text[] {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word.length > 2);
  const ranked = note.pitfalls
    .map((pitfall, i) => {
      const text = pitfall.en.toLowerCase();
      return { pitfall, i, hits: wanted.filter((word) => mentions(text, word)).length };
    })
    .sort((a, b) => b.hits - a.hits || a.i - b.i);
  const matching = ranked.filter(({ hits }) => hits > 0).length;
  return ranked.slice(0, Math.min(MOST, Math.max(SHOWN, matching))).map(({ pitfall }) => pitfall);
}

function mentions(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return (
    at >= 0 && !/[a-z0-9_]/.test(text[at - 1] ?? ' ') && !/[a-z0-9_]/.test(text[at + word.length] ?? ' ')
  );
}
