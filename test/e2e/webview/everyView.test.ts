// What the frame gives each view, in each view: its link opens the same state again, its figures are saved and have a
// table, and the loss that leads is handed over to be written as code.
import { expect } from 'chai';
import { codeOffers } from '../../../src/catalogue/code/offers';
import { findDeclaration } from '../../../src/catalogue/catalogue';
import { isBad, LINK_PATH, linkQuery, parseLink } from '../../../src/extension/visualizerLink';
import type { FromView, VisualizerState, VisualizerViewId } from '../../../src/protocol/views';
import { BINARY, resultOf } from './answers';
import { bareBrowser } from './bareBrowser';
import type { OpenView } from './viewPage';

type Message<K extends FromView['kind']> = Extract<FromView, { kind: K }>;

/** What leads in each view, and how its data lie; an experiment has no loss. */
const VIEWS: Readonly<Record<VisualizerViewId, { readonly code?: string; readonly layout?: string }>> = {
  curve: { code: 'focal' },
  surface: { code: 'focal' },
  boxes: { code: 'diou_loss' },
  mask: { code: 'dice' },
  distributions: { code: 'kl' },
  classes: { code: 'cross_entropy', layout: 'classes' },
  thresholds: {},
  experiments: {},
};

/** The state of each view, moved away from where it starts by what all have in common: losses and parameters. */
const STATE: VisualizerState = { losses: [{ id: 'bce' }, { id: 'focal', params: { gamma: 3 } }], leading: 1 };

describe('every view of the visualizer', () => {
  const open = bareBrowser();
  let view: OpenView;

  beforeEach(async () => {
    view = await open({
      view: 'visualizer',
      theme: 'vscode-dark',
      width: 1100,
      height: 900,
    });
  });
  afterEach(async () => {
    const problems = await view.problems();
    await view.page.close();
    expect(problems, 'violations of the policy and script errors').to.deep.equal([]);
  });

  const shown = async (state: VisualizerState): Promise<void> => {
    await view.send({ kind: 'visualize', state, language: 'en' });
    await view.send({ ...(await resultOf(BINARY)), kind: 'dataFor' });
    await view.until(`document.querySelector('.view')?.dataset.open === '${String(state.view)}'`);
  };
  const posted = async <K extends FromView['kind']>(kind: K): Promise<Message<K>[]> =>
    (await view.posted()).filter((message): message is Message<K> => message.kind === kind);
  const linked = async (): Promise<VisualizerState> => {
    const before = (await posted('copyLink')).length;
    await view.page.getByRole('button', { name: 'Copy link' }).click();
    await view.until(`window.fakeHost.posted.filter(({ kind }) => kind === 'copyLink').length > ${before}`);
    return (await posted('copyLink')).at(-1)!.state;
  };

  for (const id of Object.keys(VIEWS) as VisualizerViewId[]) {
    const { code, layout } = VIEWS[id];
    // Their figures are made of what the worker answers; there is none here.
    const figuresWait = id === 'thresholds' || id === 'experiments';

    it(`${id}: its link opens the very state`, async () => {
      await shown({ ...STATE, view: id });
      const state = await linked();
      expect(state.view).to.equal(id);
      const opened = parseLink(LINK_PATH, linkQuery(state));
      if (isBad(opened)) throw new Error(JSON.stringify(opened));
      await shown({ losses: [{ id: 'mse' }], view: id === 'curve' ? 'boxes' : 'curve' });
      await shown(opened);
      expect(await linked()).to.deep.equal(state);
    });

    const saves = async (): Promise<void> => {
      await shown({ ...STATE, view: id });
      const { page } = view;
      const figures = page.locator('.figure');
      const buttons = figures.getByRole('button', { name: /^Save “.*” as (SVG|PNG|CSV)$/ });
      await buttons.first().waitFor();
      const count = await buttons.count();
      for (let i = 0; i < count; i++) await buttons.nth(i).click();
      await view.until(`window.fakeHost.posted.filter(({ kind }) => kind === 'save').length === ${count}`);
      const saved = await posted('save');
      for (const { suggestedName, content } of saved) {
        if (typeof content !== 'string') continue;
        if (suggestedName.endsWith('.svg'))
          expect(content, suggestedName).to.match(/<svg[^]*<title>[^]*<\/svg>/);
        if (suggestedName.endsWith('.csv')) {
          const [head = '', ...rows] = content.trim().split('\r\n');
          expect(rows.length, suggestedName).to.be.greaterThan(0);
          expect(rows.every((row) => row.length > 0) && head.includes(','), suggestedName).to.equal(true);
        }
      }
      expect(new Set(saved.map(({ suggestedName }) => suggestedName)).size).to.equal(count);
      for (const format of ['svg', 'png', 'csv'])
        expect(
          saved.some(({ suggestedName }) => suggestedName.endsWith(`.${format}`)),
          format,
        ).to.equal(true);

      const tables = figures.getByRole('button', { name: /^Data of “.*” as a table$/ });
      for (let i = 0; i < (await tables.count()); i++) await tables.nth(i).click();
      const open = figures.locator('.figure-table');
      await open.first().waitFor();
      await view.until(`document.querySelectorAll('.figure-table').length === ${await tables.count()}`);
      for (let i = 0; i < (await open.count()); i++) {
        expect(await open.nth(i).locator('caption').innerText()).not.to.equal('');
        expect(await open.nth(i).locator('th[scope=col]').count()).to.be.greaterThan(1);
        expect(await open.nth(i).locator('tbody tr').count()).to.be.greaterThan(0);
      }
    };
    if (!figuresWait) it(`${id}: every figure is saved, and has its data as a table`, saves);

    it(`${id}: ${code === undefined ? 'has no loss to insert' : 'its leading loss is inserted as code'}`, async () => {
      await shown({ ...STATE, view: id });
      const button = view.page.getByRole('button', { name: 'Insert as code' });
      await button.waitFor();
      if (code === undefined) return expect(await button.isDisabled()).to.equal(true);
      await button.click();
      await view.until("window.fakeHost.posted.some(({ kind }) => kind === 'insertCode')");
      const [message] = await posted('insertCode');
      expect(message?.loss.id).to.equal(code);
      expect(message?.layout).to.equal(layout);
      if (code === 'focal') expect(message?.loss.params).to.include({ gamma: 3 });
      const offers = codeOffers(findDeclaration(code)!, { params: message?.loss.params ?? {} });
      expect(offers.every((offer) => 'body' in offer.code)).to.equal(true);
    });
  }
});
