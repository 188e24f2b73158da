// Typed formulas: precedence, functions, and the column of whatever is wrong.
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { blockEvaluator } from '../../../src/math/blocks';
import { symbol, type Expr } from '../../../src/math/expression';
import { parseFormula } from '../../../src/math/parse';
import { FormulaError } from '../../../src/math/tokens';

const NAMES = ['a', 'b', 'c'];

function parse(text: string): Expr {
  return parseFormula(text, (name) => (NAMES.includes(name) ? symbol(name, 'total') : undefined));
}

function valueOf(text: string, a = 3, b = 5, c = 7): number {
  const values = new Map(Object.entries({ a, b, c }));
  const [value] = blockEvaluator([parse(text)])({ rows: 1, columns: 1, values });
  return value as number;
}

function errorOf(text: string): FormulaError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error(`${text} should be refused`);
}

describe('parseFormula', () => {
  it('knows what binds tighter, and which side comes first', () => {
    expect(valueOf('a + b * c')).to.equal(38);
    expect(valueOf('(a + b) * c')).to.equal(56);
    expect(valueOf('a - b - c')).to.equal(-9);
    expect(valueOf('a / b / c')).to.be.closeTo(3 / 35, 1e-15);
    expect(valueOf('a ^ 2 ^ 3')).to.equal(6561);
    expect(valueOf('-a ^ 2')).to.equal(-9);
    expect(valueOf('(-a) ^ 2')).to.equal(9);
    expect(valueOf('a ** -1')).to.be.closeTo(1 / 3, 1e-15);
    expect(valueOf('a * -b')).to.equal(-15);
    expect(valueOf('a - -b')).to.equal(8);
    expect(valueOf('a + 1 < b * 1')).to.equal(1);
  });

  it('computes what JavaScript computes from the same operators', () => {
    const number = fc.integer({ min: 1, max: 9 }).map(String);
    const { formula } = fc.letrec<{ formula: string }>((tie) => ({
      formula: fc.oneof(
        { maxDepth: 4 },
        number,
        fc.constantFrom(...NAMES),
        fc
          .tuple(tie('formula'), fc.constantFrom('+', '-', '*', '/'), tie('formula'))
          .map(([x, op, y]) => `${x} ${op} ${y}`),
        tie('formula').map((x) => `(${x})`),
      ),
    }));
    fc.assert(
      fc.property(formula, (text) => {
        const expected = Number(runInNewContext(text, { a: 3, b: 5, c: 7 }));
        const found = valueOf(text);
        if (!Number.isFinite(expected)) expect(Number.isFinite(found)).to.equal(false);
        else expect(Math.abs(found - expected)).to.be.at.most(1e-9 * Math.max(1, Math.abs(expected)));
      }),
      { numRuns: 300 },
    );
  });

  it('reads numbers, constants and other spellings of the same signs', () => {
    expect(valueOf('1.5e-3')).to.equal(0.0015);
    expect(valueOf('.5')).to.equal(0.5);
    expect(valueOf('pi')).to.equal(Math.PI);
    expect(valueOf('e')).to.equal(Math.E);
    expect(valueOf('a × b · c − 1')).to.equal(104);
    expect(valueOf('a ≤ 3')).to.equal(1);
  });

  it('compares and chooses', () => {
    expect(valueOf('where(a > b, 1, 2)')).to.equal(2);
    expect(valueOf('if(a >= 3, b, c)')).to.equal(5);
    expect(valueOf('(a == 3) + (a != 3) * 10')).to.equal(1);
    expect(valueOf('(a <= 3) * (a < 3)')).to.equal(0);
  });

  it('calls functions by name', () => {
    expect(valueOf('max(a, b, c) - min(a, b, c)')).to.equal(4);
    expect(valueOf('log(exp(a))')).to.be.closeTo(3, 1e-15);
    expect(valueOf('abs(a - b) + sqrt(a + 6) + sign(-c) + square(b)')).to.equal(29);
    expect(valueOf('tanh(a)')).to.be.closeTo(Math.tanh(3), 1e-15);
    expect(valueOf('sigmoid(a) + sigmoid(-a)')).to.be.closeTo(1, 1e-15);
    expect(valueOf('softplus(a) - a')).to.be.closeTo(Math.log1p(Math.exp(-3)), 1e-15);
    expect(valueOf('log1p(a / 1e9)')).to.equal(Math.log1p(3e-9));
    expect(valueOf('expm1(a / 1e9)')).to.equal(Math.expm1(3e-9));
    expect(valueOf('xlogy(a - 3, a - 3)')).to.equal(0);
    expect(valueOf('logcosh(a)')).to.be.closeTo(Math.log(Math.cosh(3)), 1e-15);
    expect(valueOf('atan(a)')).to.equal(Math.atan(3));
  });

  const wrong: readonly (readonly [string, number, string])[] = [
    ['', 1, 'missing before the end'],
    ['a +', 4, 'missing before the end'],
    ['a + * b', 5, 'missing before “*”'],
    ['a b', 3, 'An operator is missing before “b”'],
    ['2a', 2, 'An operator is missing before “a”'],
    ['(a + b', 7, '“)” is missing before the end'],
    ['a + b)', 6, 'never opened'],
    ['a $ b', 3, '“$” has no meaning'],
    ['  a + d', 7, '“d” means nothing'],
    ['a + foo(b)', 5, 'no function “foo”'],
    ['log(a, b)', 1, 'log takes one argument, and here it has 2'],
    ['1 + max(a)', 5, 'max takes at least 2 arguments, and here it has 1'],
    ['where(a, b)', 1, 'where takes 3 arguments'],
    ['log()', 5, 'missing before “)”'],
    ['0 < a < 1', 7, 'second comparison'],
    ['a = b', 3, '“=” has no meaning'],
    ['toString(a)', 1, 'no function “toString”'],
  ];
  for (const [text, column, message] of wrong) {
    it(`refuses ${JSON.stringify(text)} at column ${column}`, () => {
      const error = errorOf(text);
      expect(error.message).to.contain(message);
      expect(error.column).to.equal(column);
    });
  }

  it('refuses what is nested beyond reason instead of running out of stack', () => {
    expect(errorOf('('.repeat(100_000)).message).to.contain('too deeply');
    expect(errorOf('-'.repeat(100_000)).message).to.contain('too deeply');
    expect(valueOf(`${'('.repeat(50)}a${')'.repeat(50)}`)).to.equal(3);
  });
});
