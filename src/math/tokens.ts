// Takes a typed formula apart into numbers, names and signs, each with its column.

/** What is wrong with a formula, and in which column (from 1). */
export class FormulaError extends Error {
  constructor(
    message: string,
    readonly column: number,
    readonly fix?: string,
  ) {
    super(message);
    this.name = 'FormulaError';
  }
}

export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  /** As the parser knows it: `**` is `^`, `·` is `*`. */
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

const TOKEN =
  /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|(\*\*|<=|>=|==|!=|[-+*/^(),<>−·×≤≥≠]))/uy;

const SAME: Readonly<Record<string, string>> = {
  '**': '^',
  '−': '-',
  '·': '*',
  '×': '*',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
};

/** @throws FormulaError at the first character that means nothing */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const column = at + text.slice(at).search(/\S/) + 1;
    if (match === null) throw new FormulaError(`“${text[column - 1] ?? ''}” has no meaning here.`, column);
    const [whole, number, name, sign = ''] = match;
    if (number !== undefined) found.push({ kind: 'number', text: number, column });
    else if (name !== undefined) found.push({ kind: 'name', text: name, column });
    else found.push({ kind: 'sign', text: SAME[sign] ?? sign, column });
    at += whole.length;
  }
  return [...found, { kind: 'end', text: 'the end', column: end + 1 }];
}
