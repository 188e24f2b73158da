// The views of the visualizer in the real VS Code, each touched once: a box, a painted pixel, a bar, a logit and a
// threshold are moved, an image comes from a file, and a reload brings it back.
import { expect } from 'chai';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { computeOnFiles } from './harness/computeOnFiles';
import { eventually } from './harness/eventually';
import { writeNpy } from './harness/npy';
import {
  accept,
  pick,
  runCommand,
  typeText,
  waitForPlaceholder,
  waitForQuickPick,
} from './harness/quickInput';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';
import { setTheme } from './harness/theme';
import { webviewFrame } from './harness/webview';

const VIEW = '[data-view="visualizer"]';

describe('views of the visualizer', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await computeOnFiles(workbench.page, {
      losses: ['Binary cross entropy'],
      prediction: { file: 'probs.npy', folder: 'binary' },
      label: { file: 'labels.npy', folder: 'binary' },
    });
    await webviewFrame(workbench.page, '[data-view="results"] table.values tbody tr');
    await runCommand(workbench.page, 'Lossary: Open Visualizer');
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  /** Opens a tab, and gives the page once that is there which the tab alone has. */
  const openTab = async (name: string, selector: string): Promise<Frame> => {
    const frame = await webviewFrame(workbench.page, `${VIEW} [role=tab]`);
    await frame.getByRole('tab', { name, exact: true }).click();
    return webviewFrame(workbench.page, `${VIEW} ${selector}`);
  };

  const both = async (name: string): Promise<void> => {
    const { page } = workbench;
    await page.mouse.move(5, 890);
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(workbench, theme);
      const frame = await webviewFrame(page, `${VIEW}.vscode-${theme}`);
      await frame.locator('.view').waitFor();
      await screenshot(page, `visualizer-${name}-${theme}`);
    }
  };

  /** Takes hold of the middle of an element and lets go beside it. */
  const drag = async (what: Locator, right: number, down: number): Promise<void> => {
    const { mouse } = workbench.page;
    await what.scrollIntoViewIfNeeded();
    const box = await what.boundingBox();
    if (box === null) throw new Error('what is to be dragged is not shown');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + right, y + down, { steps: 6 });
    await mouse.up();
  };

  it('boxes: the losses follow a box that is dragged', async () => {
    const frame = await openTab('Boxes', '.box.prediction .area');
    const before = await loss(frame, 'Generalized IoU loss');
    await drag(frame.locator('.box.prediction .area'), 40, 20);
    const after = await eventually(
      'GIoU changes',
      () => loss(frame, 'Generalized IoU loss'),
      (value) => value !== before,
    );
    expect(after).to.be.within(0, 2);
    await both('boxes');
  });

  it('distributions: a bar is dragged, and the others make room', async () => {
    const frame = await openTab('Distributions', '.bar-hold');
    const before = await loss(frame, 'Kullback-Leibler divergence');
    const bars = frame.locator('.bar-hold[role=slider][aria-label^="q,"]');
    await drag(bars.nth(2), 0, -40);
    await eventually(
      'the divergence changes',
      () => loss(frame, 'Kullback-Leibler divergence'),
      (value) => Number.isFinite(value) && value !== before,
    );
    const q = await Promise.all((await bars.all()).map((bar) => bar.getAttribute('aria-valuenow')));
    expect(q.reduce((sum, value) => sum + Number(value), 0)).to.be.closeTo(1, 1e-9);
    await both('distributions');
  });

  it('classes: cross entropy follows a logit', async () => {
    const frame = await openTab('Classes', '.bar-hold');
    const before = await loss(frame, 'Cross entropy');
    await drag(frame.getByRole('slider', { name: /^logit of class 0/ }), 0, -40);
    await eventually(
      'cross entropy changes',
      () => loss(frame, 'Cross entropy'),
      (value) => Number.isFinite(value) && value !== before,
    );
    await both('classes');
  });

  it('thresholds: every sample that was computed stands in the confusion matrix of the slider', async () => {
    const frame = await openTab('Thresholds', '.threshold-confusion');
    const before = await confusion(frame);
    await frame.getByRole('slider', { name: 'threshold' }).focus();
    for (let i = 0; i < 20; i++) await workbench.page.keyboard.press('ArrowRight');
    const after = await eventually(
      'the matrix changes',
      () => confusion(frame),
      (counts) => counts.join() !== before.join(),
    );
    for (const counts of [before, after]) expect(counts.reduce((a, b) => a + b, 0)).to.equal(20_000);
    await both('thresholds');
  });

  it('mask: label and prediction come from files, and a pixel is painted', async () => {
    const { page } = workbench;
    const frame = await openTab('Mask', '.cells');
    for (const [layer, placeholder, file] of [
      ['prediction', 'File with the predictions', 'pred.npy'],
      ['label', 'File with the labels', 'label.npy'],
    ] as const) {
      await frame.getByRole('radio', { name: layer, exact: true }).click();
      await frame.getByRole('button', { name: 'from a file…' }).click();
      await waitForPlaceholder(page, placeholder);
      await pick(page, file, 'masks');
      await frame
        .locator('.origin', { hasText: `${layer}: ${file}, 256 × 256, averaged to 32 × 32` })
        .waitFor();
    }
    await frame.getByRole('radio', { name: 'prediction', exact: true }).click();
    const before = await loss(frame, 'Dice loss');
    await frame
      .locator('.cells')
      .first()
      .click({ position: { x: 8, y: 8 } });
    const grid = frame.locator('.cell-grid').first();
    await eventually(
      'the pixel is painted',
      () => grid.getAttribute('aria-label'),
      (text) => text === 'Prediction and label (prediction): row 1, column 1, 1',
    );
    await eventually(
      'Dice follows',
      () => loss(frame, 'Dice loss'),
      (value) => value > before,
    );
    await both('mask');
  });

  it('mask: is back after a reload with what was painted and what leads', async () => {
    const frame = await openTab('Mask', '.cells');
    const dice = await loss(frame, 'Dice loss');
    await frame.locator('button.lead[title="Boundary loss"]').click();
    // Its value comes from the worker.
    const boundary = await eventually('it is computed', () => loss(frame, 'Boundary loss'), Number.isFinite);
    await workbench.reload(/rows\W+32\W.*leading\W+boundary/);
    const reloaded = await webviewFrame(workbench.page, `${VIEW} .loss-lines tr.leading`);
    await reloaded.locator('.origin', { hasText: 'label.npy' }).waitFor();
    expect(await loss(reloaded, 'Dice loss')).to.equal(dice);
    await eventually(
      'it is computed again',
      () => loss(reloaded, 'Boundary loss'),
      (value) => value === boundary,
    );
  });

  it('mask: one image of a stack, the middle one unless another is typed', async () => {
    const { page, workspace } = workbench;
    // Image k is all k / 4.
    const numbers = Float32Array.from({ length: 4 * 8 * 8 }, (_, i) => Math.floor(i / 64) / 4);
    await writeNpy(join(workspace, 'masks', 'stack.npy'), numbers, [4, 8, 8]);
    const frame = await openTab('Mask', '.cells');
    for (const [typed, index] of [
      [undefined, 2],
      ['1', 1],
    ] as const) {
      await frame.getByRole('button', { name: 'from a file…' }).click();
      await waitForPlaceholder(page, 'File with the predictions');
      await pick(page, 'stack.npy', 'masks');
      await waitForQuickPick(page, 'stack.npy holds 4 images');
      if (typed !== undefined) await typeText(page, typed);
      await accept(page);
      await frame.locator('.origin', { hasText: `stack.npy, image ${index} of 4, 8 × 8` }).waitFor();
      await eventually(
        'that image is shown',
        () => frame.locator('.cell-grid').first().getAttribute('aria-label'),
        (text) => text?.endsWith(`, ${index / 4}`) === true,
      );
    }
  });
});

/** The value of a loss in the table of a view, by its full name; NaN while it is not computed. */
async function loss(frame: Frame, name: string): Promise<number> {
  const row = frame.locator('.loss-lines tbody tr', {
    has: frame.locator(`button.lead[title="${name}"]`),
  });
  const title = await row.locator('td').first().getAttribute('title');
  return title === null ? NaN : Number(title);
}

/** The four counts, without the shares that stand beside them. */
async function confusion(frame: Frame): Promise<number[]> {
  const texts = await frame.evaluate<string[]>(
    `[...document.querySelectorAll('.threshold-confusion td')].map((cell) =>
      cell.textContent.replace(cell.querySelector('span').textContent, ''))`,
  );
  return texts.map((text) => Number(text.replaceAll(/\D/g, '')));
}
