// How long a person waits: from Enter in the last step to numbers on screen, for two files of 40 MB; and how fast
// the view, inside of VS Code, follows a slider. Printed, not judged: a machine may be busy.
import { expect } from 'chai';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { chooseLosses } from './harness/computeOnFiles';
import { accept, pick, runCommand, typeText, waitForPlaceholder } from './harness/quickInput';
import { randomNumbers, writeNpy } from './harness/npy';
import { resultsFrame } from './harness/resultsView';
import { openWorkbench, type Workbench } from './harness/session';
import { frameTimes } from './webview/frames';

describe('speed', function () {
  this.timeout(300_000);
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    const labels = randomNumbers(1e7, 2).map((x) => (x < 0.4 ? 1 : 0));
    await writeNpy(join(workbench.workspace, 'large.npy'), randomNumbers(1e7, 1));
    await writeNpy(join(workbench.workspace, 'truth.npy'), labels);
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  it('shows numbers soon after the last Enter', async () => {
    const { page } = workbench;
    await lastStep(page, 'Mean squared error');
    await accept(page);
    await resultsFrame(page); // the first run starts the worker and opens the view
    for (const loss of ['Mean squared error', 'Binary cross entropy']) {
      const waits: number[] = [];
      let facts = '';
      for (let i = 0; i < 5; i++) {
        const frame = await resultsFrame(page);
        await lastStep(page, loss);
        const shown = await watch(page, frame);
        await accept(page);
        waits.push(await shown());
        facts = await frame.locator('header .actions .number').innerText();
      }
      const times = waits.map((ms) => `${ms.toFixed(0)} ms`).join(', ');
      console.log(`        ${loss}: from Enter to numbers ${times}; the view says of the last: ${facts}`);
      expect(waits).to.have.lengthOf(5);
    }
  });

  it('follows a slider', async () => {
    const { page } = workbench;
    await lastStep(page, 'Focal loss');
    await accept(page);
    const slider = 'input[type=range][aria-label=gamma]';
    const frame = await resultsFrame(page);
    await frame.locator(slider).waitFor();
    const { work, frames, changed } = await frameTimes(frame, slider, '.curve path');
    console.log(
      `        slider: script ${work.median.toFixed(1)} ms, p95 ${work.p95.toFixed(1)} ms a move; frames ${frames.p95.toFixed(1)} ms apart (p95)`,
    );
    expect(changed).to.be.greaterThan(0.9);
  });
});

/** Goes up to the last step, where Enter takes the labels. */
async function lastStep(page: Page, loss: string): Promise<void> {
  await runCommand(page, 'Lossary: Compute on Files…');
  await chooseLosses(page, [loss]);
  await waitForPlaceholder(page, 'File with the predictions');
  await pick(page, 'large.npy');
  await waitForPlaceholder(page, 'File with the labels');
  await typeText(page, 'truth.npy');
  await page
    .locator('.quick-input-widget:visible .monaco-list-row.focused', { hasText: 'truth.npy' })
    .waitFor();
}

/** Watches for the next Enter and for the next table; both clocks count from the same moment. `void`: not waited for. */
async function watch(page: Page, frame: Frame): Promise<() => Promise<number>> {
  await page.evaluate(`void (window.pressed = new Promise((done) => addEventListener('keydown', (event) => {
    if (event.key === 'Enter') done(performance.timeOrigin + event.timeStamp);
  }, { capture: true })))`);
  await frame.evaluate(`void (window.shown = new Promise((done) => {
    const busy = () => document.querySelector('main').ariaBusy === 'true';
    let started = false;
    const look = () => {
      started ||= busy();
      if (started && !busy()) requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  }))`);
  return async () =>
    (await frame.evaluate<number>('window.shown')) - (await page.evaluate<number>('window.pressed'));
}
