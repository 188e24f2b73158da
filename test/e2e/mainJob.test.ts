// The main job as a person does it: palette, pick, numbers; a slider; a reload; the explorer; a selection.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import type { Frame, Page } from 'playwright-core';
import type { ComputeResult } from '../../src/protocol/compute';
import { selectRange } from './harness/editor';
import { chooseInContextMenu, openFile } from './harness/explorer';
import { pick, pickMany, runCommand, waitForQuickPick } from './harness/quickInput';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';
import { setTheme } from './harness/theme';
import { webviewFrame } from './harness/webview';

const RESULTS = '[data-view="results"] table.values tbody tr';

/** The value that the command line gives for the same files. */
function expected(ids: string, prediction: string, label: string, set: string[] = []): number[] {
  const args = [
    'dist/cli.js',
    'compute',
    ids,
    '--prediction',
    prediction,
    '--label',
    label,
    '--json',
    ...set,
  ];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return (JSON.parse(stdout) as ComputeResult).results.map((r) => Number(r.value));
}

/** The values in the table, at full precision (the tooltips have it). */
async function values(frame: Frame): Promise<number[]> {
  await frame.waitForSelector('table.values tbody tr td.value');
  const titles = await frame.$$eval('table.values tbody tr td.value', (cells) =>
    cells.map((c) => c.getAttribute('title')),
  );
  return titles.map((title) => Number(title?.replace(/[\s\u202f,]/g, '')));
}

async function waitForRows(frame: Frame, count: number): Promise<void> {
  await frame.waitForFunction(
    ([selector, wanted]) => document.querySelectorAll(String(selector)).length === wanted,
    ['table.values tbody tr', count] as const,
  );
}

/** Waits for the step of a pick by what its box asks for. */
async function step(page: Page, placeholder: string): Promise<void> {
  await page.locator(`.quick-input-widget:visible input[placeholder^="${placeholder}"]`).waitFor();
  await page.locator('.quick-input-widget:visible .monaco-list-row').first().waitFor();
}

describe('the main job', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });
  after(async () => {
    expect(workbench.problems).to.deep.equal([]);
    await workbench.close();
  });

  it('computes what is picked from the palette and shows the right numbers', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lossary: Compute on Files…');
    await waitForQuickPick(page, 'Compute');
    await pickMany(page, ['Focal loss', 'Binary cross entropy', 'Dice loss']);
    await step(page, 'File with the predictions');
    await pick(page, 'probs.npy');
    await step(page, 'File with the labels');
    await page.keyboard.type('labels.npy');
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    const frame = await webviewFrame(page, RESULTS);
    await waitForRows(frame, 3);
    const right = expected('focal,bce,dice', 'samples/binary/probs.npy', 'samples/binary/labels.npy');
    const shown = await values(frame);
    expect([...shown].sort()).to.deep.equal([...right].sort());
    await screenshot(page, 'results-light');
  });

  it('moves a curve when a slider moves', async () => {
    const frame = await webviewFrame(workbench.page, RESULTS);
    const slider = await frame.waitForSelector('input[type=range]');
    const curves = (): Promise<string[]> =>
      frame.$$eval('svg path[d]', (paths) => paths.map((path) => path.getAttribute('d') ?? ''));
    const before = await curves();
    await slider.focus();
    for (let i = 0; i < 10; i++) await workbench.page.keyboard.press('ArrowRight');
    await frame.waitForTimeout(200);
    expect(await curves()).to.not.deep.equal(before);
  });

  it('looks right in a dark theme', async () => {
    await setTheme(workbench, 'dark');
    await screenshot(workbench.page, 'results-dark');
  });

  it('is back after the window is reloaded', async () => {
    const frame = await webviewFrame(workbench.page, RESULTS);
    const shown = await values(frame);
    await workbench.reload();
    const again = await webviewFrame(workbench.page, RESULTS);
    expect(await values(again)).to.deep.equal(shown);
  });

  it('computes on two files of the explorer, and says which it took for the label', async () => {
    const { page } = workbench;
    await chooseInContextMenu(page, ['multiclass/labels.npy', 'multiclass/logits.npz'], 'Compute on Files…');
    await waitForQuickPick(page, 'labels.npy');
    await screenshot(page, 'explorer-pick');
    await page.keyboard.press('Escape');
  });

  it('computes on a selection that holds two arrays', async () => {
    const { page } = workbench;
    await openFile(page, 'arrays.py');
    await selectRange(page, [1, 1], [30, 1]);
    await runCommand(page, 'Lossary: Compute on Selection');
    await page.waitForTimeout(1500);
    await screenshot(page, 'selection-pick');
    await page.keyboard.press('Escape');
  });
});
