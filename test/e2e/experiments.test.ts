// Experiments in the real VS Code: computed by the worker, cancelled on their way, and with the numbers of the shell.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Frame } from 'playwright-core';
import { eventually } from './harness/eventually';
import { runCommand } from './harness/quickInput';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';
import { setTheme } from './harness/theme';
import { webviewFrame } from './harness/webview';

const VIEW = '[data-view="visualizer"]';

const shell = promisify(execFile);

/** What `lossary experiment` prints. */
async function byShell(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await shell(process.execPath, ['dist/cli.js', 'experiment', ...args, '--json']);
  return (JSON.parse(stdout) as { measures: Record<string, unknown> }).measures;
}

describe('experiments', () => {
  let workbench: Workbench;
  let frame: Frame;

  before(async () => {
    workbench = await openWorkbench();
    await runCommand(workbench.page, 'Lossary: Open Visualizer');
    frame = await webviewFrame(workbench.page, `${VIEW} .tab`);
    await frame.getByRole('tab', { name: 'Experiments' }).click();
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  const choose = async (title: string): Promise<void> => {
    await frame.getByRole('combobox', { name: 'Experiment' }).click();
    await frame.getByRole('option', { name: title }).click();
  };
  const measure = (name: string): Promise<string | null> =>
    frame
      .locator('.measures tbody tr', { has: frame.locator('code', { hasText: new RegExp(`^${name}$`) }) })
      .locator('td')
      .getAttribute('title');
  const verdict = (): Promise<string> => frame.locator('.verdict p').innerText();

  it('have the numbers of the shell, infinities too', async () => {
    await choose('Is JS smoother than KL?');
    await eventually(
      'the numbers come',
      () => measure('kl'),
      (text) => text !== null,
    );
    const wanted = await byShell('js-is-smoother');
    expect(await measure('kl')).to.equal('∞');
    expect(wanted['kl']).to.equal('Infinity');
    for (const name of ['js', 'slope.js', 'slope.w1'])
      expect(Number(await measure(name)), name).to.equal(wanted[name]);
  });

  it('follow their controls', async () => {
    const slider = frame.locator('input[type=range][aria-label=shift]');
    const before = await verdict();
    await slider.press('Home');
    await eventually('the verdict follows', verdict, (text) => text !== before);
    const { page } = workbench;
    await slider.press('End');
    await eventually('the verdict follows', verdict, (text) => text.includes('∞'));
    await page.mouse.move(5, 890);
    await screenshot(page, 'visualizer-experiments-light');
    await setTheme(workbench, 'dark');
    frame = await webviewFrame(page, `${VIEW}.vscode-dark .experiment-picker`);
    await screenshot(page, 'visualizer-experiments-dark');
  });

  it('are cancelled on their way, and keep what was found', async () => {
    await choose('Does DIoU converge faster?');
    await frame.getByRole('button', { name: 'quick', exact: true }).click();
    await eventually('the verdict comes', verdict, (text) => text.startsWith('DIoU is'));
    await eventually(
      'the last run is over',
      () => frame.locator('.verdict p.stale').count(),
      (n) => n === 0,
    );
    const found = await verdict();
    await frame.getByRole('button', { name: 'full', exact: true }).click();
    await frame.locator('.experiment-figures h3', { hasText: 'so far' }).first().waitFor();
    await screenshot(workbench.page, 'experiments-under-way');
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await frame.getByText('Cancelled.').waitFor();
    expect(await verdict()).to.equal(found);
  });

  it('are back after a reload, as they were set', async () => {
    await frame.getByRole('button', { name: 'quick', exact: true }).click();
    await frame.locator('.chip[aria-pressed=true]', { hasText: 'quick' }).waitFor();
    await workbench.reload(/diou-converges-faster/);
    frame = await webviewFrame(workbench.page, `${VIEW} .experiment-picker`);
    await frame.locator('.chip[aria-pressed=true]', { hasText: 'quick' }).waitFor();
    await eventually('it runs again', verdict, (text) => text.startsWith('DIoU is'));
  });
});
