// Pieces of Python text that know how tightly they hold together, and the arithmetic that numbers and arrays share.
import type { Application, Expr } from '../expression';

/** How tightly a piece of Python holds together, loosest first. */
export const enum Tightness {
  Comparison,
  And,
  Sum,
  Product,
  Unary,
  Power,
  Atom,
}

export interface Piece {
  readonly text: string;
  readonly tightness: Tightness;
}

/** `a + b` and the like; undefined for every other operator. @param inside a part, in brackets where it must be */
export function printArithmetic(
  { op, args }: Application,
  inside: (e: Expr, atLeast: Tightness) => string,
): Piece | undefined {
  const [a, b] = args as [Expr, Expr];
  const infix = (sign: string, left: Tightness, right: Tightness, tightness: Tightness): Piece => ({
    text: `${inside(a, left)} ${sign} ${inside(b, right)}`,
    tightness,
  });
  switch (op) {
    case 'neg':
      return { text: `-${inside(a, Tightness.Unary)}`, tightness: Tightness.Unary };
    case 'add':
      return infix('+', Tightness.Sum, Tightness.Sum, Tightness.Sum);
    case 'sub':
      return infix('-', Tightness.Sum, Tightness.Product, Tightness.Sum);
    case 'mul':
      return infix('*', Tightness.Product, Tightness.Unary, Tightness.Product);
    case 'div':
      return infix('/', Tightness.Product, Tightness.Unary, Tightness.Product);
    case 'pow':
      return infix('**', Tightness.Atom, Tightness.Unary, Tightness.Power);
    default:
      return undefined;
  }
}

/** An operator of Python numbers: math has what Python itself lacks. */
export function printScalar(
  e: Application,
  inside: (e: Expr, atLeast: Tightness) => string,
  condition: (e: Expr) => string,
): Piece {
  const arithmetic = printArithmetic(e, inside);
  if (arithmetic !== undefined) return arithmetic;
  const [a, b, c] = e.args.map((arg) => inside(arg, Tightness.Comparison)) as [string, string, string];
  switch (e.op) {
    case 'min':
    case 'max':
      return call(e.op, a, b);
    case 'abs':
      return call('abs', a);
    case 'less':
    case 'lessEqual':
    case 'equal':
      return call('float', condition(e));
    case 'select':
      return atom(`(${b} if ${condition(e.args[0]!)} else ${c})`);
    default:
      return call(`math.${e.op}`, a);
  }
}

export function atom(text: string): Piece {
  return { text, tightness: Tightness.Atom };
}

export function call(name: string, ...args: string[]): Piece {
  return atom(`${name}(${args.join(', ')})`);
}

/** 0 as 0.0: two whole numbers would make a `where` whole. */
export function floating(text: string): string {
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

export function number(value: number): Piece {
  const text = pythonNumber(value);
  return { text, tightness: text.startsWith('-') ? Tightness.Unary : Tightness.Atom };
}

/** A number as Python reads it. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'math.nan';
  if (!Number.isFinite(value)) return value > 0 ? 'math.inf' : '-math.inf';
  return String(value);
}
