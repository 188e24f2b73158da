// The results view in a bare browser, fed with the worker's own answers: what it shows, what it posts, how fast it
// follows a slider, and that policy and accessibility hold in every theme.
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import type { FromView, ShowFailure, ShowResult } from '../../../src/protocol/views';
import { eventually } from '../harness/eventually';
import { screenshot } from '../harness/screenshot';
import { BINARY, BOXES, CLASSES, REGRESSION, resultOf } from './answers';
import { frameTimes, type Times } from './frames';
import { THEME_KINDS } from './themes';
import { bareBrowser } from './bareBrowser';
import type { OpenOptions, OpenView } from './viewPage';

describe('the results view in a bare browser', () => {
  const open = bareBrowser();
  let binary: ShowResult;
  let view: OpenView;
  const usual: OpenOptions = { view: 'results', theme: 'vscode-dark', width: 1240, height: 900 };

  before(async () => {
    binary = await resultOf(BINARY);
  });
  beforeEach(async () => {
    view = await open(usual);
    await view.send(binary);
  });
  afterEach(async () => {
    const problems = await view.problems();
    await view.page.close();
    expect(problems, 'violations of the policy and script errors').deep.equal([]);
  });

  const last = async <K extends FromView['kind']>(kind: K): Promise<Extract<FromView, { kind: K }>> => {
    const found = (await view.posted()).filter((m) => m.kind === kind).at(-1);
    if (found === undefined) throw new Error(`the view posted no ${kind}`);
    return found as Extract<FromView, { kind: K }>;
  };

  it('says ready first, and shows each value with all its digits in the tooltip', async () => {
    expect((await view.posted())[0]).deep.equal({ kind: 'ready', remembered: false });
    const values = view.page.locator('.values .value');
    expect(await values.count()).equal(3);
    const bce = binary.answer.results[2]!.value as number;
    expect(await values.nth(2).getAttribute('title')).equal(String(bce));
    const shown = (await values.nth(2).textContent())!.replaceAll(/\s/g, '');
    expect(Number(shown)).closeTo(bce, 1e-6);
  });

  it('reads the curves at the cursor: bce at p = 0.3 is −ln 0.3 with slope −1/0.3', async () => {
    const text = (await view.page.locator('.legend').textContent())!.replaceAll(/\s+/g, ' ');
    expect(text).match(/bce 1\.204 slope −3\.333/);
    expect(text).include('p = 0.300');
  });

  it('follows a slider: the curve changes, the figure stays, and a frame is enough', async () => {
    const { page } = view;
    const path = page.locator('#loss-curve-title >> xpath=ancestor::figure >> css=.curve path').last();
    const before = await path.getAttribute('d');
    await page.evaluate("document.querySelector('.plot').dataset.mark = 'kept'");
    const { work, frames, changed } = await frameTimes(page, 'input[aria-label=gamma]', '.curve path');
    const print = (t: Times): string => `${t.median.toFixed(1)} ms, p95 ${t.p95.toFixed(1)} ms`;
    console.log(`        slider: script ${print(work)} a move; frames ${print(frames)} apart`);
    expect(changed, 'frames in which the curve followed').greaterThan(0.95);
    expect(await path.getAttribute('d')).not.equal(before);
    expect(await page.locator('.plot[data-mark=kept]').count(), 'the figure is kept').equal(1);
  });

  it('recomputes with the moved parameters, and resets', async () => {
    const { page } = view;
    const again = page.getByRole('button', { name: 'Recompute with these parameters' });
    expect(await again.isDisabled()).equal(true);
    const field = page.locator('vscode-text-field[aria-label=gamma] input');
    await field.fill('3.5');
    await field.press('Enter');
    await again.click();
    const { request } = await last('compute');
    expect(request.compute[0]).nested.property('params.gamma', 3.5);
    expect(request.compute.slice(1)).deep.equal(BINARY.compute.slice(1));
    await page.getByRole('button', { name: 'Reset' }).click();
    await view.until("document.querySelector('vscode-text-field[aria-label=gamma]').value === '2'");
  });

  it('refuses a number that the parameter does not allow, and says why', async () => {
    const field = view.page.locator('vscode-text-field[aria-label=gamma] input');
    await field.fill('-1');
    await field.press('Enter');
    await view.until("document.querySelector('vscode-text-field[aria-label=gamma]').value === '2'");
  });

  it('applies a preset and keeps what the data are', async () => {
    await view.page.getByRole('button', { name: 'MONAI' }).click();
    await view.page.locator('.chip[aria-pressed=true]', { hasText: 'MONAI' }).waitFor();
  });

  it('switches the note by keyboard', async () => {
    const { page } = view;
    await page.locator('.values tbody tr').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: 'Dice loss' }).waitFor();
    await page.keyboard.press('End');
    await page.getByRole('heading', { name: 'Binary cross entropy' }).waitFor();
    expect(await page.locator('.values tr[aria-selected=true]').textContent()).include('bce');
  });

  it('moves the cursor by keyboard and says what it reads', async () => {
    const { page } = view;
    const figure = page.getByRole('slider', { name: 'Cursor at p' }).first();
    await figure.focus();
    await page.keyboard.press('ArrowRight');
    await view.until("document.querySelector('.legend').textContent.includes('p = 0.310')");
    expect(await figure.getAttribute('aria-valuetext')).match(/p = 0\.310: .*bce 1\.17/);
  });

  it('draws the curves for label 0 and against the logit', async () => {
    const { page } = view;
    await page.getByRole('radio', { name: '0', exact: true }).click();
    await view.until("document.querySelector('.legend').textContent.includes('0.357')"); // −ln 0.7
    await page.getByRole('radio', { name: 'logit' }).click();
    await page.locator('.legend .place', { hasText: 'z =' }).waitFor();
  });

  it('keeps the result when a computation fails, and offers the remedies', async () => {
    const { page } = view;
    const failure: ShowFailure = {
      kind: 'failure',
      request: BINARY,
      error: {
        code: 'range',
        message: 'A probability is outside [0, 1]: 4.2.',
        file: 'logits.npy',
        place: 'element [3]',
        fix: 'Read the numbers as logits.',
        remedies: [{ kind: 'readAsLogits' }, { kind: 'useKey', input: 'prediction', keys: ['a', 'b'] }],
      },
    };
    await view.send(failure);
    const alert = page.getByRole('alert');
    expect(await alert.textContent())
      .include('A probability is outside [0, 1]: 4.2.')
      .and.include('element [3]');
    expect(await page.locator('.values .value').count()).equal(3);
    await alert.getByRole('button', { name: 'Use b' }).click();
    expect((await last('remedy')).remedy).deep.equal({ kind: 'useKey', input: 'prediction', keys: ['b'] });
    await alert.getByRole('button', { name: 'Read as logits' }).click();
    expect(await last('remedy')).deep.equal({
      kind: 'remedy',
      request: BINARY,
      remedy: { kind: 'readAsLogits' },
    });
    await screenshot(page, 'webview-results-failure');
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it('shows progress without moving anything, and cancels', async () => {
    const { page } = view;
    const top = async (): Promise<number> => (await page.locator('.values').boundingBox())!.y;
    const before = await top();
    await view.send({ kind: 'busy', text: 'reading probs.npy', fraction: 0.4 });
    expect(await page.locator('.progress').textContent()).include('reading probs.npy');
    expect(await top()).equal(before);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await last('cancel');
  });

  it('copies the table and saves plots that open elsewhere', async () => {
    const { page } = view;
    await page.getByRole('button', { name: 'Export ▾' }).click();
    await view.until("document.activeElement.getAttribute('role') === 'menuitem'");
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect((await last('copy')).text).match(/^id,parameters,value/);
    await page.getByRole('button', { name: 'Save “Loss” as SVG' }).click();
    const { suggestedName, content } = await last('save');
    expect(suggestedName).equal('loss-curve.svg');
    expect(content).include('<svg').and.include('<title>Loss</title>');
    expect(content).not.match(/var\(|style=|class="plot/);
    await page.getByRole('button', { name: 'Save “Loss” as PNG' }).click();
    await view.until("window.fakeHost.posted.at(-1).suggestedName === 'loss-curve.png'");
    const head = await page.evaluate<number[]>(
      '[...new Uint8Array(window.fakeHost.posted.at(-1).content.slice(0, 4))]',
    );
    expect(head).deep.equal([0x89, 0x50, 0x4e, 0x47]);
  });

  it('shows the data of a plot as a table of the same height', async () => {
    const { page } = view;
    const figure = page.locator('figure', { has: page.locator('#loss-curve-title') });
    const height = (await figure.boundingBox())!.height;
    await figure.getByRole('button', { name: 'Data of “Loss” as a table' }).click();
    await figure.locator('table').waitFor();
    expect(await figure.locator('tbody tr').count()).equal(21);
    expect((await figure.boundingBox())!.height).closeTo(height, 1);
  });

  it('sorts the hardest samples and exports their indices', async () => {
    const { page } = view;
    const table = page.locator('.hardest');
    const column = async (n: number): Promise<number[]> =>
      (await table.locator(`tbody td:nth-child(${n})`).allTextContents()).map((t) =>
        Number(t.replace('−', '-')),
      );
    const losses = await column(2);
    expect(losses).deep.equal([...losses].sort((a, b) => b - a));
    await table.getByRole('button', { name: 'Index' }).click();
    await table.locator('th[aria-sort=ascending]', { hasText: 'Index' }).waitFor();
    const indices = await eventually(
      'the rows are sorted',
      () => column(1),
      (all) => all.every((index, i) => i === 0 || index > (all[i - 1] ?? NaN)),
    );
    expect(indices).to.have.lengthOf(losses.length);
    await page.getByRole('button', { name: 'Export the indices of the hardest samples as JSON' }).click();
    const { suggestedName, content } = await last('save');
    expect(suggestedName).equal('hardest-focal.json');
    const saved = JSON.parse(content as string) as number[];
    expect(saved).length(binary.answer.results[0]!.view!.hardest!.length);
    expect(saved.slice(0, 10)).deep.equal(indices);
  });

  it('compares the conventions of the selected loss', async () => {
    await view.page.getByRole('button', { name: 'Compare conventions' }).click();
    expect((await last('compute')).request.compute).deep.equal([{ id: 'focal', preset: 'all' }]);
  });

  it('opens the visualizer with the same losses, the selected one first', async () => {
    await view.page.locator('.values tbody tr').nth(1).click();
    await view.page.getByRole('heading', { name: 'Dice loss' }).waitFor();
    await view.page.getByRole('button', { name: 'Open in Visualizer' }).click();
    const { state } = await last('openVisualizer');
    expect(state.losses.map(({ id }) => id)).deep.equal(['dice', 'focal', 'bce']);
    expect(state.losses[1]).nested.property('params.alpha', 0.25);
  });

  it('comes back after a reload as it was left', async () => {
    const { page } = view;
    await page.locator('.values tbody tr').nth(2).click();
    await page.getByRole('radio', { name: '0', exact: true }).click();
    await view.until('window.fakeHost.state?.selected === 2 && window.fakeHost.state.label === 0');
    const state = await view.state();
    await page.close();
    view = await open({ ...usual, state });
    await view.page.getByRole('heading', { name: 'Binary cross entropy' }).waitFor();
    expect((await view.posted())[0]).deep.equal({ kind: 'ready', remembered: true });
    expect(await view.page.getByRole('radio', { name: '0', exact: true }).getAttribute('aria-checked')).equal(
      'true',
    );
  });

  it('shows the confusion matrix of classes', async () => {
    const shown = await resultOf(CLASSES);
    await view.send(shown);
    const { matrix } = shown.answer.results.find((r) => r.view?.confusion !== undefined)!.view!.confusion!;
    const cells = view.page.locator('.confusion tbody tr').first().locator('td').first();
    expect(await cells.textContent()).match(new RegExp(`^\\s*${matrix[0]![0]}`));
  });

  /** Serious problems that axe finds in the page as it is. */
  const seriousProblems = async (): Promise<readonly unknown[]> => {
    await view.page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
    return view.page.evaluate<readonly unknown[]>(
      "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))",
    );
  };
  const overflow = (): Promise<number> =>
    view.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

  for (const theme of THEME_KINDS) {
    it(`is accessible and obeys the policy in ${theme}`, async () => {
      await view.page.close();
      view = await open({ ...usual, theme });
      await view.send(binary);
      expect(await seriousProblems()).deep.equal([]);
      for (const width of [1240, 560]) {
        await view.page.setViewportSize({ width, height: 900 });
        expect(await overflow(), `scrolls sideways at ${width}`).lessThan(1);
        await screenshot(view.page, `webview-results-${theme}-${width}`);
      }
    });
  }

  it('shows classes, boxes and regression as well, wide and narrow', async () => {
    for (const [name, request] of Object.entries({
      classes: CLASSES,
      boxes: BOXES,
      regression: REGRESSION,
    })) {
      await view.send(await resultOf(request));
      for (const width of [560, 1240]) {
        await view.page.setViewportSize({ width, height: 900 });
        expect(await overflow(), `${name} scrolls sideways at ${width}`).lessThan(1);
      }
      expect(await seriousProblems(), name).deep.equal([]);
      await screenshot(view.page, `webview-results-${name}`);
    }
  });
});
