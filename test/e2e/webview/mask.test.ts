// The mask view in a bare browser: pixels painted by pointer and keyboard, Dice by algebra, and the flip of one pixel.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/host/browser.mjs';
import { screenshot } from '../harness/screenshot';
import { isAccessible } from './accessible';
import type { ThemeKind } from './themes';
import { openView, serveViews, type OpenView, type ViewServer } from './viewPage';

const SIDE = 8;
const PIXELS = SIDE * SIDE;
/** The upper left quarter is labelled; nothing is predicted: `a` is 0, `u` is 1. */
const LABEL = Array.from({ length: PIXELS }, (_, i) =>
  i % SIDE < 4 && Math.floor(i / SIDE) < 4 ? 'u' : 'a',
).join('');
const NOTHING = 'a'.repeat(PIXELS);

const show = (mask?: object) => ({
  kind: 'visualize',
  language: 'en',
  state: { view: 'mask', losses: [{ id: 'bce' }], ...(mask === undefined ? {} : { mask }) },
});

/** 1 − (2I + 1)/(A + B + 1), with 16 pixels labelled. */
const dice = (overlap: number, predicted: number): number => 1 - (2 * overlap + 1) / (predicted + 16 + 1);

const SIZES = [
  ['vscode-dark', 1240],
  ['vscode-dark', 320],
  ['vscode-light', 1240],
  ['vscode-light', 320],
  ['vscode-high-contrast', 1240],
  ['vscode-high-contrast', 320],
  ['vscode-high-contrast-light', 1240],
  ['vscode-high-contrast-light', 320],
] as const satisfies readonly (readonly [ThemeKind, number])[];

describe('the mask view in a bare browser', () => {
  let browser: Browser;
  let server: ViewServer;
  let view: OpenView;

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), serveViews()]);
    view = await openView(browser, server, {
      view: 'visualizer',
      theme: 'vscode-dark',
      width: 1240,
      height: 1100,
    });
    await view.send(
      show({
        size: SIDE,
        label: LABEL,
        prediction: NOTHING,
        layer: 'prediction',
        brush: 0.5,
        at: 0,
        leading: 'dice',
        compared: ['dice', 'bce'],
        distances: false,
      }),
    );
    await view.page.locator('.cells').first().waitFor();
  });
  afterEach(async () => expect(await view.problems()).deep.equal([]));
  after(async () => {
    await browser.close();
    server.close();
  });

  const titles = async (rows: string): Promise<number[]> =>
    (
      await view.page.evaluate<string[]>(
        `[...document.querySelectorAll(${JSON.stringify(`${rows} td`)})].map((cell) => cell.title.replace('−', '-'))`,
      )
    ).map(Number);
  const lossOfDice = async (): Promise<number> => {
    const [value = NaN] = await titles('.loss-lines tr.leading');
    return value;
  };
  const predictionIs = (text: string): Promise<void> =>
    view.until(`window.fakeHost.state?.state?.mask?.prediction === ${JSON.stringify(text)}`);
  /** The middle of a pixel of the first grid. */
  const middle = async (row: number, column: number): Promise<readonly [number, number]> => {
    const box = await view.page.locator('.cells').first().boundingBox();
    if (box === null) throw new Error('there is no grid');
    return [box.x + ((column + 0.5) * box.width) / SIDE, box.y + ((row + 0.5) * box.height) / SIDE];
  };

  it('paints a pixel by pointer: Dice falls as its sums say', async () => {
    expect(await lossOfDice()).to.be.closeTo(dice(0, 0), 1e-12);
    await view.page.mouse.click(...(await middle(1, 2)));
    await predictionIs(`${'a'.repeat(10)}k${'a'.repeat(PIXELS - 11)}`);
    expect(await lossOfDice()).to.be.closeTo(dice(0.5, 0.5), 1e-12);
  });

  it('paints every pixel on the way of a fast stroke', async () => {
    const { page } = view;
    await page.mouse.move(...(await middle(6, 0)));
    await page.mouse.down();
    await page.mouse.move(...(await middle(6, 7)));
    await page.mouse.up();
    await predictionIs(`${'a'.repeat(10)}k${'a'.repeat(37)}${'k'.repeat(8)}${'a'.repeat(8)}`);
    expect(await lossOfDice()).to.be.closeTo(dice(0.5, 4.5), 1e-12);
  });

  it('paints by keyboard, on the label too', async () => {
    const { page } = view;
    const grid = page.locator('.cell-grid').first();
    await page
      .getByRole('radiogroup', { name: 'brush' })
      .getByRole('radio', { name: '1', exact: true })
      .click();
    await page.mouse.move(0, 0);
    await grid.focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await view.until("window.fakeHost.state?.state?.mask?.prediction?.startsWith('auaaaaaaaak')");
    expect(await lossOfDice()).to.be.closeTo(dice(1.5, 5.5), 1e-12);
    expect(await grid.getAttribute('aria-label')).to.equal(
      'Prediction and label (prediction): row 1, column 2, 1',
    );
    await page.getByRole('radiogroup', { name: 'paint' }).getByRole('radio', { name: 'label' }).click();
    await page
      .getByRole('radiogroup', { name: 'brush' })
      .getByRole('radio', { name: '0', exact: true })
      .click();
    await grid.focus();
    await page.keyboard.press('Enter');
    await view.until("window.fakeHost.state?.state?.mask?.label?.startsWith('uauu')");
    expect(await lossOfDice()).to.be.closeTo(1 - (2 * 0.5 + 1) / (5.5 + 15 + 1), 1e-12);
  });

  it('tells what the flip of the pixel under the cursor costs', async () => {
    const [now = NaN, after = NaN, difference = NaN] = await titles('[data-loss="dice"]');
    const before = 1 - 2 / (5.5 + 15 + 1);
    const then = 1 - 2 / (4.5 + 15 + 1); // its 1 becomes 0, where nothing is labelled
    expect([now, after]).to.deep.equal([await lossOfDice(), after]);
    expect(now).to.be.closeTo(before, 1e-12);
    expect(after).to.be.closeTo(then, 1e-12);
    expect(difference).to.be.closeTo(then - before, 1e-12);
  });

  it('has the gradient of Dice in the table of its map', async () => {
    const { page } = view;
    await page.getByRole('button', { name: /Data of “Gradient/ }).click();
    const first = await page.locator('.figure-table tbody tr').first().innerText();
    const slope = Number(first.split(/\s+/).at(-1)?.replace('−', '-'));
    // dL/dp of a labelled pixel: −2/S + (2I + 1)/S² with S = A + B + 1
    expect(slope).to.be.closeTo(-2 / 21.5 + 2 / 21.5 ** 2, 5e-5);
    await page.getByRole('button', { name: /Data of “Gradient/ }).click();
  });

  it('asks the worker for distances only when they are wanted, and draws its answer', async () => {
    const { page } = view;
    const asked = async () => (await view.posted()).filter(({ kind }) => kind === 'evaluate');
    expect(await asked()).to.deep.equal([]);
    await page.getByRole('button', { name: 'distance map' }).click();
    await view.until("window.fakeHost.posted.some(({ kind }) => kind === 'evaluate')");
    const [question] = (await asked()) as unknown as readonly [
      { requestId: number; request: { compute: readonly { id: string }[]; label: number[][][][] } },
    ];
    expect(question.request.compute[0]?.id).to.equal('boundary');
    expect(question.request.label[0]?.[0]).to.have.length(SIDE);
    const gradient = Array.from({ length: SIDE }, (_, row) =>
      Array.from({ length: SIDE }, (_, column) => (row === 0 && column === 1 ? -2 : 3) / PIXELS),
    );
    await view.send({
      kind: 'evaluated',
      requestId: question.requestId,
      answer: { ok: true, results: [{ id: 'boundary', value: 0, gradient: [[gradient]] }] },
    });
    const map = page.locator('.cell-grid').nth(2);
    expect(await map.getAttribute('aria-label')).to.equal(
      'Distance to the label’s border: row 1, column 2, −2',
    );
    await page.getByRole('button', { name: 'distance map' }).click();
  });

  for (const [theme, width] of SIZES) {
    it(`is accessible and obeys the policy in ${theme} at ${width}`, async () => {
      const one = await openView(browser, server, { view: 'visualizer', theme, width, height: 1100 });
      await one.send(show());
      await one.page.locator('.cells').first().waitFor();
      await isAccessible(one.page);
      await screenshot(one.page, `mask-${theme}-${width}`);
      expect(await one.problems()).deep.equal([]);
      await one.page.close();
    });
  }
});
