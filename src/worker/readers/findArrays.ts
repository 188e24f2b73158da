// Finds the arrays in a text that holds more than them: lines of Python, what a notebook printed, a Markdown file.
import { LossaryError, type Failure } from '../../protocol/errors';
import { parseInline, parseInlineAt, type InlineArray } from './inline';
import { ARRAY_CALLS } from './inlineWords';

export interface FoundArray {
  /** Offsets in the text: [start, end). */
  readonly start: number;
  readonly end: number;
  /** What it is assigned to or printed after: `y_pred` in `y_pred = [0.1, 0.9]` and in `"y_pred": [0.1, 0.9]`. */
  readonly name?: string;
  readonly array?: InlineArray;
  /** Why it could not be read, in place of `array`. */
  readonly failure?: Failure;
}

/** Tokens of a text in which an array may begin; what no group names is passed over. */
const TOKENS =
  /(?<aside>#[^\n]*|"""[\s\S]*?"""|'''[\s\S]*?'''|"[^"\n]*"|'[^'\n]*')|(?<call>[A-Za-z_][\w.]*)(?<opens>\s*\()?|(?<tensor><tf\.(?:Tensor|Variable))|(?<bracket>[[(])/g;

/**
 * The array literals of at least one axis in `text`, in order; those inside of another one are a part of it. Indices
 * (`a[0]`) and arguments of unknown calls in parentheses are no literals, but arrays among such arguments are.
 * Strings and comments are looked into where there is no array outside of them. A text of nothing but numbers is one
 * array.
 */
export function findArrays(text: string, name = 'selection'): FoundArray[] {
  const outside = scan(text, name, false);
  if (outside.some(({ array }) => array !== undefined)) return outside;
  const inside = scan(text, name, true);
  if (inside.some(({ array }) => array !== undefined)) return inside;
  const bare = bareNumbers(text, name);
  return bare.length > 0 ? bare : outside;
}

function scan(text: string, name: string, asidesToo: boolean): FoundArray[] {
  const found: FoundArray[] = [];
  TOKENS.lastIndex = 0;
  for (let match = TOKENS.exec(text); match !== null; match = TOKENS.exec(text)) {
    const start = match.index;
    const { aside, call, opens, bracket } = match.groups ?? {};
    if (aside !== undefined) {
      if (asidesToo) TOKENS.lastIndex = start + 1;
    } else if (bracket !== undefined && isIndex(text, start)) {
      TOKENS.lastIndex = closing(text, start);
    } else if (
      call === undefined ? bracket !== '(' || isTuple(text, start) : opens !== undefined && isArrayCall(call)
    ) {
      const array = readAt(text, start, name);
      if (array !== undefined) found.push(array);
      TOKENS.lastIndex = array?.end ?? start + 1;
    }
  }
  return found;
}

function isArrayCall(call: string): boolean {
  return ARRAY_CALLS.has(call.split('.').at(-1)!);
}

function readAt(text: string, start: number, name: string): FoundArray | undefined {
  const assigned = nameBefore(text, start);
  const named = assigned === undefined ? {} : { name: assigned };
  try {
    const { array, end } = parseInlineAt(text, start, name);
    return array.shape.length === 0 ? undefined : { start, end, ...named, array };
  } catch (error) {
    if (!(error instanceof LossaryError)) throw error;
    return { start, end: closing(text, start), ...named, failure: error.failure };
  }
}

function bareNumbers(text: string, name: string): FoundArray[] {
  if (!/^[\s\d.,;+\-einfa_#]*$/i.test(text) || !/\d/.test(text)) return [];
  try {
    return [{ start: 0, end: text.length, array: parseInline(text, name) }];
  } catch {
    return [];
  }
}

/** The identifier or quoted key that an array is assigned to, or the word that stands before it in the same line. */
function nameBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - 200), start);
  const assigned =
    /(?:^|[\s,;{(])(?:([A-Za-z_][\w.]*)|"([^"\n]+)"|'([^'\n]+)')\s*(?::[^=:\n]*?=|[=:])\s*$/.exec(before);
  const printed = /(?:^|\n)\s*([A-Za-z_][\w.]*)[ \t]+$/.exec(before);
  const name = assigned?.[1] ?? assigned?.[2] ?? assigned?.[3] ?? printed?.[1];
  return name === undefined || KEYWORDS.test(name) ? undefined : name;
}

const KEYWORDS = /^(?:return|yield|in|if|else|and|or|not|assert|lambda)$/;

/** A bracket right behind a name, or behind another bracket, picks an element. */
function isIndex(text: string, start: number): boolean {
  return text[start] === '[' && /[\w)\]]/.test(text[start - 1] ?? '');
}

/** A parenthesis at the start of a line or behind `=`, `:` or `,` with numbers and a comma inside. */
function isTuple(text: string, start: number): boolean {
  const before = /(?:^|[\n=:,{])[ \t]*$/.test(text.slice(Math.max(0, start - 40), start));
  return before && /^\(\s*[-+.\d([][^)]*,/.test(text.slice(start, start + 400));
}

/** Behind the bracket that closes the first one from `start` on; the end of the text where none does. */
function closing(text: string, start: number): number {
  let open = 0;
  for (let at = start; at < text.length; at++) {
    if ('([{'.includes(text[at]!)) open++;
    if (')]}'.includes(text[at]!) && --open === 0) return at + 1;
  }
  return text.length;
}
