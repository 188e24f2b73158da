// The distributions view in a bare browser: bars that are dragged, the divergences by algebra, the transport plan.
import { expect } from 'chai';
import { bareBrowser, looksRight } from './bareBrowser';
import type { OpenView } from './viewPage';

const P = [0.5, 0.25, 0.25, 0];
const Q = [0.25, 0.25, 0.25, 0.25];

const show = (distributions?: object) => ({
  kind: 'visualize',
  language: 'en',
  state: {
    view: 'distributions',
    losses: [{ id: 'bce' }],
    ...(distributions === undefined ? {} : { distributions }),
  },
});

describe('the distributions view in a bare browser', () => {
  const open = bareBrowser();
  let view: OpenView;

  before(async () => {
    view = await open({
      view: 'visualizer',
      theme: 'vscode-dark',
      width: 1240,
      height: 1000,
    });
    await view.send(show({ p: P, q: Q, leading: 'kl' }));
    await view.page.locator('.bar-hold').first().waitFor();
  });
  afterEach(async () => expect(await view.problems()).deep.equal([]));

  const value = async (id: string): Promise<number> => {
    const row = view.page.locator('.loss-lines tbody tr', {
      has: view.page.locator(`button.lead[title="${id}"]`),
    });
    return Number(await row.locator('td').first().getAttribute('title'));
  };
  const bar = (name: string) => view.page.getByRole('slider', { name, exact: true });

  it('has the divergences of its pair, as algebra has them', async () => {
    expect(await value('Kullback-Leibler divergence')).to.be.closeTo(0.5 * Math.log(2), 1e-12);
    expect(await value('Total variation distance')).to.be.closeTo(0.25, 1e-12);
    expect(await value('Wasserstein distance in one dimension')).to.be.closeTo(0.25 * 3, 1e-12);
  });

  it('moves the least mass, at the Wasserstein distance', async () => {
    const { page } = view;
    expect(await page.locator('.plan-matrix').textContent()).to.contain('0.750');
    await page.getByRole('button', { name: /Data of “Transport plan/ }).click();
    const rows = await page.locator('.figure-table tbody tr').allInnerTexts();
    expect(
      rows.map((row) =>
        row
          .split(/\s+/)
          .filter((cell) => cell !== '')
          .join(' '),
      ),
    ).to.deep.equal(['0 0 0.250', '1 0 0.250', '2 1 0.250', '3 2 0.250']);
    await page.getByRole('button', { name: /Data of “Transport plan/ }).click();
  });

  it('follows a bar that is dragged, and the others make room', async () => {
    const { page } = view;
    const before = await bar('q, bin 3').boundingBox();
    if (before === null) throw new Error('there is no bar');
    const x = before.x + before.width / 2;
    await page.mouse.move(x, before.y + before.height * 0.6);
    await page.mouse.down();
    await page.mouse.move(x, before.y + before.height * 0.3, { steps: 5 });
    await page.mouse.up();
    const q = await Promise.all(
      [0, 1, 2, 3].map(async (i) => Number(await bar(`q, bin ${i}`).getAttribute('aria-valuenow'))),
    );
    expect(q[3]).to.be.greaterThan(0.3);
    expect(q.reduce((a, b) => a + b, 0)).to.be.closeTo(1, 1e-9);
    expect(q[0]).to.be.closeTo(q[1] ?? 0, 1e-9);
    expect(await value('Kullback-Leibler divergence')).to.be.greaterThan(0.5 * Math.log(2));
  });

  it('moves a bar by keyboard, every press', async () => {
    const first = bar('p, bin 0');
    const from = Number(await first.getAttribute('aria-valuenow'));
    await first.focus();
    for (let i = 0; i < 5; i++) await view.page.keyboard.press('ArrowDown');
    await view.until(
      `Math.abs(Number(document.activeElement.getAttribute('aria-valuenow')) - ${from - 0.05}) < 1e-9`,
    );
  });

  it('remembers its bars', async () => {
    await view.page.getByRole('button', { name: 'Disjoint' }).click();
    // The Jensen-Shannon divergence of what has nothing in common is ln 2.
    await view.until(
      "[...document.querySelectorAll('.loss-lines td')].some((td) => Math.abs(Number(td.title) - Math.LN2) < 1e-12)",
    );
    expect(JSON.stringify(await view.state())).to.contain('"p":[1,0,0,0]');
  });

  looksRight('distributions', async (options) => {
    const one = await open(options);
    await one.send(show());
    await one.page.locator('.bar-hold').first().waitFor();
    return one;
  });
});
