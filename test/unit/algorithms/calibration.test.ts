// Bins of confidence: a border belongs to the bin below it, whatever the product rounds to.
import { expect } from 'chai';
import { binOf } from '../../../src/worker/algorithms/calibration';

describe('bins of confidence', () => {
  it('puts k/bins into the bin that ends there, and the next double into the one after', () => {
    for (const bins of [3, 7, 10, 15, 49, 100]) {
      for (let k = 1; k < bins; k++) {
        expect(binOf(k / bins, bins), `${k}/${bins}`).to.equal(k - 1);
        expect(binOf((k / bins) * (1 + 2 ** -52), bins), `above ${k}/${bins}`).to.equal(k);
      }
    }
  });

  it('keeps 0 in the first and 1 in the last', () => {
    expect(binOf(0, 15)).to.equal(0);
    expect(binOf(1, 15)).to.equal(14);
  });
});
