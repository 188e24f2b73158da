// The visualizer in a bare browser: picking losses, overlaying them, sliders, the axis, what it remembers.
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { FromView, ShowVisualizer, VisualizerState } from '../../../src/protocol/views';
import { screenshot } from '../harness/screenshot';
import { isAccessible } from './accessible';
import { BINARY, resultOf } from './answers';
import { frameTimes, type Times } from './frames';
import { THEME_KINDS } from './themes';
import { bareBrowser } from './bareBrowser';
import type { OpenOptions, OpenView } from './viewPage';

const show = (state: VisualizerState, language: 'en' | 'zh' = 'en'): ShowVisualizer => ({
  kind: 'visualize',
  state,
  language,
});

describe('the visualizer in a bare browser', () => {
  const open = bareBrowser();
  let view: OpenView;
  const usual: OpenOptions = { view: 'visualizer', theme: 'vscode-dark', width: 1100, height: 900 };

  beforeEach(async () => {
    view = await open(usual);
    await view.send(show({ losses: [{ id: 'focal', preset: 'torchvision' }] }));
  });
  afterEach(async () => {
    const problems = await view.problems();
    await view.page.close();
    expect(problems, 'violations of the policy and script errors').deep.equal([]);
  });

  const legend = async (): Promise<string> =>
    (await view.page.locator('.legend').textContent())!.replaceAll(/\s+/g, ' ');

  it('reads focal loss at p = 0.3: −0.25 · 0.7² · ln 0.3', async () => {
    expect(await legend()).include((-0.25 * 0.49 * Math.log(0.3)).toFixed(3));
  });

  it('finds a loss by its name in code and lays it over the other by keyboard', async () => {
    const { page } = view;
    const search = page.getByRole('combobox', { name: 'Add a loss or metric' });
    await search.fill('BCEWithLogits');
    await page.getByRole('option').first().waitFor();
    await search.press('Enter');
    await view.until("document.querySelectorAll('.loss-chip').length === 2");
    expect(await legend()).include('bce');
    await search.press('Escape');
    await page.getByRole('button', { name: 'Remove Binary cross entropy' }).click();
    await view.until("document.querySelectorAll('.loss-chip').length === 1");
  });

  it('takes an expression over losses and a formula, and says at which column one is wrong', async () => {
    const { page } = view;
    const search = page.getByRole('combobox', { name: 'Add a loss or metric' });
    await search.fill('0.5*bce + bce');
    await page.getByText('an expression over losses').waitFor();
    await search.press('Enter');
    await view.until("document.querySelectorAll('.loss-chip').length === 2");
    expect(await legend()).include((-1.5 * Math.log(0.3)).toFixed(3));
    await search.fill('w*(p - y)^2; w=2');
    await page.getByText('a formula over p and y').waitFor();
    await search.press('Enter');
    await view.until("document.querySelectorAll('.loss-chip').length === 3");
    expect(await page.locator('vscode-text-field[aria-label=w]').getAttribute('current-value')).to.equal('2');
    await search.fill('0.5*bce + dise');
    await page.getByText('column 11').waitFor();
    expect(JSON.stringify(await view.state())).contain('"formula":"w*(p - y)^2"');
  });

  it('says so when nothing is called that', async () => {
    await view.page.getByRole('combobox', { name: 'Add a loss or metric' }).fill('zzz');
    await view.page.getByText('Nothing is called “zzz”.').waitFor();
  });

  it('follows a slider within a frame', async () => {
    await view.send(show({ losses: [{ id: 'focal' }, { id: 'bce' }, { id: 'dice' }] }));
    const { work, frames, changed } = await frameTimes(view.page, 'input[aria-label=gamma]', '.curve path');
    const print = (t: Times): string => `${t.median.toFixed(1)} ms, p95 ${t.p95.toFixed(1)} ms`;
    console.log(`        slider: script ${print(work)} a move; frames ${print(frames)} apart`);
    expect(changed).greaterThan(0.95);
  });

  it('draws against logits, and remembers how it was left', async () => {
    const { page } = view;
    await page.getByRole('radio', { name: 'logit' }).click();
    await page.getByRole('radio', { name: '0', exact: true }).click();
    await view.until(
      "window.fakeHost.state.state.axis === 'logit' && window.fakeHost.state.state.label === 0",
    );
    const state = await view.state();
    expect(state).deep.include({ language: 'en' });
    expect(state).nested.property('state.losses[0].preset', 'torchvision');
    await page.close();
    view = await open({ ...usual, state });
    await view.page.locator('.legend .place', { hasText: 'z =' }).waitFor();
  });

  it('has a slider for soft labels: 0.6 of label 1 and 0.4 of label 0', async () => {
    const { page } = view;
    await view.send(show({ losses: [{ id: 'bce' }], label: 0.6, at: 0.3 }));
    expect(await legend()).include((-0.6 * Math.log(0.3) - 0.4 * Math.log(0.7)).toFixed(3));
    await page.getByRole('slider', { name: 'Soft label' }).fill('100');
    const half = (-0.5 * Math.log(0.3) - 0.5 * Math.log(0.7)).toFixed(3);
    await view.until(`document.querySelector('.legend').textContent.includes('${half}')`);
    await view.until('window.fakeHost.state.state.label === 0.5');
  });

  it('draws the second derivative on demand: 1/p² of bce', async () => {
    await view.send(show({ losses: [{ id: 'bce' }], at: 0.3 }));
    expect(await view.page.locator('.plot').count()).equal(2);
    await view.page.getByRole('button', { name: 'Second derivative' }).click();
    await view.until("document.querySelectorAll('.plot').length === 3");
    expect(await legend()).include((1 / 0.09).toFixed(3));
    await view.until('window.fakeHost.state.state.curvature === true');
  });

  it('draws the tangent through the cursor, and values by their logarithm', async () => {
    const { page } = view;
    expect(await page.locator('.tangent').first().getAttribute('d')).match(/^M.*L/);
    expect(await page.locator('.plot').first().textContent()).not.include('1e−');
    await page.getByRole('button', { name: 'Log scale' }).click();
    await view.until("document.querySelector('.plot').textContent.includes('1e−')");
    await view.until("window.fakeHost.state.state.scale === 'log'");
  });

  it('draws the last computed data behind the curves, on either axis, until it is told not to', async () => {
    const { page } = view;
    const bars = (): Promise<readonly (string | null)[]> =>
      page.evaluate("[...document.querySelectorAll('.backdrop')].map((e) => e.getAttribute('d'))");
    expect((await bars()).every((d) => d === null || d === '')).equal(true);
    await view.send({ ...(await resultOf(BINARY)), kind: 'dataFor' });
    const drawn = await bars();
    expect(drawn).lengthOf(2);
    for (const d of drawn) expect(d).match(/^(M[\d.]+,\d+V[\d.]+H[\d.]+V\d+Z){10,}$/);
    expect(drawn[0]).not.equal(drawn[1]);
    await page.locator('.behind-text', { hasText: 'probs.npy' }).waitFor();
    await page.getByRole('radio', { name: 'logit' }).click();
    await view.until(`document.querySelector('.backdrop').getAttribute('d') !== ${JSON.stringify(drawn[0])}`);
    expect((await bars())[0]).match(/^M/);
    await page.getByRole('button', { name: 'Your data' }).click();
    await view.until("document.querySelector('.backdrop').getAttribute('d') === ''");
  });

  it('saves the numbers behind a plot to their last digit', async () => {
    await view.page.getByRole('button', { name: 'Save “Loss” as CSV' }).click();
    const saved = (await view.posted()).find((m) => m.kind === 'save');
    expect(saved?.suggestedName).equal('loss-curve.csv');
    const [head, first] = (saved!.content as string).split('\r\n');
    expect(head).equal('p,focal · torchvision');
    const [p = NaN, loss] = first!.split(',').map(Number);
    expect(loss).closeTo(-0.25 * (1 - p) ** 2 * Math.log(p), 1e-12);
  });

  it('goes from tab to tab by keyboard, and comes back to the one that was open', async () => {
    const { page } = view;
    await page.getByRole('tab', { name: 'Curve' }).focus();
    await page.keyboard.press('ArrowRight');
    await view.until("document.activeElement.id === 'tab-surface'");
    expect(await page.getByRole('tabpanel').getAttribute('aria-labelledby')).equal('tab-surface');
    await view.until("window.fakeHost.state.state.view === 'surface'");
    await page.keyboard.press('Home');
    await view.until("document.activeElement.id === 'tab-curve'");
    await page.keyboard.press('ArrowRight');
    await view.until("window.fakeHost.state.state.view === 'surface'");
    const state = await view.state();
    await page.close();
    view = await open({ ...usual, state });
    await view.page.locator('.surface-canvas').waitFor();
    await view.send(show({ losses: [{ id: 'bce' }] }));
    await view.page.locator('.surface-canvas').waitFor();
  });

  it('has a list of the views where there is no room for tabs', async () => {
    const { page } = view;
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.getByRole('tab').first().isVisible()).equal(false);
    const list = page.getByRole('combobox', { name: 'Views' });
    expect((await list.boundingBox())?.width, 'room for the longest name').to.be.at.least(110);
    await list.click();
    await page.getByRole('option', { name: 'Surface' }).click();
    await page.locator('.surface-canvas').waitFor();
  });

  it('hands over all that a link needs', async () => {
    await view.send(
      show({ losses: [{ id: 'focal', params: { gamma: 3 } }], at: 0.2, label: 0, scale: 'log' }),
    );
    await view.page.getByRole('button', { name: 'Copy link' }).click();
    const message = (await view.posted()).find((m) => m.kind === 'copyLink');
    expect(message?.state).deep.equal({
      view: 'curve',
      losses: [{ id: 'focal', params: { gamma: 3 } }],
      at: 0.2,
      label: 0,
      scale: 'log',
    });
  });

  it('opens large with what it shows', async () => {
    await view.page.setViewportSize({ width: 330, height: 800 });
    await view.page.getByRole('button', { name: 'Open large' }).click();
    const message = (await view.posted()).find(
      (m): m is Extract<FromView, { kind: 'openVisualizer' }> => m.kind === 'openVisualizer',
    );
    expect(message?.state.losses).deep.equal([{ id: 'focal', params: {}, preset: 'torchvision' }]);
  });

  it('shows a curve, or says why there is none, for every entry of the catalogue', async () => {
    const { page } = view;
    let curves = 0;
    for (const { id } of CATALOGUE) {
      await view.send(show({ losses: [{ id }] }));
      const drawn = (await page.locator('.curve path').count()) > 0;
      const said = (await page.locator('.remarks li').count()) > 0;
      expect(drawn || said, id).equal(true);
      if (!drawn) continue;
      curves += 1;
      const d = await page.locator('.curve path').first().getAttribute('d');
      expect(d, id).match(/^M[-\d.]+,[-\d.]+(L|M)/);
    }
    console.log(`        ${curves} of ${CATALOGUE.length} have a curve`);
    expect(curves).greaterThan(CATALOGUE.length / 3);
  });

  it('speaks Chinese', async () => {
    await view.send(show({ losses: [{ id: 'bce' }] }, 'zh'));
    await view.page.getByRole('heading', { name: '二元交叉熵' }).waitFor();
    expect(await view.page.evaluate('document.documentElement.lang')).equal('zh');
  });

  for (const theme of THEME_KINDS) {
    it(`is accessible and obeys the policy in ${theme}`, async () => {
      for (const width of [1100, 320]) {
        await view.page.close();
        view = await open({ ...usual, theme, width });
        await view.send(show({ losses: [{ id: 'focal' }, { id: 'bce' }, { id: 'dice' }] }));
        await isAccessible(view.page);
        expect(await view.problems(), String(width)).deep.equal([]);
        await screenshot(view.page, `webview-visualizer-${theme}-${width}`);
      }
    });
  }
});
