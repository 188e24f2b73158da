// Finds the arrays in a text that holds more than them: lines of Python, what a notebook printed, a Markdown file.
import { LossaryError, type Failure } from '../../protocol/errors';
import type { FindArraysRequest, FindArraysResult } from '../../protocol/messages';
import { parseInline, parseInlineAt, type InlineArray } from './inline';
import { ARRAY_CALLS } from './inlineWords';

export interface FoundLiteral {
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
export function findArrays(text: string, name = 'selection'): FoundLiteral[] {
  const outside = scan(text, name, false);
  if (outside.some(({ array }) => array !== undefined)) return outside;
  const inside = scan(text, name, true);
  if (inside.some(({ array }) => array !== undefined)) return inside;
  const bare = bareNumbers(text, name);
  return bare.length > 0 ? bare : outside;
}

/**
 * Answers the worker's call: the arrays that can be read.
 * @throws LossaryError why not, where none can be read, or where only one can and another has a name.
 */
export function answerFindArrays({ text }: FindArraysRequest): FindArraysResult {
  const found = findArrays(text);
  const arrays = found.flatMap(({ start, end, name, array }) =>
    array === undefined ? [] : [{ start, end, ...(name === undefined ? {} : { name }), shape: array.shape }],
  );
  const failed = found.find(
    ({ name, failure }) => failure !== undefined && (arrays.length === 0 || name !== undefined),
  );
  if (failed?.failure !== undefined && arrays.length < 2) throw new LossaryError(failed.failure);
  return { ok: true, arrays };
}

function scan(text: string, name: string, asidesToo: boolean): FoundLiteral[] {
  const found: FoundLiteral[] = [];
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

function readAt(text: string, start: number, source: string): FoundLiteral | undefined {
  const before = text.slice(Math.max(0, start - 200), start);
  const assigned = nameIn(ASSIGNED.exec(before));
  try {
    const { array, end } = parseInlineAt(text, start, source);
    if (array.shape.length === 0) return undefined;
    const name = assigned ?? nameIn(PRINTED.exec(before));
    return { start, end, ...(name === undefined ? {} : { name }), array };
  } catch (error) {
    if (!(error instanceof LossaryError)) throw error;
    const end = closing(text, start);
    return { start, end, ...(assigned === undefined ? {} : { name: assigned }), failure: error.failure };
  }
}

function bareNumbers(text: string, name: string): FoundLiteral[] {
  if (!/^[\s\d.,;+\-einfa_#]*$/i.test(text) || !/\d/.test(text)) return [];
  try {
    return [{ start: 0, end: text.length, array: parseInline(text, name) }];
  } catch {
    return [];
  }
}

/** An identifier or a quoted key with `=` or `:` behind it. */
const ASSIGNED = /(?:^|[\s,;{(])(?:([A-Za-z_][\w.]*)|"([^"\n]+)"|'([^'\n]+)')\s*(?::[^=:\n]*?=|[=:])\s*$/;

/** The word that stands before an array in its line, as `print("preds", preds)` writes it. */
const PRINTED = /(?:^|\n)\s*([A-Za-z_][\w.]*)[ \t]+$/;

const KEYWORDS = /^(?:return|yield|in|if|else|and|or|not|assert|lambda)$/;

function nameIn(match: RegExpExecArray | null): string | undefined {
  const groups: readonly (string | undefined)[] = match?.slice(1) ?? [];
  return groups.find((group) => group !== undefined && !KEYWORDS.test(group));
}

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
