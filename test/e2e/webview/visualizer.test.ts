// The visualizer in a bare browser: picking losses, overlaying them, sliders, the axis, what it remembers.
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/host/browser.mjs';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { FromView, ShowVisualizer, VisualizerState } from '../../../src/protocol/views';
import { screenshot } from '../harness/screenshot';
import { frameTimes, type Times } from './frames';
import { THEME_KINDS } from './themes';
import { openView, serveViews, type OpenOptions, type OpenView, type ViewServer } from './viewPage';

const show = (state: VisualizerState, language: 'en' | 'zh' = 'en'): ShowVisualizer => ({
  kind: 'visualize',
  state,
  language,
});

describe('the visualizer in a bare browser', () => {
  let browser: Browser;
  let server: ViewServer;
  let view: OpenView;
  const usual: OpenOptions = { view: 'visualizer', theme: 'vscode-dark', width: 1100, height: 900 };

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), serveViews()]);
  });
  after(async () => {
    await browser.close();
    server.close();
  });
  beforeEach(async () => {
    view = await openView(browser, server, usual);
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
    view = await openView(browser, server, { ...usual, state });
    await view.page.locator('.legend .place', { hasText: 'z =' }).waitFor();
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
      const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
      for (const width of [1100, 320]) {
        await view.page.close();
        view = await openView(browser, server, { ...usual, theme, width });
        await view.send(show({ losses: [{ id: 'focal' }, { id: 'bce' }, { id: 'dice' }] }));
        await view.page.evaluate(axe);
        const violations = await view.page.evaluate<readonly unknown[]>(
          "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))",
        );
        expect(violations, String(width)).deep.equal([]);
        expect(
          await view.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
        ).lessThan(1);
        await screenshot(view.page, `webview-visualizer-${theme}-${width}`);
        expect(await view.problems()).deep.equal([]);
      }
    });
  }
});
