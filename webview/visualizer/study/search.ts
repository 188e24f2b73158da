// Finds losses by what people call them.
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { Declaration } from '../../../src/catalogue/declaration';

/** Entries whose name, id or alias holds every word of the query; the best places first. */
export function searchCatalogue(query: string): readonly Declaration[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return CATALOGUE.map((declaration) => ({ declaration, rank: rank(declaration, words) }))
    .filter(({ rank: r }) => r < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ declaration }) => declaration);
}

function rank(declaration: Declaration, words: readonly string[]): number {
  const names = [
    declaration.id,
    declaration.abbreviation ?? '',
    declaration.name.en,
    declaration.name.zh,
  ].map((name) => name.toLowerCase());
  const aliases = declaration.aliases.map(({ path }) => path.toLowerCase());
  return words
    .map((word) => {
      if (names.some((name) => name === word)) return 0;
      if (names.some((name) => name.startsWith(word))) return 1;
      if (names.some((name) => name.includes(word))) return 2;
      return aliases.some((path) => path.includes(word)) ? 3 : Infinity;
    })
    .reduce((a, b) => a + b, 0);
}
