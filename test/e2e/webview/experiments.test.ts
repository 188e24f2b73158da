// The experiments view in a bare browser; the extension's part is played with the worker's own answers.
import { expect } from 'chai';
import { EXPERIMENTS } from '../../../src/catalogue/experiments/experiments';
import type { FromView, RunExperiment } from '../../../src/protocol/views';
import { runExperiment } from '../../../src/worker/experiments/runExperiment';
import { eventually } from '../harness/eventually';
import { screenshot } from '../harness/screenshot';
import { isAccessible } from './accessible';
import { bareBrowser, looksRight } from './bareBrowser';
import type { OpenView } from './viewPage';

const show = (experiments?: object) => ({
  kind: 'visualize',
  language: 'en',
  state: {
    view: 'experiments',
    losses: [{ id: 'bce' }],
    ...(experiments === undefined ? {} : { experiments }),
  },
});

const isRun = (message: FromView): message is RunExperiment => message.kind === 'runExperiment';

/** The newest question of the view, once it is another than the one before. */
async function asked(view: OpenView, after = 0): Promise<RunExperiment> {
  const runs = await eventually(
    'the view asks',
    async () => (await view.posted()).filter(isRun),
    (all) => (all.at(-1)?.requestId ?? 0) > after,
  );
  return runs.at(-1)!;
}

async function answer(view: OpenView, { requestId, request }: RunExperiment): Promise<void> {
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const found = await runExperiment(request, context);
  await view.send({ kind: 'experimentAnswered', requestId, answer: found });
}

describe('the experiments view in a bare browser', () => {
  const open = bareBrowser();
  let view: OpenView;

  before(async () => {
    view = await open({
      view: 'visualizer',
      theme: 'vscode-dark',
      width: 1240,
      height: 1000,
    });
  });
  afterEach(async () => expect(await view.problems()).deep.equal([]));

  const verdict = (): Promise<string> => view.page.locator('.verdict p').innerText();

  it('asks for what is open, and shows verdict, numbers and figures', async () => {
    await view.send(show({ open: 'focal-lowers-gradient', params: {} }));
    const run = await asked(view);
    expect(run.request).to.deep.equal({
      id: 'focal-lowers-gradient',
      params: { gamma: 2, alpha: null, p: 0.9 },
    });
    await answer(view, run);
    expect(await verdict()).to.match(/^Yes: at p = 0\.9 the gradient is 0\.029/);
    const row = view.page.locator('.measures tbody tr', { hasText: 'largestRatio ' }).first();
    // Of (1 − p)²(1 − 2 p ln p/(1 − p)), by SciPy.
    expect(Number(await row.locator('td').getAttribute('title'))).to.be.closeTo(1.2246347264, 1e-6);
    expect(await view.page.locator('.experiment-figures .curve path').count()).to.be.greaterThan(3);
  });

  it('asks again when a slider moves, and keeps what is shown until it is answered', async () => {
    const before = await verdict();
    const last = await asked(view);
    await view.page.locator('input[type=range][aria-label=gamma]').press('Home');
    const run = await asked(view, last.requestId);
    expect(run.request.params?.['gamma']).to.equal(0);
    expect(await verdict()).to.equal(before);
    await answer(view, run);
    expect(await verdict()).to.not.equal(before);
  });

  it('reads its curves at the cursor, by keyboard', async () => {
    const figure = view.page.locator('.experiment-canvas').first();
    await figure.focus();
    await figure.press('End');
    await view.until("document.querySelector('.legend .reading').textContent !== ''");
  });

  it('shows the curve of a long run as it comes, and keeps the last result when it is cancelled', async () => {
    const { page } = view;
    const last = await asked(view);
    await view.send(
      show({ open: 'diou-converges-faster', params: { 'diou-converges-faster': { cases: 400 } } }),
    );
    const first = await asked(view, last.requestId);
    await answer(view, first);
    const found = await verdict();
    expect(found).to.contain('DIoU is');

    await page.getByRole('button', { name: 'full', exact: true }).click();
    const full = await asked(view, first.requestId);
    expect(full.request.params?.['cases']).to.equal(1_715_000);
    const part = { name: { en: 'IoU', zh: 'IoU' }, x: [1, 2], y: [4, 3] };
    const axis = { label: { en: 'iteration', zh: '迭代' } };
    const figures = [{ kind: 'lines', id: 'error', title: axis.label, x: axis, y: axis, series: [part] }];
    await view.send({
      kind: 'experimentProgress',
      requestId: full.requestId,
      fraction: 0.4,
      text: '700 of 1,715',
      figures,
    });
    await page.locator('.run-line progress').waitFor();
    await page.getByText('so far').first().waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    const cancelled = (await view.posted()).filter(({ kind }) => kind === 'cancelExperiment');
    expect(cancelled.at(-1)).to.deep.equal({ kind: 'cancelExperiment', requestId: full.requestId });
    const error = { code: 'cancelled', message: 'It was cancelled.' };
    await view.send({ kind: 'experimentAnswered', requestId: full.requestId, answer: { ok: false, error } });
    await page.getByText('Cancelled.').waitFor();
    expect(await verdict()).to.equal(found);
    await page.getByRole('button', { name: 'Run again' }).click();
    expect((await asked(view, full.requestId)).request).to.deep.equal(full.request);
  });

  it('says what is wrong with what was typed, and keeps what was found', async () => {
    const { page } = view;
    const last = await asked(view);
    const error = { code: 'cancelled', message: 'It was cancelled.' };
    await view.send({
      kind: 'experimentAnswered',
      requestId: last.requestId,
      answer: { ok: false, error },
    });
    await view.send(show({ open: 'giou-below-iou', params: {} }));
    const run = await asked(view, last.requestId);
    await answer(view, run);
    const found = await verdict();
    const corners = page.getByRole('textbox', { name: 'prediction' });
    await corners.fill('0, 0, 1');
    await corners.press('Enter');
    const wrong = await asked(view, run.requestId);
    expect(wrong.request.params?.['prediction']).to.deep.equal([0, 0, 1]);
    await answer(view, wrong);
    const told = page.locator('.run-line .problem');
    expect(await told.innerText()).to.equal(
      'giou-below-iou: prediction cannot be [0,0,1]. Give 4 numbers, such as [0, 0, 1, 1].',
    );
    expect(await page.getByRole('button', { name: 'Run again' }).count()).to.equal(0);
    expect(await verdict()).to.equal(found);
  });

  it('drags the points of a flow, and the flow follows', async () => {
    const { page } = view;
    const last = await asked(view);
    await view.send({
      kind: 'experimentAnswered',
      requestId: last.requestId,
      answer: { ok: false, error: { code: 'cancelled', message: '' } },
    });
    await view.send(show({ open: 'emd-flow', params: {} }));
    const run = await asked(view, last.requestId);
    await answer(view, run);
    const point = page.getByRole('button', { name: /heaps P, point 1/ });
    await point.focus();
    await page.keyboard.press('Shift+ArrowUp');
    const moved = await asked(view, run.requestId);
    expect(moved.request.params?.['p']).to.deep.equal([0, 0.5, 0.4, 1, 0, 0.6]);
    await answer(view, moved);
    // 0.4 · ½ + 0.1 · √2 + 0.5 · 1, by algebra.
    const cost = view.page.locator('.measures tbody tr', { hasText: 'cost' }).first().locator('td');
    expect(Number(await cost.getAttribute('title'))).to.be.closeTo(0.7 + 0.1 * Math.SQRT2, 1e-9);

    const box = await eventually(
      'the point is there',
      () => page.getByRole('button', { name: /holes Q, point 2/ }).boundingBox(),
      (found) => found !== null,
    );
    if (box === null) throw new Error('there is no such point');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2 + 30, { steps: 4 });
    await page.mouse.up();
    const dragged = await asked(view, moved.requestId);
    await answer(view, dragged);
    const q = (
      (await view.state()) as { state: { experiments: { params: Record<string, { q: number[] }> } } }
    ).state.experiments.params['emd-flow']!.q;
    expect(q[3]).to.be.lessThan(0.95);
    expect(q[5]).to.equal(0.5);
  });

  for (const experiment of EXPERIMENTS) {
    it(`draws ${experiment.id}`, async () => {
      const one = await open({
        view: 'visualizer',
        theme: 'vscode-light',
        width: 1240,
        height: 1000,
      });
      const quick = experiment.id === 'diou-converges-faster' ? { [experiment.id]: { cases: 2000 } } : {};
      await one.send(show({ open: experiment.id, params: quick }));
      await answer(one, await asked(one));
      await one.page.locator('.experiment-figures svg').first().waitFor();
      await isAccessible(one.page);
      await screenshot(one.page, `experiment-${experiment.id}`);
      expect(await one.problems()).deep.equal([]);
      await one.page.close();
    });
  }

  looksRight('experiments', async (options) => {
    const one = await open(options);
    await one.send(show({ open: 'giou-degenerates', params: {} }));
    await answer(one, await asked(one));
    await one.page.locator('.experiment-figures svg').first().waitFor();
    return one;
  });
});
