// The surface in a bare browser: its numbers, its axes, the ways down, keyboard, what it remembers, four themes.
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { ShowVisualizer, VisualizerState } from '../../../src/protocol/views';
import { screenshot } from '../harness/screenshot';
import { isAccessible } from './accessible';
import { frameTimes, type Times } from './frames';
import { THEME_KINDS } from './themes';
import { bareBrowser } from './bareBrowser';
import type { OpenOptions, OpenView } from './viewPage';

const show = (state: VisualizerState): ShowVisualizer => ({ kind: 'visualize', state, language: 'en' });

const FOCAL: VisualizerState = { view: 'surface', losses: [{ id: 'focal' }], surface: { at: [0.3, 1.5] } };

describe('the surface in a bare browser', () => {
  const open = bareBrowser();
  let view: OpenView;
  const usual: OpenOptions = { view: 'visualizer', theme: 'vscode-dark', width: 1100, height: 900 };

  beforeEach(async () => {
    view = await open(usual);
    await view.send(show(FOCAL));
  });
  afterEach(async () => {
    const problems = await view.problems();
    await view.page.close();
    expect(problems, 'violations of the policy and script errors').deep.equal([]);
  });

  const legend = async (): Promise<string> => (await view.page.locator('.legend').textContent())!;

  it('reads focal loss and its slopes at p = 0.3, γ = 1.5', async () => {
    const value = -(0.7 ** 1.5) * Math.log(0.3);
    expect(await legend()).include(value.toFixed(3));
    expect(await legend()).include((-Math.log(0.7) * value).toFixed(3));
  });

  it('descends from where it is clicked, by three optimisers, in a script that is loaded then', async () => {
    const { page } = view;
    await view.send(show({ view: 'surface', losses: [{ id: 'mse' }] }));
    expect(await page.locator('script').count()).equal(1);
    const box = (await page.locator('.surface-canvas canvas').boundingBox())!;
    await page.mouse.click(box.x + 0.9 * box.width, box.y + 0.5 * box.height);
    await view.until("document.querySelectorAll('.descent .path').length === 3");
    await view.until("document.querySelector('.optimizers').textContent.includes('after 150 steps')");
    const [x = NaN] = await page.evaluate<number[]>('window.fakeHost.state.state.surface.start');
    expect(x).closeTo(2.4, 0.03);
    expect(await page.locator('script').count()).equal(2);
    await page.getByRole('button', { name: 'Clear' }).click();
    await view.until("document.querySelectorAll('.descent .path').length === 0");
  });

  it('is played with by keyboard alone', async () => {
    const { page } = view;
    const figure = page.locator('.surface-canvas');
    await figure.focus();
    const before = await legend();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowUp');
    await view.until(`document.querySelector('.legend').textContent !== ${JSON.stringify(before)}`);
    await view.until("document.querySelector('.legend').textContent.includes('0.400')");
    expect(await figure.getAttribute('aria-label')).include('p = 0.4');
    await page.keyboard.press('Enter');
    await view.until("document.querySelectorAll('.descent .path').length === 3");
  });

  it('takes any two numbers for its axes', async () => {
    const { page } = view;
    await page.getByRole('combobox', { name: 'Upwards' }).click();
    await page.getByRole('option', { name: 'label y' }).click();
    await view.until("document.querySelector('.legend').textContent.includes('∂L/∂y')");
    await page.getByRole('combobox', { name: 'Across' }).click();
    await page.getByRole('option', { name: 'γ gamma' }).click();
    await view.until("document.querySelector('.surface-canvas .plot').textContent.includes('γ →')");
    await page.getByText('No axis is a prediction').waitFor();
  });

  it('follows a slider within a frame', async () => {
    for (const id of ['focal', 'dice_focal']) {
      await view.send(
        show({ view: 'surface', losses: [{ id }], surface: { x: 'prediction.0', y: 'label.0' } }),
      );
      const { work, frames, changed } = await frameTimes(
        view.page,
        'input[aria-label=gamma]',
        '.legend li:first-child .reading',
      );
      const print = (t: Times): string => `${t.median.toFixed(1)} ms, p95 ${t.p95.toFixed(1)} ms`;
      console.log(`        ${id}: script ${print(work)} a move; frames ${print(frames)} apart`);
      expect(changed).greaterThan(0.9);
    }
  });

  it('has its numbers as a table, and saves picture and grid', async () => {
    const { page } = view;
    await page.getByRole('button', { name: /as a table/ }).click();
    await view.until("document.querySelectorAll('.figure-table tbody tr').length === 36");
    await page.getByRole('button', { name: /as a table/ }).click();
    for (const format of ['SVG', 'PNG', 'CSV'])
      await page.getByRole('button', { name: `as ${format}` }).click();
    await view.until("window.fakeHost.posted.filter(({ kind }) => kind === 'save').length === 3");
    const saved = (await view.posted()).filter((m) => m.kind === 'save');
    const of = (name: string) => saved.find(({ suggestedName }) => suggestedName === name)?.content;
    expect(of('surface.svg')).include('<image').and.include('data:image/png;base64,');
    const rows = (of('surface.csv') as string).trim().split('\r\n');
    expect(rows[0]).equal('p,γ,loss');
    for (const row of rows.slice(1, 9000)) {
      const [p = NaN, gamma = NaN, loss = NaN] = row.split(',').map(Number);
      expect(loss).closeTo(-((1 - p) ** gamma) * Math.log(p), 1e-12);
    }
  });

  it('remembers how it was left', async () => {
    const { page } = view;
    await page.getByRole('button', { name: 'Log colours' }).click();
    await page.getByRole('radio', { name: 'logit' }).click();
    await view.until('window.fakeHost.state.state.surface.log === true');
    const across = page.getByRole('combobox', { name: 'Across' });
    await across.getByText('prediction z').last().waitFor();
    const state = await view.state();
    await page.close();
    view = await open({ ...usual, state });
    await view.page.locator('.legend .place', { hasText: 'z =' }).waitFor();
    expect(await view.page.getByRole('button', { name: 'Log colours' }).getAttribute('aria-pressed')).equal(
      'true',
    );
  });

  it('draws every entry of the catalogue, or says why not', async () => {
    let drawn = 0;
    for (const { id } of CATALOGUE) {
      await view.send(show({ view: 'surface', losses: [{ id }] }));
      const [surfaces, reasons] = await view.page.evaluate<[number, number]>(
        "[document.querySelectorAll('.surface-canvas').length, document.querySelectorAll('.no-surface').length]",
      );
      expect(surfaces + reasons, id).equal(1);
      drawn += surfaces;
    }
    expect(drawn).greaterThan(60);
  });

  for (const theme of THEME_KINDS) {
    it(`is accessible and obeys the policy in ${theme}`, async () => {
      for (const width of [1100, 320]) {
        await view.page.close();
        view = await open({ ...usual, theme, width });
        await view.send(
          show({ view: 'surface', losses: [{ id: 'dice' }], surface: { start: [0.2, 0.8], rate: 0.3 } }),
        );
        await view.until("document.querySelectorAll('.descent .path').length === 3");
        await isAccessible(view.page);
        expect(await view.problems(), String(width)).deep.equal([]);
        await screenshot(view.page, `webview-surface-${theme}-${width}`);
      }
    });
  }
});
