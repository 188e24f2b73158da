// The boxes view in a bare browser: dragged by pointer and keyboard, its numbers, and the descent.
import { expect } from 'chai';
import type { ShowVisualizer } from '../../../src/protocol/views';
import { eventually } from '../harness/eventually';
import { bareBrowser, looksRight } from './bareBrowser';
import type { OpenView } from './viewPage';

const BOXES: ShowVisualizer = {
  kind: 'visualize',
  language: 'en',
  state: { view: 'boxes', losses: [{ id: 'bce' }] },
};

describe('the boxes view in a bare browser', () => {
  const open = bareBrowser();
  let view: OpenView;

  before(async () => {
    view = await open({
      view: 'visualizer',
      theme: 'vscode-dark',
      width: 1240,
      height: 900,
    });
    await view.send(BOXES);
    await view.page.locator('.box.prediction .area').waitFor();
  });
  afterEach(async () => expect(await view.problems()).deep.equal([]));

  const value = async (name: string): Promise<number> => {
    const row = view.page.locator('.loss-lines tbody tr', {
      has: view.page.getByRole('button', { name, exact: true }),
    });
    return Number(await row.locator('td').first().getAttribute('title'));
  };
  /** In pixels of the picture, without the stroke. */
  const area = async (which: string): Promise<Record<'x' | 'y' | 'width' | 'height', number>> =>
    view.page.evaluate(`(() => {
      const { x, y, width, height } = document.querySelector('.box.${which} .area');
      return Object.fromEntries(Object.entries({ x, y, width, height }).map(([k, v]) => [k, v.baseVal.value]));
    })()`);
  /** The same on the page, for the pointer. */
  const onPage = async (which: string): Promise<{ x: number; y: number; width: number; height: number }> => {
    const box = await view.page.locator(`.box.${which} .area`).boundingBox();
    if (box === null) throw new Error(`there is no box ${which}`);
    return box;
  };

  it('has the losses of its pair, as geometry has them', async () => {
    // (1.2, 1.4, 4.6, 3.6) and (3.6, 2.6, 7.4, 5.8): they share 1 × 1; the box around both is 6.2 × 4.4.
    const union = 3.4 * 2.2 + 3.8 * 3.2 - 1;
    const iou = 1 / union;
    expect(await value('IoU')).to.be.closeTo(1 - iou, 1e-6);
    expect(await value('GIoU')).to.be.closeTo(1 - iou + (6.2 * 4.4 - union) / (6.2 * 4.4), 1e-6);
    expect(await value('DIoU')).to.be.closeTo(1 - iou + (2.6 ** 2 + 1.7 ** 2) / (6.2 ** 2 + 4.4 ** 2), 1e-6);
  });

  it('follows a box that is dragged, and nothing else moves', async () => {
    const before = await value('IoU');
    const [from, still, at] = [await area('prediction'), await area('label'), await onPage('prediction')];
    const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
    await view.page.mouse.move(x, y);
    await view.page.mouse.down();
    await view.page.mouse.move(x + 60, y - 30, { steps: 6 });
    await view.page.mouse.up();
    const to = await area('prediction');
    expect(to.x - from.x).to.be.closeTo(60, 1.5);
    expect(to.y - from.y).to.be.closeTo(-30, 1.5);
    expect(to.width).to.be.closeTo(from.width, 0.2);
    expect(await area('label')).to.deep.equal(still);
    expect(await value('IoU')).to.be.lessThan(before);
  });

  it('resizes by a corner, and by keyboard', async () => {
    const [from, at] = [await area('prediction'), await onPage('prediction')];
    await view.page.mouse.move(at.x + 2, at.y + 2);
    await view.page.mouse.down();
    await view.page.mouse.move(at.x + 22, at.y + 12, { steps: 4 });
    await view.page.mouse.up();
    const smaller = await eventually(
      'it is smaller by what its corner was dragged',
      () => area('prediction'),
      ({ width, height }) =>
        Math.abs(width - from.width + 20) < 1.5 && Math.abs(height - from.height + 10) < 1.5,
    );
    await view.page.locator('.box.prediction').focus();
    await view.page.keyboard.press('Alt+ArrowRight');
    await view.page.keyboard.press('Shift+ArrowLeft');
    await eventually(
      'it is wider, and further to the left',
      () => area('prediction'),
      ({ x, width }) => width > smaller.width + 1 && x < smaller.x - 20,
    );
  });

  it('regresses the prediction under each loss, and lets the steps be looked at', async () => {
    await view.page.getByRole('button', { name: 'Descend' }).click();
    await view.page.locator('.track-box').first().waitFor();
    await view.page.getByRole('button', { name: 'Pause' }).waitFor();
    await view.page.getByRole('button', { name: 'Descend' }).waitFor({ timeout: 20_000 });
    const errors = view.page.getByRole('slider', { name: 'iteration' });
    expect(await errors.getAttribute('aria-valuenow')).to.equal('200');
    const text = (await errors.getAttribute('aria-valuetext')) ?? '';
    console.log(text);
    const left = Object.fromEntries(
      text
        .replaceAll('−', '-')
        .replaceAll('\u202f', '')
        .split(', ')
        .map((part) => part.split(' ')),
    ) as Record<string, string>;
    expect(Number(left['diou_loss'])).to.be.lessThan(0.2);
    await errors.focus();
    await view.page.keyboard.press('Home');
    await view.until(
      "document.querySelector('[aria-label=iteration]').getAttribute('aria-valuenow') === '0'",
    );
  });

  it('remembers how it was left', async () => {
    await view.page.getByRole('button', { name: 'CIoU', exact: true }).click();
    await view.page.getByRole('heading', { name: 'Complete IoU loss' }).first().waitFor();
    const state = JSON.stringify(await view.state());
    expect(state).to.contain('"leading":"ciou_loss"').and.contain('"view":"boxes"');
  });

  looksRight('boxes', async (options) => {
    const one = await open(options);
    await one.send(BOXES);
    await one.page.locator('.box.prediction .area').waitFor();
    await one.page.getByRole('button', { name: 'Descend' }).click();
    await one.page.getByRole('button', { name: 'Descend' }).waitFor({ timeout: 20_000 });
    return one;
  });
});
