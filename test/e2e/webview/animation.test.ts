// The frames of the README's moving pictures: a curve while its slider is dragged, boxes while they descend. What
// they show is looked at here; `npm run screenshots` puts them together.
import { expect } from 'chai';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { VisualizerState } from '../../../src/protocol/views';
import { BINARY, resultOf } from './answers';
import { bareBrowser } from './bareBrowser';
import type { OpenView } from './viewPage';

const FOLDER = join('test', 'screenshots', 'frames');

describe('the moving pictures', () => {
  const openView = bareBrowser();
  let view: OpenView;

  before(async () => {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
  });
  afterEach(async () => {
    expect(await view.problems()).deep.equal([]);
    await view.page.close();
  });

  async function open(state: VisualizerState, width: number, height: number): Promise<void> {
    view = await openView({ view: 'visualizer', theme: 'vscode-dark', width, height });
    await view.send({ kind: 'visualize', state, language: 'en' });
  }

  /** @param width what is kept of the page, from its left */
  async function keep(name: string, frame: number, width: number, height: number): Promise<void> {
    await view.page.screenshot({
      path: join(FOLDER, `${name}-${String(frame).padStart(2, '0')}.png`),
      clip: { x: 0, y: 0, width, height },
    });
  }

  it('of the curve: its slider goes up and down, and the curve with it', async () => {
    await open({ losses: [{ id: 'focal' }, { id: 'bce' }], at: 0.2 }, 740, 700);
    await view.send({ ...(await resultOf(BINARY)), kind: 'dataFor' });
    const shapes = new Set<string>();
    const frames = 44;
    for (let i = 0; i < frames; i++) {
      const step = Math.round(500 - 440 * Math.cos((2 * Math.PI * i) / frames));
      await view.page.evaluate(`{
        const slider = document.querySelector('input[aria-label=gamma]');
        slider.value = '${step}';
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      }`);
      await view.until(
        `document.querySelector('input[aria-label=gamma]').style.getPropertyValue('--fill') === '${step / 10}%'`,
      );
      shapes.add((await view.page.locator('.curve path').last().getAttribute('d')) ?? '');
      await keep('curve', i, 740, 700);
    }
    expect(shapes.size).greaterThan(frames / 3);
  });

  it('of the boxes: they go where their losses pull them', async () => {
    await open({ view: 'boxes', losses: [], boxes: { rate: 0.15 } }, 1300, 700);
    await view.page.locator('.box.prediction .area').waitFor();
    const text = (): Promise<string> => view.page.locator('[role=tabpanel]').innerHTML();
    const first = await text();
    await keep('boxes', 0, 760, 680);
    // Not by the pointer, which would scroll the button into the middle.
    await view.page.evaluate(
      "[...document.querySelectorAll('vscode-button')].find((b) => b.textContent.includes('Descend')).click()",
    );
    for (let i = 1; i < 44; i++) await keep('boxes', i, 760, 680);
    expect(await text()).not.equal(first);
  });
});
