// Several threads give what one gives: the same digits, notes and gradients, whatever is in the data and wherever.
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComputationResult, ComputeRequest } from '../../../src/protocol/compute';
import type { NodeCrew } from '../../../src/worker/threads/crew.node';
import { compute, labels, save, scratchFolder, startedCrew, uniform } from './support';

const N = 700_001; // eleven chunks, the last of them short
const ROWS = 90_001;
const LARGE = 2 ** 21 + 70_001;

/** The factors of its gradient depend on the values of its parts. */
const PRODUCT = { id: 'combine', params: { expression: 'bce*dice + 0.5*mse' } };

const CASES: readonly (readonly [string, ComputeRequest])[] = [
  ['mse', { compute: [{ id: 'mse' }], prediction: 'p.npy', label: 'soft.npy' }],
  ['mse in float64', { compute: [{ id: 'mse' }], prediction: 'p64.npy', label: 'soft.npy' }],
  ['bce with NaN in one chunk', { compute: [{ id: 'bce' }], prediction: 'nan.npy', label: 'soft.npy' }],
  [
    'focal with labels that are ignored here and there',
    { compute: [{ id: 'focal', params: { ignoreIndex: 255 } }], prediction: 'p.npy', label: 'ignored.npy' },
  ],
  ['hinge on labels 0 and 1', { compute: [{ id: 'hinge' }], prediction: 'p.npy', label: 'hard.npy' }],
  ['dice', { compute: [{ id: 'dice' }], prediction: 'p.npy', label: 'hard.npy' }],
  [
    'cross entropy with ignored labels and weights',
    {
      compute: [
        {
          id: 'cross_entropy',
          params: { input: 'logits', weight: [1, 2, 0.5, 3, 1, 1, 1], labelSmoothing: 0.1 },
        },
      ],
      prediction: 'logits.npy',
      label: 'classes.npy',
    },
  ],
  [
    'focal loss of classes, class axis in the middle',
    {
      compute: [{ id: 'focal_multiclass', params: { input: 'logits' } }],
      prediction: 'planes.npy',
      label: 'map.npy',
    },
  ],
  [
    'dice of classes and samples',
    {
      compute: [{ id: 'dice', params: { input: 'logits', per: 'sample-class' } }],
      prediction: 'planes.npy',
      label: 'map.npy',
    },
  ],
  [
    'Dice with cross entropy, whose factors are fixed',
    { compute: [{ id: 'dice_bce' }], prediction: 'p.npy', label: 'hard.npy' },
  ],
  [
    'an expression whose factors depend on its parts',
    { compute: [PRODUCT], prediction: 'p.npy', label: 'hard.npy' },
  ],
  [
    'CIoU with boxes without area',
    { compute: [{ id: 'ciou_loss' }], prediction: 'boxes.npy', label: 'truth.npy' },
  ],
];

describe('threads', function () {
  this.timeout(60_000);
  const { folder, remove } = scratchFolder();
  const crews = new Map<number, NodeCrew>();

  before(async () => {
    writeInputs(folder);
    for (const threads of [2, 3, 8]) crews.set(threads, await startedCrew(threads));
  });
  after(() => {
    crews.forEach((crew) => crew.dispose());
    remove();
  });

  const results = async (request: ComputeRequest, crew?: NodeCrew) => {
    const answer = await compute(request, folder, crew);
    if (!answer.ok) throw new Error(answer.error.message);
    const [result] = answer.results;
    return { result: result as ComputationResult, threads: answer.threads ?? 0 };
  };

  it('never keep the process alive, even before the first pass', async () => {
    const ports = (): number =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;
    const before = ports();
    const crew = await startedCrew(2);
    expect(ports()).to.equal(before);
    crew.dispose();
  });

  for (const [name, request] of CASES) {
    it(`agree on ${name}`, async () => {
      const { result: alone } = await results({ ...request, gradient: 'alone.npy', view: true });
      const expected = readFileSync(join(folder, 'alone.npy'));
      for (const [threads, crew] of crews) {
        const file = `by-${threads}.npy`;
        const { result } = await results({ ...request, gradient: file, view: true }, crew);
        expectSame(Number(result.value), Number(alone.value));
        expect(result.count).to.equal(alone.count);
        expect(result.nonFinite).to.equal(alone.nonFinite);
        expect(result.notes).to.deep.equal(alone.notes);
        expect(
          readFileSync(join(folder, file)).equals(expected),
          `the gradient of ${threads} threads`,
        ).to.equal(true);
        expect(result.view?.lossHistogram).to.deep.equal(alone.view?.lossHistogram);
        expect(result.view?.gradientHistogram).to.deep.equal(alone.view?.gradientHistogram);
        expect(result.view?.hardest).to.deep.equal(alone.view?.hardest);
        expect(result.view?.gradientShare?.counts).to.deep.equal(alone.view?.gradientShare?.counts);
        // Without a gradient, the kernels are others.
        const { result: value } = await results(request, crew);
        expectSame(Number(value.value), Number(alone.value));
      }
    });
  }

  for (const [name, computation] of [
    ['an expression', PRODUCT],
    ['a compound in an expression', { id: 'combine', params: { expression: 'mse + 3*dice_bce' } }],
  ] as const)
    it(`write the gradient of ${name} that memory has`, async () => {
      const { result: whole } = await results({
        compute: [computation],
        prediction: 'p64.npy',
        label: 'hard.npy',
        gradient: true,
      });
      await results(
        {
          compute: [computation],
          prediction: 'p64.npy',
          label: 'hard.npy',
          gradient: 'by-2.npy',
        },
        crews.get(2),
      );
      const written = readFileSync(join(folder, 'by-2.npy'));
      const numbers = new Float64Array(written.buffer.slice(written.byteOffset + written.length - 8 * N));
      const expected = whole.gradient as number[];
      for (let i = 0; i < N; i += 97) expect(numbers[i]).to.equal(expected[i]);
    });

  it('leave no file where a part of a compound has no gradient', async () => {
    const { result } = await results({
      compute: [{ id: 'combine', params: { expression: 'bce + f1' } }],
      prediction: 'p64.npy',
      label: 'hard.npy',
      gradient: 'none.npy',
    });
    expect(result.gradient).to.equal(null);
    expect(result.details['gradient']).to.match(/^f1: /);
    expect(readdirSync(folder).filter((name) => name.startsWith('none'))).to.deep.equal([]);
  });

  it('look at the same numbers of data that are too large to count them all', async () => {
    const request: ComputeRequest = {
      compute: [{ id: 'bce' }],
      prediction: 'large.npy',
      label: 'largeLabels.npy',
      view: true,
    };
    const { result: alone } = await results(request);
    expect(alone.view?.countedEvery).to.be.above(1);
    for (const crew of crews.values()) {
      const { view } = (await results(request, crew)).result;
      expect(view?.lossHistogram).to.deep.equal(alone.view?.lossHistogram);
      expect(view?.gradientHistogram).to.deep.equal(alone.view?.gradientHistogram);
      expect(view?.gradientShare?.counts).to.deep.equal(alone.view?.gradientShare?.counts);
      expect(view?.hardest).to.deep.equal(alone.view?.hardest);
      expectSame(view?.meanAbsoluteGradient ?? NaN, alone.view?.meanAbsoluteGradient ?? NaN);
    }
  });

  it('all take part', async () => {
    const request: ComputeRequest = {
      compute: [{ id: 'bce' }],
      prediction: 'p64.npy',
      label: 'soft.npy',
      gradient: 'g.npy',
    };
    let most = 0;
    for (let i = 0; i < 20 && most < 3; i++)
      most = Math.max(most, (await results(request, crews.get(3))).threads);
    expect(most).to.equal(3);
  });

  it('tell the first of several mistakes, as one thread does', async () => {
    const request: ComputeRequest = { compute: [{ id: 'bce' }], prediction: 'wrong.npy', label: 'soft.npy' };
    const alone = await compute(request, folder);
    for (const crew of crews.values()) {
      for (let i = 0; i < 5; i++) expect(await compute(request, folder, crew)).to.deep.equal(alone);
    }
    expect(JSON.stringify(alone)).to.contain('[70000]');
  });

  it('refuse labels that are 0 in one part and −1 in another', async () => {
    const request: ComputeRequest = { compute: [{ id: 'hinge' }], prediction: 'p.npy', label: 'mixed.npy' };
    for (const crew of [undefined, ...crews.values()]) {
      const answer = await compute(request, folder, crew);
      expect(answer.ok ? '' : answer.error.message).to.contain('−1 as well as 0');
    }
  });

  it('are left out where the data are in memory', async () => {
    const request: ComputeRequest = { compute: [{ id: 'mse' }], prediction: [1, 2, 3], label: [1, 2, 5] };
    const { result, threads } = await results(request, crews.get(2));
    expect(result.value).to.equal(4 / 3);
    expect(threads).to.equal(1);
  });
});

/** To rounding: sums of chunks may be added in another order. */
function expectSame(value: number, expected: number): void {
  if (Number.isNaN(expected)) expect(value).to.be.NaN;
  else expect(Math.abs(value - expected)).to.be.at.most(1e-14 * Math.max(1, Math.abs(expected)));
}

function writeInputs(folder: string): void {
  const p = uniform(N, 1);
  const hard = Uint8Array.from(uniform(N, 2), (u) => (u < 0.4 ? 1 : 0));
  save(folder, 'p.npy', 'float32', [N], p);
  save(folder, 'p64.npy', 'float64', [N], Float64Array.from(p));
  save(folder, 'soft.npy', 'float32', [N], uniform(N, 3));
  save(folder, 'hard.npy', 'uint8', [N], hard);
  save(folder, 'nan.npy', 'float32', [N], p.with(300_000, NaN).with(300_001, NaN));
  save(folder, 'wrong.npy', 'float32', [N], p.with(70_000, 1.5).with(690_000, 7).with(400_000, -3));
  save(
    folder,
    'ignored.npy',
    'uint8',
    [N],
    hard
      .with(5, 255)
      .with(200_000, 255)
      .with(N - 1, 255),
  );
  const large = uniform(LARGE, 10).map((u) => Math.round(u * 1000) / 1000);
  save(folder, 'large.npy', 'float32', [LARGE], large);
  // Few values, so that many losses are the same.
  save(
    folder,
    'largeLabels.npy',
    'uint8',
    [LARGE],
    Uint8Array.from(large, (u) => (u < 0.01 ? 1 : 0)),
  );
  const mixed = Float32Array.from(hard, (y, i) => (y === 1 ? 1 : i < N / 2 ? 0 : -1));
  save(folder, 'mixed.npy', 'float32', [N], mixed);
  save(folder, 'logits.npy', 'float32', [ROWS, 7], uniform(ROWS * 7, 4));
  const classes = labels(ROWS, 7, 5);
  save(folder, 'classes.npy', 'int64', [ROWS], classes.with(80_000, -100n).with(80_001, -100n));
  save(folder, 'planes.npy', 'float32', [3, 4, 251, 263], uniform(3 * 4 * 251 * 263, 6));
  save(folder, 'map.npy', 'int64', [3, 251, 263], labels(3 * 251 * 263, 4, 7));
  const boxes = (seed: number): Float32Array =>
    uniform(4 * ROWS, seed).map((u, i) => (i % 4 < 2 ? u : 1 + u));
  const flat = boxes(8);
  flat.copyWithin(4 * 70_000 + 2, 4 * 70_000, 4 * 70_000 + 2);
  save(folder, 'boxes.npy', 'float32', [ROWS, 4], flat);
  save(folder, 'truth.npy', 'float32', [ROWS, 4], boxes(9));
}
