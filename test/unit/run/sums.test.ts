// Sums over samples and over groups: each sample counts once, each set of classes gives one value.
import { expect } from 'chai';
import type { ComputeRequest, Nested } from '../../../src/protocol/compute';
import { run } from '../../../src/worker/run/run';
import type { Sink } from '../../../src/worker/run/sink';
import { compute, memory, random } from './support';

describe('sums over samples', () => {
  it('count a sample of several classes once: the gradient of perplexity is −PPL/(N p) at the label', async () => {
    const prediction = [
      [0.5, 0.25, 0.25],
      [0.125, 0.75, 0.125],
    ];
    const label = [1, 0];
    const { value, gradient } = await compute({
      compute: [{ id: 'perplexity' }],
      prediction,
      label,
      gradient: true,
    });
    // Both labels: exp of the mean of ln 4 and ln 8.
    const perplexity = Math.sqrt(32);
    expect(value).to.be.closeTo(perplexity, 1e-14);
    expect((gradient as number[][])[0]?.[1]).to.be.closeTo(-perplexity / (2 * 0.25), 1e-13);
    expect((gradient as number[][])[1]?.[0]).to.be.closeTo(-perplexity / (2 * 0.125), 1e-13);
  });
});

describe('classes put together in one value', () => {
  const draw = random(4);
  const scores = (): number[] => Array.from({ length: 6 }, () => draw());
  const prediction = [0, 1].map(() => {
    const raw = [0, 1, 2].map(scores);
    const sums = raw[0]?.map((_, i) => raw.reduce((sum, plane) => sum + (plane[i] ?? 0), 0)) ?? [];
    return raw.map((plane) => plane.map((v, i) => v / (sums[i] ?? 1)));
  });
  const label = [
    [0, 1, 2, 0, 1, 2],
    [1, 1, 2, 2, 0, 0],
  ];
  const compute2 = async (more: Partial<ComputeRequest>, per: string): ReturnType<typeof compute> =>
    compute({
      compute: [{ id: 'generalized_dice', params: { per } }],
      prediction,
      label,
      gradient: true,
      ...more,
    });

  it('give a value each sample, which is the value of that sample alone', async () => {
    const found = await compute2({ reduction: 'none' }, 'sample');
    expect(found.count).to.equal(2);
    for (const [n, value] of (found.value as number[]).entries()) {
      const alone = { prediction: prediction.slice(n, n + 1), label: label.slice(n, n + 1) };
      const one = await compute2(alone, 'all');
      expect(value).to.be.closeTo(one.value as number, 1e-14);
      const [ours, theirs] = [found.gradient?.[n], one.gradient?.[0]].map((g) => (g as Nested[]).flat(2));
      ours?.forEach((g, i) => expect(g).to.be.closeTo(theirs?.[i] as number, 1e-14));
    }
  });

  it('have the gradient of the mean, half of that of the sum of two samples', async () => {
    const [mean, sum] = [await compute2({}, 'sample'), await compute2({ reduction: 'sum' }, 'sample')];
    expect(sum.value).to.be.closeTo(2 * (mean.value as number), 1e-14);
    const [halves, wholes] = [mean, sum].map(({ gradient }) => (gradient as Nested[]).flat(3) as number[]);
    halves?.forEach((g, i) => expect(g).to.be.closeTo((wholes?.[i] ?? NaN) / 2, 1e-14));
  });
});

describe('gradients in files', () => {
  it('get a file each, also where one id is computed under several presets', async () => {
    const paths: string[] = [];
    const sink: Sink = {
      write: () => undefined,
      add: () => undefined,
      close: () => undefined,
      abandon: () => undefined,
    };
    const platform = {
      ...memory,
      gradientFile: (path: string): Sink => {
        paths.push(path);
        return sink;
      },
    };
    const request = {
      compute: [{ id: 'mse' }, { formula: 'abs(p - y)' }, { formula: '(p - y)^4' }],
      prediction: [1, 2],
      label: [2, 2],
      gradient: 'g.npy',
    };
    const context = { signal: new AbortController().signal, progress: () => undefined };
    const answer = await run(request, platform, context);
    if (!answer.ok) throw new Error(answer.error.message);
    expect(paths).to.deep.equal(['g.mse.npy', 'g.formula-1.npy', 'g.formula-2.npy']);
    expect(answer.results.map(({ details }) => details['gradientFile'])).to.deep.equal(paths);
  });
});
