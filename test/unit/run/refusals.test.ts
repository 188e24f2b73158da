// What is refused before or while the data are read, by the interpreter and by kernels alike.
import { expect } from 'chai';
import type { ComputeRequest } from '../../../src/protocol/compute';
import { run } from '../../../src/worker/run/run';
import { compute, memory, refusal } from './support';

/** The refusal of a request whose every chunk goes through a kernel. */
async function refusalByKernel(request: ComputeRequest): ReturnType<typeof refusal> {
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const answer = await run(request, { ...memory, kernelsFrom: 0 }, context);
  if (answer.ok) throw new Error('this should be refused');
  return answer.error;
}

for (const [how, refusalOf] of [
  ['interpreted', refusal],
  ['by kernels', refusalByKernel],
] as const) {
  describe(`refusals, ${how}`, () => {
    it('names an input that a loss cannot do without', async () => {
      const request = { compute: [{ id: 'gaussian_nll' }], prediction: [1, 2], label: [1, 2] };
      const failure = await refusalOf(request);
      expect(failure.code).to.equal('missingInput');
      expect(failure.message).to.contain('gaussian_nll needs the input "variance"');
    });

    it('names a vector that a loss cannot do without', async () => {
      const request = { compute: [{ id: 'weighted_cross_entropy' }], prediction: [[0.5, 0.5]], label: [1] };
      const failure = await refusalOf(request);
      expect(failure.code).to.equal('badParameter');
      expect(failure.message).to.contain('"weight"');
    });

    it('takes (2,) against (1,) for a mistake where elements are compared, and for one sample of classes elsewhere', async () => {
      const [prediction, label] = [[0.1, 0.2], [0]];
      const failure = await refusalOf({ compute: [{ id: 'bce' }], prediction, label });
      expect(failure.code).to.equal('shape');
      expect(failure.message).to.contain('(2,)').and.contain('(1,)');
      const one = await compute({ compute: [{ id: 'cross_entropy' }], prediction: [0.2, 0.8], label: [1] });
      expect(one.value).to.be.closeTo(-Math.log(0.8), 1e-15);
    });

    it('offers division by 255 for brightness, and not for a few classes', async () => {
      const compute = [{ id: 'dice' }];
      const kinds = async (prediction: readonly number[]): Promise<readonly string[]> =>
        ((await refusalOf({ compute, prediction, label: [0, 1] })).remedies ?? []).map(({ kind }) => kind);
      expect(await kinds([0, 255])).to.include('divideBy255');
      expect(await kinds([0, 2])).to.not.include('divideBy255');
    });

    it('refuses one channel where a softmax is always 1, and takes two', async () => {
      const compute = [{ id: 'dice_ce', params: { input: 'logits' } }];
      const failure = await refusalOf({ compute, prediction: [[0.5], [0.1]], label: [0, 0] });
      expect(failure.code).to.equal('shape');
      expect(failure.message).to.contain('not defined for one class');
      expect(failure.fix).to.contain('at least 2');
    });

    it('names the first number whose logarithm does not exist, in either input', async () => {
      const compute = [{ id: 'msle' }];
      const inPrediction = await refusalOf({ compute, prediction: [0, -0.5, -1, 2], label: [0, 1, 2, 3] });
      expect(inPrediction.code).to.equal('range');
      expect(inPrediction.place).to.contain('2');
      expect(inPrediction.message).to.contain('-1 is out of range');
      const inLabel = await refusalOf({ compute, prediction: [0, 1, 2, 3], label: [0, 1, 2, -7] });
      expect(inLabel.place).to.contain('3');
    });
  });
}

describe('limits', () => {
  it('count NaN as not finite, and not as beyond them', async () => {
    const result = await compute({ compute: [{ id: 'msle' }], prediction: [0, 'NaN'], label: [0, 1] });
    expect(result.value).to.be.NaN;
    expect(result.nonFinite).to.equal(1);
  });

  it('let an ignored label be what it is', async () => {
    const request = {
      compute: [{ id: 'msle', params: { ignoreIndex: -7 } }],
      prediction: [0, 1],
      label: [0, -7],
    };
    expect((await compute(request)).value).to.equal(0);
  });
});
