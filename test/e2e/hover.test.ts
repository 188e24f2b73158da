// A loss explained where its name stands, as a person sees it: in a Python file in all four themes, in a notebook's
// cell, in a code block of Markdown; and the link that opens the visualizer with the call's own arguments.
import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { moveCursor, type Place } from './harness/editor';
import { eventually } from './harness/eventually';
import { explorerRow, openFile } from './harness/explorer';
import { screenshot } from './harness/screenshot';
import { waitForPlaceholder } from './harness/quickInput';
import { openWorkbench, type Workbench } from './harness/session';
import { setTheme, THEMES } from './harness/theme';
import { webviewFrame } from './harness/webview';

/** In samples/train.py. */
const FOCAL: Place = [23, 25];
/** Its beta is 0.5, not the default. */
const SMOOTH_L1: Place = [12, 18];
const FOCAL_TITLE = 'Focal loss with logits · FL · focal · torchvision';

/** How many animations run that come to an end. */
const RUNNING = `document.getAnimations().filter((each) =>
  each.playState === 'running' && each.effect.getComputedTiming().iterations !== Infinity).length`;

/** The hover at the cursor, asked for again until it says what it should and its pictures are drawn. */
async function hoverAtCursor(page: Page, title: string): Promise<Locator> {
  const hover = page.locator('.monaco-hover:visible', { hasText: title }).first();
  const pictures = hover.locator('img');
  await eventually(
    `a hover says ${title}`,
    async () => {
      if ((await hover.count()) === 0) {
        await page.keyboard.press('ControlOrMeta+K');
        await page.keyboard.press('ControlOrMeta+I');
        await hover.waitFor({ timeout: 5000 });
      }
      return pictures.evaluateAll((all) =>
        all.map((each) => (each as unknown as { naturalWidth: number }).naturalWidth),
      );
    },
    (widths) => widths.length === 2 && widths.every((width) => width > 100),
  );
  await eventually(
    'the hover has faded in',
    () => page.evaluate<number>(RUNNING),
    (running) => running === 0,
  );
  return hover;
}

async function closeHover(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

describe('hovers in the editor', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  it('show formula, arguments, plot and links in the colours of every theme', async () => {
    const { page } = workbench;
    await openFile(page, 'train.py');
    const seen = new Set<string>();
    for (const theme of THEMES) {
      await setTheme(workbench, theme);
      await moveCursor(page, FOCAL);
      const hover = await hoverAtCursor(page, FOCAL_TITLE);
      const text = await hover.innerText();
      for (const part of ['gamma=2.0', 'reduction="mean"', 'Expects', 'Mind', 'Open in Visualizer'])
        expect(text).to.include(part);
      const plot = hover.locator('img').nth(1);
      expect(await plot.getAttribute('alt')).to.match(/^Plot of the loss and its gradient/);
      seen.add((await plot.getAttribute('src')) ?? '');
      await screenshot(page, `hover-${theme}`);
      await closeHover(page);
    }
    expect(seen.size).to.equal(THEMES.length);
  });

  it('open the visualizer with the arguments of the call', async () => {
    const { page } = workbench;
    await moveCursor(page, SMOOTH_L1);
    const hover = await hoverAtCursor(page, 'Smooth L1 loss');
    await hover.getByText('Open in Visualizer').click();
    const frame = await webviewFrame(page, '[data-view="visualizer"] .plot .curve path');
    await frame.locator('input[type=range][aria-label=beta][aria-valuetext="0.5"]').first().waitFor();
  });

  it('compute on files, and compare conventions, of the loss that is hovered', async () => {
    const { page } = workbench;
    await openFile(page, 'train.py');
    for (const [link, placeholder] of [
      ['Compute on Files…', 'File with the predictions'],
      ['Compare Conventions', 'File with the predictions'],
    ] as const) {
      await moveCursor(page, FOCAL);
      const hover = await hoverAtCursor(page, FOCAL_TITLE);
      await hover.getByText(link).click();
      await waitForPlaceholder(page, placeholder);
      await page.keyboard.press('Escape');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    }
  });

  it('explain a code block of Markdown', async () => {
    const { page } = workbench;
    await openFile(page, 'losses.md');
    await moveCursor(page, [8, 16]);
    await hoverAtCursor(page, 'Kullback-Leibler divergence');
    await screenshot(page, 'hover-markdown');
    await closeHover(page);
  });

  it('explain what a cell of a notebook has from the cells before it', async () => {
    const { page } = workbench;
    await (await explorerRow(page, 'losses.ipynb')).dblclick();
    const lines = page.locator('.notebook-editor .view-lines').last();
    await lines.filter({ hasText: 'regress(depth' }).waitFor();
    await eventually(
      'the cell has the cursor',
      async () => {
        await lines.click();
        return page.locator('.notebook-editor .monaco-editor.focused').count();
      },
      (count) => count > 0,
    );
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Home');
    for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowRight');
    const hover = await hoverAtCursor(page, 'Smooth L1');
    expect(await hover.innerText()).to.include('beta=0.5');
    await screenshot(page, 'hover-notebook');
  });
});

describe('hovers in Chinese', () => {
  it('are in Chinese throughout', async () => {
    const workbench = await openWorkbench({ theme: 'dark', language: 'zh-cn' });
    const { page } = workbench;
    await openFile(page, 'train.py');
    await moveCursor(page, FOCAL);
    const hover = await hoverAtCursor(page, '焦点损失');
    const text = await hover.innerText();
    for (const part of ['gamma=2.0', '输入要求', '注意', '在可视化器中打开', 'torchvision 文档'])
      expect(text).to.include(part);
    expect(await hover.locator('img').first().getAttribute('alt')).to.match(/^公式：/);
    await screenshot(page, 'hover-chinese');
    expect(workbench.problems).to.deep.equal([]);
    await workbench.close();
  });
});
