// The thresholds view in a bare browser: the last data at every threshold, one threshold through all pictures. What it
// asks of the worker is answered by the worker's own code.
import { expect } from 'chai';
import type { ComputeRequest } from '../../../src/protocol/compute';
import type { Evaluate, ShowData } from '../../../src/protocol/views';
import { nestedSource } from '../../../src/worker/readers/nested';
import { run } from '../../../src/worker/run/run';
import { eventually } from '../harness/eventually';
import { bareBrowser, looksRight } from './bareBrowser';
import type { OpenOptions, OpenView } from './viewPage';

const SCORES = Array.from({ length: 400 }, (_, i) => ((i * 37) % 400) / 400);
const LABELS = SCORES.map((score, i) => (score > 0.25 + 0.5 * (((i * 61) % 400) / 400) ? 1 : 0));
const REQUEST: ComputeRequest = { compute: [{ id: 'bce' }], prediction: SCORES, label: LABELS };

const SHOW = { kind: 'visualize', language: 'en', state: { view: 'thresholds', losses: [{ id: 'bce' }] } };

const platform = { open: nestedSource as never };
const context = { signal: new AbortController().signal, progress: () => undefined };

describe('the thresholds view in a bare browser', () => {
  const open = bareBrowser();
  let view: OpenView;

  /** Opens the view with the data, and answers until its pictures are there. */
  const opened = async (options: OpenOptions): Promise<OpenView> => {
    const one = await open(options);
    const answer = await run({ ...REQUEST, view: true }, platform, context);
    if (!answer.ok) throw new Error(answer.error.message);
    await one.send(SHOW);
    await one.send({ kind: 'dataFor', request: REQUEST, answer } satisfies ShowData);
    for (let answered = 0; answered < 2;) {
      const asked = (await one.posted()).filter(
        (message): message is Evaluate => message.kind === 'evaluate',
      );
      for (const { requestId, request } of asked.slice(answered)) {
        await one.send({ kind: 'evaluated', requestId, answer: await run(request, platform, context) });
        answered++;
      }
    }
    await one.page.locator('.threshold-confusion').waitFor();
    return one;
  };

  before(async () => {
    view = await opened({ view: 'visualizer', theme: 'vscode-dark', width: 1240, height: 1000 });
  });
  afterEach(async () => expect(await view.problems()).deep.equal([]));

  const matrix = async (): Promise<number[]> =>
    (await view.page.locator('.threshold-confusion td').allInnerTexts()).map((text) => parseInt(text, 10));
  const expected = (threshold: number): number[] => {
    const count = (y: number, called: boolean): number =>
      SCORES.filter((score, i) => LABELS[i] === y && score >= threshold === called).length;
    return [count(0, false), count(0, true), count(1, false), count(1, true)];
  };

  it('begins at one half, with the confusion matrix that counting gives', async () => {
    expect(await matrix()).to.deep.equal(expected(0.5));
  });

  it('moves the threshold through all pictures by keyboard', async () => {
    const slider = view.page.getByRole('slider', { name: 'threshold' });
    await slider.focus();
    for (let i = 0; i < 20; i++) await view.page.keyboard.press('ArrowRight');
    // Keys come faster than frames: the last ones may still be on their way.
    await eventually(
      'matrix and words are those of the threshold',
      async () => ({
        counts: await matrix(),
        at: Number(await slider.getAttribute('aria-valuenow')),
        text: (await slider.getAttribute('aria-valuetext')) ?? '',
      }),
      ({ counts, at, text }) => {
        const [, fp = 0, , tp = 0] = counts;
        const precision = Number((tp / (tp + fp)).toPrecision(3));
        const isCounted = JSON.stringify(counts) === JSON.stringify(expected(at));
        return at > 0.65 && isCounted && text.includes(`precision ${precision}`);
      },
    );
  });

  it('goes to the threshold with the largest F1', async () => {
    await view.page.getByRole('button', { name: /Largest F1/ }).click();
    const f1 = (threshold: number): number => {
      const [, fp = 0, fn = 0, tp = 0] = expected(threshold);
      return (2 * tp) / (2 * tp + fp + fn);
    };
    const best = Math.max(...SCORES.map(f1));
    const slider = view.page.getByRole('slider', { name: 'threshold' });
    await view.until(
      `document.querySelector('[role=slider][aria-label=threshold]').getAttribute('aria-valuetext').includes('f1 ${Number(best.toPrecision(3))}')`,
    );
    expect(f1(Number(await slider.getAttribute('aria-valuenow')))).to.be.closeTo(best, 1e-12);
  });

  it('says what to do where nothing was computed', async () => {
    const one = await open({
      view: 'visualizer',
      theme: 'vscode-dark',
      width: 700,
      height: 600,
    });
    await one.send(SHOW);
    await one.page.getByText('Compute a loss or metric of binary labels first').waitFor();
    await one.page.close();
  });

  looksRight('thresholds', opened);
});
