// Guesses which of two arrays is the label, from names and contents, and says why, so that a person can object.
import type { InspectedArray } from '../../protocol/messages';

export interface Candidate {
  /** A file's name without its folder, a key or a column. */
  readonly name: string;
  readonly array?: Pick<InspectedArray, 'shape' | 'dtype' | 'sample'>;
}

export type Evidence = 'name' | 'wholeNumbers' | 'fewerAxes';

export interface RoleGuess {
  readonly label: 0 | 1;
  /** What spoke for it, strongest first; empty where nothing did and the second one is taken. */
  readonly because: readonly Evidence[];
}

const STRONG = 2;
const WEAK = 1;

/** Positive for a label, negative for a prediction. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ...words(STRONG, 'label labels target targets truth gt true groundtruth actual expected observed'),
  ...words(STRONG, 'annotation annotations reference measured'),
  ...words(WEAK, 'y mask masks ref class classes'),
  ...words(-STRONG, 'pred preds prediction predictions predicted prob probs proba probability'),
  ...words(-STRONG, 'probabilities logit logits score scores output outputs softmax sigmoid yhat'),
  ...words(-WEAK, 'out p q z hat conf confidence estimate estimates model student'),
]);

function words(weight: number, list: string): [string, number][] {
  return list.split(' ').map((word) => [word, weight]);
}

/** How much a name sounds like a label (positive) or like a prediction (negative); 0 if like neither. */
export function labelScore(name: string): number {
  const parts = name
    .replace(/\.\w{1,5}$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return parts.reduce((sum, part) => sum + (WORDS.get(part) ?? 0), 0);
}

export function guessLabel(first: Candidate, second: Candidate): RoleGuess {
  const both: readonly [Candidate, Candidate] = [first, second];
  const votes: [Evidence, number][] = [
    ['name', 3 * difference(both, nameScore(both))],
    ['wholeNumbers', difference(both, contentScore)],
    ['fewerAxes', difference(both, ({ array }) => -(array?.shape.length ?? 0))],
  ];
  const sum = votes.reduce((total, [, vote]) => total + vote, 0);
  const label = sum > 0 ? 0 : 1;
  const spoke = votes.filter(([, vote]) => (label === 0 ? vote > 0 : vote < 0));
  return { label, because: sum === 0 ? [] : spoke.map(([evidence]) => evidence) };
}

/** The names among `names` that sound most like the role; all that are equally good. */
export function namesFor(role: 'prediction' | 'label', names: readonly string[]): string[] {
  const sign = role === 'label' ? 1 : -1;
  const scores = names.map((name) => sign * labelScore(name));
  const best = Math.max(...scores);
  return best > 0 ? names.filter((_, i) => scores[i] === best) : [];
}

/** −1, 0 or 1: which of the two scores higher, or neither. */
function difference(
  [first, second]: readonly [Candidate, Candidate],
  score: (candidate: Candidate) => number,
): number {
  return Math.sign(score(first) - score(second));
}

/** Of two distributions called p and q, p is the target. */
function nameScore([first, second]: readonly [Candidate, Candidate]): (candidate: Candidate) => number {
  const stems = [first, second].map(({ name }) => name.replace(/\.\w{1,5}$/, '').toLowerCase());
  if (stems.includes('p') && stems.includes('q')) return ({ name }) => (/^p/i.test(name) ? 1 : -1);
  return ({ name }) => labelScore(name);
}

function contentScore({ array }: Candidate): number {
  if (array === undefined) return 0;
  if (/int|bool/.test(array.dtype)) return 1;
  return array.sample === undefined ? 0 : array.sample.integers ? 1 : -1;
}
