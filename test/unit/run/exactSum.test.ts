// Sums keep what rounding takes from them, also where another thread has added up a part.
import { expect } from 'chai';
import { ExactSum } from '../../../src/worker/run/exactSum';

const sumOf = (...numbers: number[]): ExactSum => {
  const sum = new ExactSum();
  for (const x of numbers) sum.add(x);
  return sum;
};

describe('exact sums', () => {
  it('keep a 1 beside 2^53', () => {
    expect(sumOf(2 ** 53, 1, -(2 ** 53)).value).to.equal(1);
    expect(sumOf(1, 2 ** 53, -(2 ** 53)).value).to.equal(1);
  });

  it('take over what rounding took from another thread’s sum', () => {
    const other = sumOf(2 ** 53, 1);
    expect(other.state).to.deep.equal({ sum: 2 ** 53, lost: 1 });
    const all = sumOf(-(2 ** 53));
    all.merge(other.state);
    expect(all.value).to.equal(1);
  });

  it('take over what their own addition of it rounds off', () => {
    const all = sumOf(1);
    all.merge(sumOf(2 ** 53).state);
    all.merge(sumOf(-(2 ** 53)).state);
    expect(all.value).to.equal(1);
  });
});
