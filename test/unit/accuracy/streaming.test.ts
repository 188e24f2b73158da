// Every entry that streams, at 10^5 numbers, with and without fused multiply-add, against double-double arithmetic:
// within 1e-6 of Σ|term| for float32 input and 1e-12 for float64.
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import { allowFusedMultiplyAdd, hasFusedMultiplyAdd } from '../../../src/worker/kernels/relaxed';
import { enableRelaxedSimd } from '../../../src/worker/kernels/relaxed.node';
import { arraysOf, casesOf } from '../../accuracy/cases';
import { measure } from '../../accuracy/measure';
import { referenceOf } from '../../accuracy/reference';

const NUMBERS = 1e5;
const BOUNDS = { float32: 1e-6, float64: 1e-12 } as const;

describe('the value of every entry that streams', () => {
  before(() => {
    enableRelaxedSimd();
    expect(hasFusedMultiplyAdd(), 'the host has fused multiply-add').to.equal(true);
  });
  afterEach(() => allowFusedMultiplyAdd(true));

  for (const entry of CATALOGUE) {
    for (const each of casesOf(entry, NUMBERS)) {
      it(`${each.name} has its digits`, async () => {
        for (const dtype of ['float32', 'float64'] as const) {
          const arrays = arraysOf(each, dtype);
          const reference = referenceOf(each, arrays);
          for (const fused of [true, false]) {
            allowFusedMultiplyAdd(fused);
            const { error, value } = await measure(each, arrays, dtype, reference);
            const what = `${dtype}${fused ? '' : ', not fused'}: ${value}, reference ${reference.value.high}`;
            expect(error, what).to.be.at.most(BOUNDS[dtype]);
          }
        }
      });
    }
  }
});
