// What algorithms compute, against exact references: within 1e-6 for float32 input, else 1e-12.
import { expect } from 'chai';
import { algorithmCases } from '../../accuracy/algorithms';
import { errorOf } from '../../accuracy/measureAlgorithm';

const SIZES = { numbers: 100_003, side: 32, points: 60 };
const BOUNDS = { float32: 1e-6, float64: 1e-12, uint8: 1e-12 } as const;

describe('the value of algorithms', () => {
  for (const each of algorithmCases(SIZES)) {
    const { dtype } = each.prediction;
    it(`${each.name} of ${dtype} has its digits`, async () => {
      expect(await errorOf(each)).to.be.at.most(BOUNDS[dtype]);
    });
  }
});
