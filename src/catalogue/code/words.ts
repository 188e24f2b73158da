// Names and sentences of generated Python: parameters in snake case, the function by its id, docstrings.
import type { DialectName } from '../../math/python/dialect';
import type { LabelDomain, Layout, PredictionDomain } from '../declaration';

const KEYWORDS = new Set(['lambda', 'in', 'is', 'from', 'for', 'as', 'not', 'or', 'and', 'def', 'del']);

/** `labelSmoothing` as `label_smoothing`; a keyword gets an underscore. */
export function snakeCase(name: string): string {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/\W/g, '_');
  return KEYWORDS.has(snake) ? `${snake}_` : snake;
}

/** `focal` is `focal_loss`, a metric keeps its id. */
export function functionName(id: string, kind: 'loss' | 'metric'): string {
  const snake = snakeCase(id);
  return kind === 'metric' || snake.endsWith('_loss') ? snake : `${snake}_loss`;
}

const PREDICTION: Readonly<Record<PredictionDomain, readonly [name: string, meaning: string]>> = {
  real: ['prediction', 'predicted numbers'],
  probability: ['probabilities', 'predicted probabilities in [0, 1]'],
  logit: ['logits', 'predicted logits'],
  score: ['scores', 'predicted scores'],
  logProbability: ['log_probabilities', 'predicted log probabilities'],
  distribution: ['prediction', 'predicted distributions, each of sum 1'],
  box: ['prediction', 'predicted boxes'],
};

export function predictionWords(domain: PredictionDomain): readonly [name: string, meaning: string] {
  return PREDICTION[domain];
}

const LABEL: Readonly<Record<LabelDomain, string>> = {
  real: 'true numbers',
  binary: 'labels 0 or 1',
  sign: 'labels -1 or 1',
  class: 'class indices',
  distribution: 'true distributions, each of sum 1',
  box: 'true boxes',
  none: '',
};

export function labelWords(domain: LabelDomain, labels: 'index' | 'columns'): string {
  return domain === 'class' && labels === 'columns' ? 'one-hot or soft labels' : LABEL[domain];
}

/** The shape of a prediction, as a docstring gives it. */
export function shapeOf(layout: Layout, per: string): string {
  switch (layout) {
    case 'classes':
      return '[N, C, ...]';
    case 'distributions':
      return '[..., K]';
    case 'boxes':
      return '[N, 4]';
    default:
      return per.includes('class') ? '[N, C, ...]' : per === 'sample' ? '[N, ...]' : 'any shape';
  }
}

export const ARRAY_WORD: Readonly<Record<DialectName, string>> = {
  torch: 'tensors',
  keras: 'tensors',
  jax: 'arrays',
  numpy: 'arrays',
};

const MOST = 79;

/** Words in lines of at most 79 characters, the first `indent` deep and the others as deep as `hanging`. */
export function wrapped(text: string, indent: number, hanging = indent): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  for (const word of text.split(' ')) {
    const joined = line.trim() === '' ? line + word : `${line} ${word}`;
    if (joined.length > MOST && line.trim() !== '') {
      lines.push(line);
      line = ' '.repeat(hanging) + word;
    } else line = joined;
  }
  return [...lines, line];
}

/** `def name(a, b, *, c=1):`, an argument a line where it is too long. */
export function signature(
  name: string,
  positional: readonly string[],
  keywords: readonly string[],
): string[] {
  const args = [...positional, ...(keywords.length > 0 ? ['*', ...keywords] : [])];
  const line = `def ${name}(${args.join(', ')}):`;
  return line.length <= MOST ? [line] : [`def ${name}(`, ...args.map((arg) => `    ${arg},`), '):'];
}

/** A line of the body; one that is too long is broken inside of the brackets that it ends with. */
export function bodyLine(line: string): string[] {
  const text = `    ${line}`;
  if (text.length <= MOST || !text.endsWith(')')) return [text];
  const at = openingOf(text);
  const inside = text.slice(at + 1, -1);
  const head = text.slice(0, at + 1);
  if (inside.length + 8 <= MOST) return [head, `        ${inside}`, '    )'];
  // Arguments of a call have a line each; what is only put in brackets breaks before its operators.
  const isCall = /\w$/.test(text.slice(0, at));
  const parts = isCall ? split(inside, /^, /).map((part) => `${part},`) : terms(inside);
  return [head, ...parts.map((part) => `        ${part}`), '    )'];
}

/** A sum a term a line; factors only where a term is too long. */
function terms(text: string): string[] {
  const summands = split(text, /^ (?=[-+] )/);
  const fit = summands.length > 1 && summands.every((part) => part.length + 8 <= MOST);
  return fit ? summands : split(text, /^ (?=[-+*/] )/);
}

/** Where the bracket opens that the text ends with. */
function openingOf(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at > 0; at--) {
    if (text[at] === ')') depth++;
    if (text[at] === '(' && --depth === 0) return at;
  }
  return 0;
}

/** Splits at what matches outside of any brackets, and drops the match. */
function split(text: string, at: RegExp): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    if ('([{'.includes(text[i]!)) depth++;
    if (')]}'.includes(text[i]!)) depth--;
    const found = depth === 0 ? at.exec(text.slice(i)) : null;
    if (found === null) continue;
    parts.push(text.slice(start, i));
    i += found[0].length - 1;
    start = i + 1;
  }
  return [...parts, text.slice(start)];
}
