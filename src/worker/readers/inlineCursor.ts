// A place in a text that is read token by token, and the error that names it by line and column.
import { LossaryError, type ErrorCode } from '../../protocol/errors';
import { PATTERNS } from './inlineWords';

export const PRINT_VALUES = 'Lossary runs no code: print the array and use what is printed.';

export class InlineCursor {
  constructor(
    readonly text: string,
    /** What errors call the text. */
    readonly name: string,
    public position = 0,
  ) {}

  /** After a number or array: an operator, an index or a letter means that this is code. */
  refuseExpression(start: number): void {
    const after = this.position;
    if (this.match('continues') === undefined) return;
    const code = /^[^\s,\])]*(?:[ \t]*[-+*/%@&|^]+[ \t]*[^\s,\])]+)?/.exec(
      this.text.slice(start, start + 60),
    );
    const complex = this.text[after] === 'j';
    this.fail(
      'unsupported',
      complex ? 'Complex numbers are not read.' : `This is code, not a number: "${code?.[0] ?? ''}".`,
      complex ? undefined : PRINT_VALUES,
      start,
    );
  }

  /** Advances behind a token; `undefined` when it is not next. */
  match(pattern: keyof typeof PATTERNS): RegExpExecArray | undefined {
    const expression = PATTERNS[pattern];
    expression.lastIndex = this.position;
    const match = expression.exec(this.text);
    if (match === null) return undefined;
    this.position = expression.lastIndex;
    return match;
  }

  /** The next word, quoted. */
  quoteHere(): string {
    return JSON.stringify(
      /^\S[^\s,\])]{0,23}/.exec(this.text.slice(this.position, this.position + 24))?.[0] ?? '',
    );
  }

  /** `position` is where it is wrong. */
  fail(code: ErrorCode, message: string, fix?: string, position = this.position): never {
    const place = placeIn(this.text, position);
    throw new LossaryError({ code, message, file: this.name, place, ...(fix === undefined ? {} : { fix }) });
  }
}

/** "line 2, column 5", both from 1. */
export function placeIn(text: string, position: number): string {
  const before = text.slice(0, position);
  const lineStart = before.lastIndexOf('\n') + 1;
  return `line ${before.split('\n').length}, column ${position - lineStart + 1}`;
}
