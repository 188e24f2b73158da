// Expressions over ids: what they mean, and where an error is.
import { expect } from 'chai';
import { parseCombination } from '../../../src/catalogue/compound/parseCombination';
import { blockEvaluator } from '../../../src/math/blocks';
import { LossaryError } from '../../../src/protocol/errors';

/** The value of the expression where the parts have these values. */
function valueOf(text: string, parts: readonly number[]): number {
  const { value } = parseCombination(text);
  const values = new Map(parts.map((part, i) => [`part${i}`, part]));
  return blockEvaluator([value])({ rows: 1, columns: 1, values })[0] as number;
}

function failureOf(text: string): string {
  try {
    parseCombination(text);
  } catch (error) {
    if (error instanceof LossaryError) return error.failure.place ?? '';
    throw error;
  }
  throw new Error('this should not parse');
}

describe('expressions over ids', () => {
  it('read weights, ids and their parameters', () => {
    const { parts } = parseCombination('0.5*dice(smooth=1e-5, per=sample) + bce + 0.01*l2(lambda=-2)');
    expect(parts.map(({ id, params }) => ({ id, params }))).to.deep.equal([
      { id: 'dice', params: { smooth: 1e-5, per: 'sample' } },
      { id: 'bce', params: {} },
      { id: 'l2', params: { lambda: -2 } },
    ]);
    expect(valueOf('0.5*dice(smooth=1e-5) + bce + 0.01*l2', [0.4, 0.3, 10])).to.be.closeTo(0.6, 1e-15);
  });

  it('read words, switches, lists, quotes and null as parameters', () => {
    const { parts } = parseCombination(
      `focal(alpha=None, input="logits") + kl(normalize=True) + nll(weight=[1, .5, 2])`,
    );
    expect(parts.map(({ params }) => params)).to.deep.equal([
      { alpha: null, input: 'logits' },
      { normalize: true },
      { weight: [1, 0.5, 2] },
    ]);
  });

  it('follow the usual precedence', () => {
    expect(valueOf('2 + 3*mse^2', [2])).to.equal(14);
    expect(valueOf('-mse^2', [3])).to.equal(-9);
    expect(valueOf('(mse - 1)/2 - 1', [5])).to.equal(1);
    expect(valueOf('2**mse**2', [3])).to.equal(512);
    expect(valueOf('mse - mae - 1', [5, 2])).to.equal(2);
    expect(valueOf('sqrt(mse) + max(mse, mae, 3)', [16, 16, 2])).to.equal(20);
  });

  const errors: [string, string][] = [
    ['dice +', 'column 7'],
    ['dice ++ * bce', 'column 9'],
    ['dice(smooth 1)', 'column 13'],
    ['dice(smooth=)', 'column 13'],
    ['(dice + bce', 'column 12'],
    ['dice bce', 'column 6'],
    ['dice + $bce', 'column 8'],
    ['1 + 2', 'column 1'],
    ['', 'column 1'],
  ];
  for (const [text, place] of errors) {
    it(`point at ${place} of “${text}”`, () => {
      expect(failureOf(text)).to.equal(place);
    });
  }
});
