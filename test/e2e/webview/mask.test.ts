// The mask view in a bare browser: pixels painted by pointer and keyboard, Dice by algebra, and the flip of one pixel.
import { expect } from 'chai';
import { textOf } from '../../../webview/visualizer/views/mask/pixels';
import { THEMES } from './themes';
import { bareBrowser, looksRight } from './bareBrowser';
import type { OpenView } from './viewPage';

const SIDE = 8;
const PIXELS = SIDE * SIDE;
/** The upper left quarter is labelled; nothing is predicted. */
const LABEL = Array.from({ length: PIXELS }, (_, i) => Number(i % SIDE < 4 && Math.floor(i / SIDE) < 4));
const NOTHING: readonly number[] = Array.from({ length: PIXELS }, () => 0);

/** The image with some pixels of other values. */
function withPixels(image: readonly number[], values: Readonly<Record<number, number>>): string {
  return textOf(image.map((value, i) => values[i] ?? value));
}

/** A half at row 2, column 3, and all over row 7. */
const STROKE = { 10: 0.5, ...Object.fromEntries(LABEL.slice(0, SIDE).map((_, i) => [48 + i, 0.5])) };

const show = (mask?: object) => ({
  kind: 'visualize',
  language: 'en',
  state: { view: 'mask', losses: [{ id: 'bce' }], ...(mask === undefined ? {} : { mask }) },
});

/** 1 − (2I + 1)/(A + B + 1), with 16 pixels labelled. */
const dice = (overlap: number, predicted: number): number => 1 - (2 * overlap + 1) / (predicted + 16 + 1);

describe('the mask view in a bare browser', () => {
  const open = bareBrowser();
  let view: OpenView;

  before(async () => {
    view = await open({
      view: 'visualizer',
      theme: 'vscode-dark',
      width: 1240,
      height: 1100,
    });
    await view.send(
      show({
        rows: SIDE,
        columns: SIDE,
        label: textOf(LABEL),
        prediction: textOf(NOTHING),
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

  const titles = async (rows: string): Promise<number[]> =>
    (
      await view.page.evaluate<string[]>(
        `[...document.querySelectorAll(${JSON.stringify(`${rows} td`)})].map((cell) => cell.title.replace('−', '-'))`,
      )
    ).map(Number);
  /** What is drawn follows what is remembered by a frame. */
  const diceIs = (value: number): Promise<void> =>
    view.until(
      `Math.abs(Number(document.querySelector('.loss-lines tr.leading td').title) - ${value}) < 1e-12`,
    );
  const layerIs = (layer: 'prediction' | 'label', text: string): Promise<void> =>
    view.until(`window.fakeHost.state?.state?.mask?.${layer} === ${JSON.stringify(text)}`);
  /** The middle of a pixel of the first grid. */
  const middle = async (row: number, column: number): Promise<readonly [number, number]> => {
    const box = await view.page.locator('.cells').first().boundingBox();
    if (box === null) throw new Error('there is no grid');
    return [box.x + ((column + 0.5) * box.width) / SIDE, box.y + ((row + 0.5) * box.height) / SIDE];
  };

  it('paints a pixel by pointer: Dice falls as its sums say', async () => {
    await diceIs(dice(0, 0));
    await view.page.mouse.click(...(await middle(1, 2)));
    await layerIs('prediction', withPixels(NOTHING, { 10: 0.5 }));
    await diceIs(dice(0.5, 0.5));
  });

  it('paints every pixel on the way of a fast stroke', async () => {
    const { page } = view;
    await page.mouse.move(...(await middle(6, 0)));
    await page.mouse.down();
    await page.mouse.move(...(await middle(6, 7)));
    await page.mouse.up();
    await layerIs('prediction', withPixels(NOTHING, STROKE));
    await diceIs(dice(0.5, 4.5));
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
    await layerIs('prediction', withPixels(NOTHING, { ...STROKE, 1: 1 }));
    await diceIs(dice(1.5, 5.5));
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
    await layerIs('label', withPixels(LABEL, { 1: 0 }));
    await diceIs(1 - (2 * 0.5 + 1) / (5.5 + 15 + 1));
  });

  it('tells what the flip of the pixel under the cursor costs', async () => {
    const [now = NaN, after = NaN, difference = NaN] = await titles('[data-loss="dice"]');
    const before = 1 - 2 / (5.5 + 15 + 1);
    const then = 1 - 2 / (4.5 + 15 + 1); // its 1 becomes 0, where nothing is labelled
    expect(now).to.be.closeTo(before, 1e-12);
    expect(after).to.be.closeTo(then, 1e-12);
    expect(difference).to.be.closeTo(then - before, 1e-12);
  });

  it('has the gradient of Dice in its table, and to the last digit in its CSV', async () => {
    const { page } = view;
    // dL/dp is −2y/S + (2I + 1)/S² with S = A + B + 1: 21.5 here, and I is 0.5.
    const slope = (y: number): number => (-2 * y) / 21.5 + 2 / 21.5 ** 2;
    await page.getByRole('button', { name: /Data of “Gradient/ }).click();
    const cells = page.locator('.figure-table tbody tr').first().locator('td');
    await cells.first().waitFor();
    expect(await cells.allInnerTexts()).to.deep.equal(['1', '1', '1', '0.000', '−0.089']);
    await page.getByRole('button', { name: /Data of “Gradient/ }).click();
    await page.getByRole('button', { name: /Save “Gradient.*CSV/ }).click();
    await view.until("window.fakeHost.posted.some(({ kind }) => kind === 'save')");
    const saved = (await view.posted()).find((message) => message.kind === 'save');
    const [head = '', ...rows] = (saved?.content as string).trim().split(/\r?\n/);
    expect(head).to.equal('row,column,label,prediction,dL/dp dice');
    expect(rows).to.have.length(PIXELS);
    for (const row of rows) {
      const [, , y = NaN, , found = NaN] = row.split(',').map(Number);
      expect(found).to.be.closeTo(slope(y), 1e-12);
    }
  });

  it('is saved as a picture with the colours of the theme', async () => {
    const { page } = view;
    await page.getByRole('button', { name: /Save “Label”.*SVG/ }).click();
    await view.until("window.fakeHost.posted.filter(({ kind }) => kind === 'save').length === 2");
    const saved = (await view.posted()).filter((message) => message.kind === 'save').at(-1);
    expect(saved?.suggestedName).to.equal('mask-image.svg');
    expect(saved?.content)
      .to.match(/<rect[^>]*fill="rgb\(/)
      .and.not.include('color-mix');
  });

  it('follows a switch of the theme, and comes back after a reload as it was', async () => {
    const fill = (one: OpenView): Promise<string> =>
      one.page.evaluate<string>("getComputedStyle(document.querySelectorAll('.cells rect')[50]).fill");
    const [state, dark] = [await view.state(), await fill(view)];
    const again = await open({
      view: 'visualizer',
      theme: 'vscode-dark',
      width: 1240,
      height: 1100,
      state,
    });
    await again.page.locator('.cells').first().waitFor();
    expect(await fill(again)).to.equal(dark);
    expect(await again.page.locator('.loss-lines tr.leading td').first().getAttribute('title')).to.equal(
      await view.page.locator('.loss-lines tr.leading td').first().getAttribute('title'),
    );
    await again.page
      .evaluate(`for (const [name, value] of Object.entries(${JSON.stringify(THEMES['vscode-light'])}))
      document.documentElement.style.setProperty('--vscode-' + name, value);`);
    expect(await fill(again)).not.to.equal(dark);
    expect(await again.problems()).deep.equal([]);
    await again.page.close();
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
    await view.until(
      "document.querySelectorAll('.cell-grid')[2].ariaLabel === 'Distance to the label’s border: row 1, column 2, −2.000'",
    );
    await page.getByRole('button', { name: 'distance map' }).click();
  });

  it('asks for a file, shows the image that comes, and says where it is from', async () => {
    const { page } = view;
    await page.getByRole('button', { name: 'from a file…' }).click();
    await view.until("window.fakeHost.posted.some(({ kind }) => kind === 'loadImage')");
    const asked = (await view.posted()).find((message) => message.kind === 'loadImage');
    expect(asked).to.deep.equal({ kind: 'loadImage', layer: 'label', most: 32 });
    const values = [1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0];
    await view.send({
      kind: 'image',
      layer: 'label',
      source: 'label.npy',
      image: {
        ok: true,
        rows: 3,
        columns: 4,
        values,
        height: 6,
        width: 8,
        index: 0,
        images: 1,
        read: 'asIs',
      },
    });
    await layerIs('label', textOf(values));
    await page.locator('.origin', { hasText: 'label: label.npy, 6 × 8, averaged to 3 × 4' }).waitFor();
    await view.until("document.querySelector('.cells').viewBox.baseVal.width === 80");
  });

  looksRight('mask', async (options) => {
    const one = await open(options);
    await one.send(show());
    await one.page.locator('.cells').first().waitFor();
    return one;
  });
});
