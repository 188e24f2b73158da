// What algorithms and compounds say and do at the edges: masks and weights, empty inputs, values without reduction.
// Expected numbers are by algebra.
import { expect } from 'chai';
import type { ArrayInput, ComputationResult, ComputeRequest } from '../../../src/protocol/compute';
import type { Failure } from '../../../src/protocol/errors';
import { inlineSource, parseInline } from '../../../src/worker/readers/inline';
import { parseRequest } from '../../../src/worker/run/parseRequest';
import { run } from '../../../src/worker/run/run';

const platform = {
  open: (input: ArrayInput, role: string) =>
    inlineSource(parseInline(typeof input === 'string' ? input : JSON.stringify(input), role), role),
};

async function answer(request: ComputeRequest): Promise<Awaited<ReturnType<typeof run>>> {
  const context = { signal: new AbortController().signal, progress: () => undefined };
  return run(parseRequest(request), platform, context);
}

async function compute(
  id: string,
  request: Omit<ComputeRequest, 'compute'>,
  params = {},
): Promise<ComputationResult> {
  const found = await answer({ compute: [{ id, params }], ...request });
  if (!found.ok) throw new Error(found.error.message);
  return found.results[0] as ComputationResult;
}

async function refused(id: string, request: Omit<ComputeRequest, 'compute'>, params = {}): Promise<Failure> {
  const found = await answer({ compute: [{ id, params }], ...request });
  if (found.ok) throw new Error(`${id} was not refused`);
  return found.error;
}

describe('top-k and Lovász losses', () => {
  const prediction = [
    [0.9, 0.1],
    [0.5, 0.5],
    [0.2, 0.8],
  ];

  it('leave masked samples out of the ranking and out of their number', async () => {
    const request = { prediction, label: [0, 0, 0], inputs: { mask: [1, 1, 0] }, gradient: true };
    const found = await compute('topk_percent', request, { k: 50 });
    expect(found.value).to.be.closeTo(-Math.log(0.5), 1e-15);
    expect((found.gradient as number[][]).flat().map((g) => g + 0)).to.deep.equal([0, 0, -2, 0, 0, 0]);
    expect(found.notes.join()).to.contain('1 largest of 2');
  });

  it('give a value for every sample without a reduction, 0 for those that are not kept', async () => {
    const found = await compute(
      'topk_percent',
      { prediction, label: [0, 0, 0], reduction: 'none' },
      { k: 34 },
    );
    expect(found.value).to.deep.equal([0, 0, -Math.log(0.2)]);
  });

  it('take a masked element for absent', async () => {
    const given = { prediction: [0.4, -2, 3], label: [1, 0, 0] };
    const masked = await compute('lovasz_hinge', { ...given, inputs: { mask: [1, 1, 0] }, gradient: true });
    // One element alone is wrong by 0.6, and its class is missed altogether: the Jaccard loss is 1.
    expect(masked.value).to.be.closeTo(0.6, 1e-15);
    expect(masked.gradient).to.deep.equal([-1, 0, 0]);
  });
});

describe('ranking metrics', () => {
  it('say why there is no area with one class only', async () => {
    const found = await compute('roc_auc', { prediction: [0.1, 0.2], label: [1, 1] });
    expect(found.value).to.be.NaN;
    expect(found.notes.join()).to.contain('only one class');
  });

  it('leave classes without labels out of the mean and say so', async () => {
    const prediction = [
      [0.8, 0.1, 0.1],
      [0.2, 0.7, 0.1],
      [0.6, 0.2, 0.2],
    ];
    const found = await compute('roc_auc', { prediction, label: [0, 1, 0] });
    expect(found.value).to.equal(1);
    expect(found.notes.join()).to.contain('classes without labels: 2');
    expect(found.details['perClass']).to.deep.equal([1, 1, NaN]);
  });

  it('give NaN where a score is NaN', async () => {
    const found = await compute('roc_auc', { prediction: '[0.1, nan, 0.3]', label: [0, 1, 1] });
    expect(found.value).to.be.NaN;
    expect(found.nonFinite).to.equal(1);
  });

  it('give the curve beside the area, and the bins beside the calibration error', async () => {
    const auc = await compute('roc_auc', { prediction: [0.1, 0.9, 0.4], label: [0, 1, 0] });
    expect(auc.details['curve']).to.deep.equal({
      thresholds: [Infinity, 0.9, 0.4, 0.1],
      falsePositiveRate: [0, 0, 0.5, 1],
      truePositiveRate: [0, 1, 1, 1],
    });
    const ece = await compute('ece', { prediction: [0.9, 0.6], label: [1, 1] }, { bins: 2 });
    expect(ece.value).to.be.closeTo(0.25, 1e-15);
    expect(ece.details['bins']).to.deep.equal([
      { from: 0, to: 0.5, count: 0, confidence: 0, accuracy: 0 },
      { from: 0.5, to: 1, count: 2, confidence: 0.75, accuracy: 1 },
    ]);
  });
});

describe('surface metrics', () => {
  it('say which mask is empty', async () => {
    const one = await compute('hausdorff95', { prediction: [[0, 0]], label: [[0, 1]] });
    expect(one.value).to.equal(Infinity);
    expect(one.notes.join()).to.contain('one mask empty');
    const both = await compute('nsd', { prediction: [[0, 0]], label: [[0, 0]] });
    expect(both.value).to.equal(1);
  });

  it('take the mean over classes of each image, or keep a value for each', async () => {
    const label = [[0, 1, 1]];
    const prediction = [
      [
        [0.9, 0.9, 0.1],
        [0.1, 0.1, 0.9],
      ],
    ];
    const request = { prediction, label, reduction: 'none' as const };
    expect((await compute('hausdorff', request, { per: 'sample-class' })).value).to.deep.equal([[1, 1]]);
    expect((await compute('hausdorff', request)).value).to.deep.equal([1]);
  });

  it('refuse spacings that fit no image', async () => {
    const given = { prediction: [[0, 1]], label: [[0, 1]] };
    expect((await refused('assd', { ...given, inputs: { spacing: [1, 0] } })).message).to.contain(
      'spacing of 0',
    );
    expect((await refused('assd', given, { spatialDims: 3 })).message).to.contain('spatialDims is 3');
    expect((await refused('assd', given, { weighing: 'area', spatialDims: 1 })).code).to.equal(
      'badParameter',
    );
  });
});

describe('earth mover’s distance', () => {
  const points = [[0], [10]];

  it('gives the left-over of the heavier side nothing to do, and says so', async () => {
    const found = await compute('emd', {
      prediction: { points, weights: [1, 3] },
      label: { points: [[1]], weights: [2] },
      gradient: true,
    });
    // One unit comes from 1 away, the other from 9: (1 + 9)/2.
    expect(found.value).to.equal(5);
    expect(found.notes.join()).to.contain('masses differ');
    expect(found.details['flow']).to.deep.equal([[1, 1]]);
    // Another unit of weight at 0 saves one at 10 its way: (1 − 9)/2; at 10 there is more than enough.
    expect(found.gradient).to.deep.equal([-4, 0]);
  });

  it('has no value without mass', async () => {
    const found = await compute('emd', {
      prediction: { points, weights: [0, 0] },
      label: { points, weights: [1, 1] },
    });
    expect(found.value).to.be.NaN;
    expect(found.notes.join()).to.contain('no mass');
  });

  it('asks for points or a cost matrix', async () => {
    expect((await refused('emd', { prediction: [1, 2], label: [2, 1] })).fix).to.contain('wasserstein_1d');
    const cost = { prediction: [1, 2], label: [2, 1], inputs: { cost: [[1, 2, 3]] } };
    expect((await refused('emd', cost)).message).to.contain('(1, 3)');
  });
});

describe('compounds', () => {
  const given = { prediction: [0.5, 0.25], label: [1, 0] };
  // Dice without smoothing: 1 − 2·0.5/(0.75 + 1).
  const dice = 1 - 1 / 1.75;
  const bce = [-Math.log(0.5), -Math.log(0.75)] as const;

  it('add one value to every element without a reduction, and sum the gradient up', async () => {
    const none = await compute(
      'combine',
      { ...given, reduction: 'none', gradient: true },
      {
        expression: 'dice(smooth=0) + 2*mae',
      },
    );
    const value = none.value as number[];
    [0.5, 0.25].forEach((error, i) => expect(value[i]).to.be.closeTo(dice + 2 * error, 1e-15));
    // Two elements carry the Dice loss: ∂/∂p = −2 (2y·1.75 − 1)/1.75² each, and mae adds its signs twice.
    const [a, b] = none.gradient as number[];
    expect(a).to.be.closeTo((-2 * (2 * 1.75 - 1)) / 1.75 ** 2 - 2, 1e-14);
    expect(b).to.be.closeTo(2 / 1.75 ** 2 + 2, 1e-14);
  });

  it('give the parts beside the sum', async () => {
    const found = await compute('combine', given, { expression: '0.5*dice(smooth=0) + bce' });
    const mean = (bce[0] + bce[1]) / 2;
    expect(found.value).to.be.closeTo(0.5 * dice + mean, 1e-15);
    const parts = found.details['parts'] as { id: string; value: number }[];
    expect(parts.map(({ id }) => id)).to.deep.equal(['dice', 'bce']);
    expect(parts[1]?.value).to.be.closeTo(mean, 1e-15);
  });

  it('have the slope of what is not linear', async () => {
    const found = await compute('combine', { ...given, gradient: true }, { expression: 'exp(mse) * mae' });
    const [mse, mae] = [(0.25 + 0.0625) / 2, 0.375];
    expect(found.value).to.be.closeTo(Math.exp(mse) * mae, 1e-15);
    const slope = (e: number): number => Math.exp(mse) * (e * mae + Math.sign(e) / 2);
    (found.gradient as number[]).forEach((g, i) => expect(g).to.be.closeTo(slope([-0.5, 0.25][i]!), 1e-15));
  });

  it('have no gradient where a part has none, and say which', async () => {
    const found = await compute('combine', { ...given, gradient: true }, { expression: 'bce + accuracy' });
    expect(found.gradient).to.equal(null);
    expect(found.details['gradient']).to.contain('accuracy');
  });

  it('refuse parts of different shapes without a reduction', async () => {
    const request = { prediction: [[0.5, 0.2]], label: [[1, 0]], reduction: 'none' as const };
    const error = await refused('combine', request, { expression: 'bce + dice(per=sample)' });
    expect(error.message).to.contain('(1, 2)').and.contain('(1,)');
  });

  it('show a view of the gradient of all parts together', async () => {
    const found = await compute('dice_bce', { ...given, view: true });
    expect(found.view?.gradientHistogram?.counts.reduce((a, b) => a + b, 0)).to.equal(2);
  });
});
