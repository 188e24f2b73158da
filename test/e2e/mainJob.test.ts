// The main job as a person does it: palette, pick, numbers; a slider; a dark theme; a reload of the window.
import { expect } from 'chai';
import { commandLine, type Values } from './harness/commandLine';
import { computeOnFiles } from './harness/computeOnFiles';
import { eventually } from './harness/eventually';
import { runCommand } from './harness/quickInput';
import { curveShapes, expectValues, resultsFrame } from './harness/resultsView';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';
import { setTheme } from './harness/theme';

const STATUS = '.statusbar-item[aria-label^="Lossary, last result"]';

describe('the main job', () => {
  let workbench: Workbench;
  let right: Values;

  before(async () => {
    workbench = await openWorkbench();
    right = await commandLine('focal,bce,dice', {
      prediction: 'binary/probs.npy',
      label: 'binary/labels.npy',
    });
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  it('computes what is picked from the palette and shows the right numbers', async () => {
    const { page } = workbench;
    await computeOnFiles(page, {
      losses: ['Focal loss', 'Binary cross entropy', 'Dice loss'],
      prediction: { file: 'probs.npy', folder: 'binary' },
      label: { file: 'labels.npy', folder: 'binary' },
    });
    await expectValues(page, right);
    await screenshot(page, 'results-light');
  });

  it('has the first value in the status bar', async () => {
    const item = workbench.page.locator(STATUS);
    const label = (await item.getAttribute('aria-label')) ?? '';
    for (const [id, value] of Object.entries(right)) {
      expect(label).to.include(`${id} ${Number(Number(value).toPrecision(5))}`);
    }
  });

  it('moves a curve when a slider moves, and leaves the others where they are', async () => {
    const { page } = workbench;
    const frame = await resultsFrame(page);
    await frame.locator('table.values tbody tr', { hasText: 'focal' }).click();
    const slider = frame.locator('input[type=range][aria-label=gamma]');
    const before = await curveShapes(frame);
    for (let i = 0; i < 10; i++) await slider.press('ArrowRight');
    const moved = await eventually(
      'a curve moves',
      () => curveShapes(frame),
      (shapes) => shapes.some((shape, i) => shape !== before[i]),
    );
    expect(before.length).to.be.greaterThan(2);
    expect(moved.filter((shape, i) => shape === before[i])).to.not.be.empty;
  });

  it('looks right in a dark theme', async () => {
    await setTheme(workbench, 'dark');
    await (await resultsFrame(workbench.page)).locator('body.vscode-dark').waitFor();
    await screenshot(workbench.page, 'results-dark');
  });

  it('is back after the window is reloaded, with the slider where it was, and computes again', async () => {
    const { page } = workbench;
    const gamma = async (): Promise<string> =>
      (await resultsFrame(page)).locator('input[type=range][aria-label=gamma]').inputValue();
    const moved = await gamma();
    await workbench.reload(/edits\W+1\W+gamma/);
    await expectValues(page, right);
    expect(await gamma()).to.equal(moved);
    await runCommand(page, 'Lossary: Recompute');
    await page.locator(STATUS).waitFor();
    await expectValues(page, right);
  });
});
