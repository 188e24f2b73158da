// The visualizer in the real VS Code: what was computed behind its curves, a slider, a descent, a dark theme, a reload,
// and a link that opens the very state again.
import { expect } from 'chai';
import type { Frame, Page } from 'playwright-core';
import { copiedText } from './harness/clipboard';
import { computeOnFiles } from './harness/computeOnFiles';
import { eventually } from './harness/eventually';
import { runCommand } from './harness/quickInput';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';
import { setTheme } from './harness/theme';
import { webviewFrame } from './harness/webview';

const VIEW = '[data-view="visualizer"]';

describe('the visualizer', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  const curve = (): Promise<Frame> => webviewFrame(workbench.page, `${VIEW} .plot .curve path`);
  const surface = (): Promise<Frame> => webviewFrame(workbench.page, `${VIEW} .surface-canvas .plot`);
  const both = async (name: string): Promise<void> => {
    const { page } = workbench;
    await page.mouse.move(5, 890);
    await screenshot(page, `visualizer-${name}-light`);
    await setTheme(workbench, 'dark');
    await (await webviewFrame(page, `${VIEW}.vscode-dark`)).locator('.view').waitFor();
    await screenshot(page, `visualizer-${name}-dark`);
  };

  it('draws what was computed last behind its curves', async () => {
    const { page } = workbench;
    await computeOnFiles(page, {
      losses: ['Focal loss', 'Binary cross entropy'],
      prediction: { file: 'probs.npy', folder: 'binary' },
      label: { file: 'labels.npy', folder: 'binary' },
    });
    await webviewFrame(page, '[data-view="results"] table.values tbody tr');
    await runCommand(page, 'Lossary: Open Visualizer');
    const frame = await curve();
    await frame.locator('.behind-text', { hasText: 'probs.npy' }).waitFor();
    expect(await frame.locator('.backdrop').first().getAttribute('d')).to.match(/^M/);
    await both('curve');
  });

  it('follows a slider, and remembers it', async () => {
    const frame = await curve();
    const slider = frame.locator('input[type=range][aria-label=gamma]');
    const before = await frame.locator('.curve path').first().getAttribute('d');
    for (let i = 0; i < 10; i++) await slider.press('ArrowRight');
    await eventually(
      'the curve moves',
      () => frame.locator('.curve path').first().getAttribute('d'),
      (d) => d !== before,
    );
  });

  it('descends over a surface', async () => {
    const frame = await curve();
    await frame.getByRole('tab', { name: 'Surface' }).click();
    const figure = (await surface()).locator('.surface-canvas');
    await frame.getByRole('radio', { name: 'logit' }).click();
    await frame.getByRole('combobox', { name: 'Upwards' }).click();
    await frame.getByRole('option', { name: 'label y' }).click();
    await figure.focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp']) await figure.press(`Shift+${key}`);
    await figure.press('Enter');
    await frame.locator('.optimizers', { hasText: 'after 150 steps' }).waitFor();
    expect(await frame.locator('.descent .path').count()).to.equal(3);
    await setTheme(workbench, 'light');
    await both('surface');
  });

  it('is back after a reload with the same view, axes and start, and by its link with the same again', async () => {
    const { page } = workbench;
    await workbench.reload(/surface\W+.*start/);
    const reloaded = await surface();
    await reloaded.locator('.optimizers', { hasText: 'after 150 steps' }).waitFor();
    const shown = await placeOf(reloaded);
    expect(shown).to.include('z =').and.include('y =');

    await reloaded.getByRole('button', { name: 'Copy link' }).click();
    const link = await eventually(
      'a link is copied',
      () => copiedText(page),
      (text) => text.includes('://'),
    );
    expect(link).to.match(/^[a-z-]+:\/\/lossary\.lossary\/visualizer\?state=[\w-]+$/);
    await reloaded.getByRole('tab', { name: 'Curve' }).click();
    await curve();
    await openUrl(page, link);
    const again = await surface();
    expect(await placeOf(again)).to.equal(shown);
    await again.locator('.optimizers', { hasText: 'after 150 steps' }).waitFor();
  });

  it('says what is wrong with a link that was cut off', async () => {
    const { page } = workbench;
    const link = await copiedText(page);
    await openUrl(page, link.slice(0, -40));
    await page.getByText('its state is cut off or damaged').first().waitFor();
  });
});

/** Where the cursor is, as the legend says. */
async function placeOf(frame: Frame): Promise<string> {
  return (await frame.locator('.legend .place').innerText()).replaceAll(/\s+/g, ' ');
}

/** As following a link does: VS Code asks whether the extension may open it. */
async function openUrl(page: Page, url: string): Promise<void> {
  await runCommand(page, 'Developer: Open URL');
  await page.locator('.quick-input-widget input').first().fill(url);
  await page.keyboard.press('Enter');
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Open', exact: true }).click();
}
