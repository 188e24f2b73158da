// Reads a formula as a person types it, such as `-(1-p)^gamma * y * log(p)`, into an expression: a parser by
// recursive descent, one function a level of precedence.
import { add, div, equal, less, lessEqual, mul, neg, pow, sub } from './build';
import { constant, type Expr } from './expression';
import { FORMULA_FUNCTIONS } from './formulaFunctions';
import { FormulaError, tokens, type Token } from './tokens';

const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, π: Math.PI, e: Math.E };

const COMPARISONS: Readonly<Record<string, (a: Expr, b: Expr) => Expr>> = {
  '<': less,
  '<=': lessEqual,
  '>': (a, b) => less(b, a),
  '>=': (a, b) => lessEqual(b, a),
  '==': equal,
  '!=': (a, b) => sub(1, equal(a, b)),
};

/** Brackets inside of brackets, and signs before signs, beyond which a formula is refused. */
const DEEPEST = 200;

/**
 * From loosest to tightest: comparisons (1 where they hold, else 0), `+ −`, `* /`, a sign, `^` (to the right, and
 * before the sign: −p² is −(p²)), and calls of formulaFunctions.ts. `**` is `^`.
 * @param nameOf what a name stands for; undefined for names that are left to the constants pi and e
 * @throws FormulaError with the column where the formula stops making sense
 */
export function parseFormula(text: string, nameOf: (name: string, column: number) => Expr | undefined): Expr {
  const list = tokens(text);
  let at = 0;
  let depth = 0;
  const peek = (): Token => list[at] as Token;
  const next = (): Token => list[Math.min(at++, list.length - 1)] as Token;
  const takes = (sign: string): boolean => {
    if (peek().kind !== 'sign' || peek().text !== sign) return false;
    at++;
    return true;
  };

  function comparison(): Expr {
    const left = sum();
    const compare = peek().kind === 'sign' ? COMPARISONS[peek().text] : undefined;
    if (compare === undefined) return left;
    at++;
    const both = compare(left, sum());
    if (peek().kind === 'sign' && peek().text in COMPARISONS)
      throw new FormulaError(
        `A second comparison, “${peek().text}”, does not follow from the first.`,
        peek().column,
        'Multiply two comparisons instead: (0 < p) * (p < 1).',
      );
    return both;
  }

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
    if (++depth > DEEPEST) throw new FormulaError('The formula is nested too deeply.', peek().column);
    const found = takes('-') ? neg(signed()) : takes('+') ? signed() : power();
    depth--;
    return found;
  }

  function power(): Expr {
    const base = atom();
    return takes('^') ? pow(base, signed()) : base;
  }

  function atom(): Expr {
    const token = next();
    if (token.kind === 'number') return constant(Number(token.text));
    if (token.kind === 'name') return peek().text === '(' ? call(token) : named(token);
    if (token.kind === 'sign' && token.text === '(') {
      const inside = comparison();
      close();
      return inside;
    }
    throw new FormulaError(`A number or a name is missing before ${quoted(token)}.`, token.column);
  }

  function named({ text: name, column }: Token): Expr {
    const found = nameOf(name, column) ?? (Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined);
    if (found !== undefined) return typeof found === 'number' ? constant(found) : found;
    throw new FormulaError(`“${name}” means nothing here.`, column);
  }

  function call({ text: name, column }: Token): Expr {
    const known = Object.hasOwn(FORMULA_FUNCTIONS, name) ? FORMULA_FUNCTIONS[name] : undefined;
    if (known === undefined)
      throw new FormulaError(
        `There is no function “${name}”.`,
        column,
        `There are ${Object.keys(FORMULA_FUNCTIONS).join(', ')}; a product needs its *.`,
      );
    next();
    const args = [comparison()];
    while (takes(',')) args.push(comparison());
    close();
    const [fewest, most] = known.takes;
    if (args.length >= fewest && args.length <= most) return known.build(args);
    const wanted = most === Infinity ? `at least ${fewest}` : fewest === 1 ? 'one' : String(fewest);
    throw new FormulaError(
      `${name} takes ${wanted} ${wanted === 'one' ? 'argument' : 'arguments'}, and here it has ${args.length}.`,
      column,
    );
  }

  function close(): void {
    if (takes(')')) return;
    throw new FormulaError(missing(peek(), '“)”'), peek().column);
  }

  const result = comparison();
  if (peek().kind === 'end') return result;
  throw new FormulaError(
    peek().text === ')' ? 'This “)” was never opened.' : missing(peek(), 'an operator'),
    peek().column,
  );
}

/** Two values side by side lack an operator, whatever else may be missing. */
function missing(token: Token, expected: string): string {
  const value = token.kind === 'number' || token.kind === 'name' || token.text === '(';
  const what = value ? 'An operator' : expected.replace(/^an/, 'An');
  return `${what} is missing before ${quoted(token)}.`;
}

function quoted({ kind, text }: Token): string {
  return kind === 'end' ? text : `“${text}”`;
}
