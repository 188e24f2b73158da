// Reads expressions over ids, such as `0.5*dice(smooth=1e-5) + bce + 0.01*l2`, into an expression of part values.
import { abs, add, div, exp, log, max, min, mul, neg, pow, sqrt, sub } from '../../math/build';
import { constant, type Expr } from '../../math/expression';
import type { Parameters, ParameterValue } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { partSymbol } from './weightedSum';

export interface CombinedPart {
  readonly id: string;
  readonly params: Parameters;
  /** Column of its name in the text, from 1. */
  readonly column: number;
}

export interface Combination {
  readonly value: Expr;
  readonly parts: readonly CombinedPart[];
}

/** Functions by name; the ones of one argument take the first. */
const FUNCTIONS: Readonly<Record<string, (first: Expr, ...more: Expr[]) => Expr>> = {
  exp,
  log,
  sqrt,
  abs,
  min: (first, ...more) => more.reduce(min, first),
  max: (first, ...more) => more.reduce(max, first),
};

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)|([A-Za-z_]\w*)|(\*\*|[-+*/^(),=[\]'"]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly column: number;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) {
      const column = start + text.slice(start).search(/\S/) + 1;
      throw formulaError(`“${text[column - 1] ?? ''}” has no meaning here.`, column);
    }
    const [whole, number, name, sign = ''] = match;
    const column = start + whole.search(/\S/) + 1;
    if (number !== undefined) found.push({ kind: 'number', text: number, column });
    else if (name !== undefined) found.push({ kind: 'name', text: name, column });
    else found.push({ kind: 'sign', text: sign === '**' ? '^' : sign, column });
  }
  return [...found, { kind: 'end', text: 'the end', column: text.length + 1 }];
}

function formulaError(message: string, column: number): LossaryError {
  return new LossaryError({
    code: 'formula',
    message,
    place: `column ${column}`,
    fix: 'Write ids with weights, such as 0.5*dice(smooth=1e-5) + bce + 0.01*l2.',
  });
}

/** @throws LossaryError (`formula`) that names the column; ids and parameters are not looked up here. */
export function parseCombination(text: string): Combination {
  const list = tokens(text);
  const parts: CombinedPart[] = [];
  let at = 0;
  const peek = (): Token => list[at] as Token;
  const next = (): Token => list[Math.min(at++, list.length - 1)] as Token;
  const takes = (sign: string): boolean => {
    if (peek().kind !== 'sign' || peek().text !== sign) return false;
    at++;
    return true;
  };
  const expect = (sign: string): void => {
    if (!takes(sign)) throw formulaError(`“${sign}” is missing before ${peek().text}.`, peek().column);
  };

  function sum(): Expr {
    let left = product();
    for (;;) {
      if (takes('+')) left = add(left, product());
      else if (takes('-')) left = sub(left, product());
      else return left;
    }
  }
  function product(): Expr {
    let left = signed();
    for (;;) {
      if (takes('*')) left = mul(left, signed());
      else if (takes('/')) left = div(left, signed());
      else return left;
    }
  }
  function signed(): Expr {
    if (takes('-')) return neg(signed());
    if (takes('+')) return signed();
    const base = atom();
    return takes('^') ? pow(base, signed()) : base;
  }
  function atom(): Expr {
    const token = next();
    if (token.kind === 'number') return constant(Number(token.text));
    if (token.kind === 'sign' && token.text === '(') {
      const inner = sum();
      expect(')');
      return inner;
    }
    if (token.kind !== 'name')
      throw formulaError(`An id or a number is missing before ${token.text}.`, token.column);
    const apply = FUNCTIONS[token.text];
    if (apply !== undefined && peek().text === '(') return apply(...operands());
    const params = takes('(') ? parameters() : {};
    parts.push({ id: token.text, params, column: token.column });
    return partSymbol(parts.length - 1, token.text);
  }
  function operands(): [Expr, ...Expr[]] {
    expect('(');
    const args: [Expr, ...Expr[]] = [sum()];
    while (takes(',')) args.push(sum());
    expect(')');
    return args;
  }
  function parameters(): Parameters {
    const params: Record<string, ParameterValue> = {};
    while (!takes(')')) {
      const name = next();
      if (name.kind !== 'name')
        throw formulaError(`A parameter is missing before ${name.text}.`, name.column);
      expect('=');
      params[name.text] = value();
      if (!takes(',') && peek().text !== ')') expect(')');
    }
    return params;
  }
  function value(): ParameterValue {
    if (takes('[')) {
      const numbers: number[] = [];
      while (!takes(']')) {
        numbers.push(number());
        if (!takes(',') && peek().text !== ']') expect(']');
      }
      return numbers;
    }
    const quote = ["'", '"'].find(takes);
    if (quote !== undefined || peek().kind === 'name') {
      const word = next().text;
      if (quote !== undefined) expect(quote);
      if (quote === undefined && /^(true|false)$/i.test(word)) return word.toLowerCase() === 'true';
      return quote === undefined && /^(null|none)$/i.test(word) ? null : word;
    }
    return number();
  }
  function number(): number {
    const minus = takes('-');
    const token = next();
    if (token.kind !== 'number')
      throw formulaError(`A number is missing before ${token.text}.`, token.column);
    return minus ? -Number(token.text) : Number(token.text);
  }

  const result = sum();
  if (peek().kind !== 'end') throw formulaError(`“${peek().text}” is not expected here.`, peek().column);
  if (parts.length === 0) throw formulaError('The expression names no loss.', 1);
  return { value: result, parts };
}
