// The view container in the activity bar: the catalogue's tree with its filter, and the visualizer below it.
import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import { eventually } from './harness/eventually';
import { accept, tick, waitForPlaceholder } from './harness/quickInput';
import { curveShapes } from './harness/resultsView';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';
import { setTheme } from './harness/theme';
import { webviewFrame } from './harness/webview';

const CURVE = '[data-view="visualizer"] .plot .curve path';

describe('the side bar', () => {
  let workbench: Workbench;
  let tree: Locator;
  let tasks: Locator;

  before(async () => {
    workbench = await openWorkbench();
    const { page } = workbench;
    await page.getByRole('tab', { name: /^Lossary/ }).click();
    tree = page.locator('.pane', { has: page.locator('.pane-header[aria-label^="Catalogue"]') });
    tasks = tree.locator('.monaco-list-row[aria-level="1"]');
    await tasks.first().waitFor();
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  it('has the catalogue by task', async () => {
    await tree.locator('.monaco-list-row', { hasText: 'Mean squared error' }).first().waitFor();
    expect(await tasks.first().innerText()).to.include('Regression');
  });

  it('has a visualizer whose slider moves its curve', async () => {
    const { page } = workbench;
    const frame = await webviewFrame(page, CURVE);
    const before = await curveShapes(frame);
    const slider = frame.locator('input[type=range][aria-label=gamma]');
    for (let i = 0; i < 10; i++) await slider.press('ArrowRight');
    await eventually(
      'the curve moves',
      () => curveShapes(frame),
      (shapes) => shapes.every((shape, i) => shape !== before[i]),
    );
    await frame.locator('.plot').first().scrollIntoViewIfNeeded();
    await screenshot(page, 'sidebar-light');
    await setTheme(workbench, 'dark');
    await frame.locator('body.vscode-dark').waitFor();
    await screenshot(page, 'sidebar-dark');
  });

  it('filters the tree by task and family, and clears the filter', async () => {
    const { page } = workbench;
    // The list draws what fits: the first task says enough.
    const first = async (): Promise<string> => (await tasks.first().innerText()).trim();
    await tree.hover();
    await tree.getByRole('button', { name: /Filter/ }).click();
    await waitForPlaceholder(page, 'Tasks and families');
    await tick(page, ['Segmentation', 'Boundary-based']);
    await accept(page);
    await eventually('only segmentation is left', first, (text) => text.startsWith('Segmentation'));
    await tree
      .locator('.monaco-list-row', { hasText: /Hausdorff|Boundary/ })
      .first()
      .waitFor();
    await tree.hover();
    await tree.getByRole('button', { name: /Clear/ }).click();
    await eventually('all tasks are back', first, (text) => text.startsWith('Regression'));
  });

  it('opens an entry in the visualizer', async () => {
    const { page } = workbench;
    await tree.locator('.monaco-list-row', { hasText: 'Mean squared error' }).first().click();
    await page.locator('.tab', { hasText: 'Loss Visualizer' }).waitFor();
    const frame = await webviewFrame(page, '[data-view="visualizer"] .visualizer-side');
    await frame.locator('.visualizer-side h1', { hasText: 'Mean squared error' }).waitFor();
  });
});
