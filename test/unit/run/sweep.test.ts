// The threshold sweep beside a metric: counts as a loop over all samples has them, at every threshold.
import { expect } from 'chai';
import type { ComputeRequest, ThresholdSweep } from '../../../src/protocol/compute';
import { compute, random } from './support';

function expectNaive(sweep: ThresholdSweep, scores: readonly number[], labels: readonly number[]): void {
  expect(sweep.thresholds[0]).to.equal(Infinity);
  sweep.thresholds.forEach((threshold, i) => {
    const called = labels.filter((_, k) => (scores[k] ?? 0) >= threshold);
    expect(sweep.truePositives[i]).to.equal(called.filter((y) => y === 1).length);
    expect(sweep.falsePositives[i]).to.equal(called.filter((y) => y === 0).length);
  });
  expect(sweep.positives).to.equal(labels.filter((y) => y === 1).length);
  expect(sweep.negatives).to.equal(labels.filter((y) => y === 0).length);
  expect(sweep.truePositives.at(-1)).to.equal(sweep.positives);
}

describe('the threshold sweep', () => {
  const draw = random(3);
  const scores = Array.from({ length: 900 }, () => Math.round(draw() * 300) / 300); // with ties
  const labels = scores.map((score) => (draw() < score ? 1 : 0));

  for (const id of ['f1', 'precision', 'confusion', 'roc_auc', 'average_precision']) {
    it(`comes with ${id} where a view asks for it`, async () => {
      const request: ComputeRequest = { compute: [{ id }], prediction: scores, label: labels };
      const { view } = await compute({ ...request, view: true });
      const sweep = view?.thresholds;
      if (sweep === undefined) throw new Error('there is no sweep');
      expectNaive(sweep, scores, labels);
      expect((await compute(request)).view).to.equal(undefined);
    });
  }

  it('leaves ignored labels out, and divides masks first', async () => {
    const ignored = labels.map((y, i) => (i % 7 === 0 ? 9 : y));
    const { view } = await compute({
      compute: [{ id: 'f1', params: { ignoreIndex: 9 } }],
      prediction: scores,
      label: ignored,
      view: true,
    });
    const kept = labels.map((_, i) => i).filter((i) => i % 7 !== 0);
    if (view?.thresholds === undefined) throw new Error('there is no sweep');
    expectNaive(
      view.thresholds,
      kept.map((i) => scores[i] ?? 0),
      kept.map((i) => labels[i] ?? 0),
    );
  });

  it('is none of decisions that are made already', async () => {
    const { view } = await compute({
      compute: [{ id: 'f1' }],
      prediction: labels,
      label: labels,
      view: true,
    });
    expect(view?.thresholds).to.equal(undefined);
  });
});
