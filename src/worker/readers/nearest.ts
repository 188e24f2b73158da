// "Did you mean …?": the names most like a mistyped one.
import { distance } from 'fastest-levenshtein';

/** All `names`, the most similar to `wanted` first; upper and lower case count as nearly the same. */
export function nearestFirst(wanted: string, names: readonly string[]): string[] {
  const cost = new Map(names.map((name) => [name, unlikeness(wanted, name)]));
  return [...names].sort((a, b) => cost.get(a)! - cost.get(b)!);
}

/** Those of `names` that `wanted` is likely a slip for, at most three. */
export function likelyMeant(wanted: string, names: readonly string[]): string[] {
  const limit = Math.max(2, wanted.length / 2);
  return nearestFirst(wanted, names)
    .filter((name) => unlikeness(wanted, name) <= limit)
    .slice(0, 3);
}

/** Edit distance; a name that contains the other one is close as well. */
function unlikeness(wanted: string, name: string): number {
  const [a, b] = [wanted.toLowerCase(), name.toLowerCase()];
  const edits = distance(a, b) + (wanted === name ? 0 : 0.1);
  const contained = a !== '' && b !== '' && (a.includes(b) || b.includes(a));
  return contained ? Math.min(edits, 1 + Math.abs(a.length - b.length) / 100) : edits;
}
