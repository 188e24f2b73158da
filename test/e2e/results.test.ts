// The results view at work: presets and sliders recompute, the hardest samples sort and are exported, tables are
// copied, plots are saved.
import { expect } from 'chai';
import type { Frame } from 'playwright-core';
import { clear, copiedText } from './harness/clipboard';
import { commandLine, type Asked } from './harness/commandLine';
import { computeOnFiles } from './harness/computeOnFiles';
import { eventually } from './harness/eventually';
import { readNpy } from './harness/npy';
import { expectValues, resultsFrame } from './harness/resultsView';
import { acceptSave } from './harness/saveDialog';
import { openWorkbench, type Workbench } from './harness/session';

const FILES: Asked = { prediction: 'binary/probs.npy', label: 'binary/labels.npy' };

describe('the results', () => {
  let workbench: Workbench;
  let frame: Frame;

  before(async () => {
    workbench = await openWorkbench();
    await computeOnFiles(workbench.page, {
      losses: ['Focal loss', 'Binary cross entropy'],
      prediction: { file: 'probs.npy', folder: 'binary' },
      label: { file: 'labels.npy', folder: 'binary' },
    });
    await expectValues(workbench.page, await commandLine('focal,bce', FILES));
  });
  beforeEach(async () => {
    frame = await resultsFrame(workbench.page);
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  const select = (id: string): Promise<void> =>
    frame.locator('table.values tbody tr', { hasText: id }).click();

  it('recompute by the convention of a library', async () => {
    await select('focal');
    await frame.getByRole('button', { name: 'torchvision' }).click();
    await frame.getByRole('button', { name: 'Recompute with these parameters' }).click();
    const set = ['alpha=0.25', 'gamma=2'];
    await expectValues(workbench.page, await commandLine('focal,bce', { ...FILES, set }));
  });

  it('recompute with what a slider was moved to', async () => {
    await select('focal');
    const slider = frame.locator('input[type=range][aria-label=gamma]');
    for (let i = 0; i < 60; i++) await slider.press('ArrowRight');
    await frame.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    const text = (await slider.getAttribute('aria-valuetext')) ?? '';
    expect(Number(text)).to.be.greaterThan(2);
    await frame.getByRole('button', { name: 'Recompute with these parameters' }).click();
    const set = ['alpha=0.25', `gamma=${text}`];
    await expectValues(workbench.page, await commandLine('focal,bce', { ...FILES, set }));
  });

  it('export the hardest samples, hardest first', async () => {
    await select('bce');
    await frame.getByRole('button', { name: 'Export the indices of the hardest samples as JSON' }).click();
    const saved = JSON.parse(String(await acceptSave(workbench, 'hardest-bce.json'))) as number[];
    expect(saved).to.deep.equal((await hardestOfBce()).slice(0, saved.length));
    expect(saved.length).to.be.greaterThan(50);
  });

  it('sort the hardest samples by any column', async () => {
    const table = frame.locator('table.hardest');
    const column = async (n: number): Promise<number[]> =>
      (await table.locator(`tbody td:nth-child(${n})`).allInnerTexts()).map((text) =>
        Number(text.replace('−', '-').replaceAll('\u202f', '')),
      );
    const losses = await column(2);
    expect(losses).to.deep.equal(losses.toSorted((a, b) => b - a));
    await table.getByRole('button', { name: 'Index' }).click();
    await eventually(
      'the table is sorted by index',
      () => column(1),
      (shown) => shown.length > 5 && shown.every((index, i) => i === 0 || index > (shown[i - 1] ?? Infinity)),
    );
  });

  for (const [name, read] of [
    ['Copy table as Markdown', (text: string) => cells(text, '|', '| bce')],
    ['Copy table as CSV', (text: string) => cells(text, ',', 'bce')],
    ['Copy results as JSON', (text: string) => jsonValues(text)],
  ] as const) {
    it(`${name.toLowerCase()}, with every digit`, async () => {
      const { page } = workbench;
      await clear(page);
      await frame.getByRole('button', { name: 'Export ▾' }).click();
      await frame.getByRole('menuitem', { name }).click();
      const { bce } = await commandLine('bce', FILES);
      expect(read(await copiedText(page))).to.include(String(Number(bce)));
    });
  }

  it('save a plot as SVG and as PNG', async () => {
    await frame.getByRole('button', { name: 'Save “Loss” as SVG' }).click();
    const svg = String(await acceptSave(workbench, 'loss-curve.svg'));
    expect(svg)
      .to.match(/^<\?xml/)
      .and.include('<title>Loss</title>');
    await frame.getByRole('button', { name: 'Save “Loss” as PNG' }).click();
    const png = await acceptSave(workbench, 'loss-curve.png');
    expect([...png.subarray(0, 8)]).to.deep.equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  });
});

/** The cells of the line that starts like this. */
function cells(text: string, separator: string, start: string): string[] {
  const line = text.split(/\r?\n/).find((each) => each.startsWith(start)) ?? '';
  return line.split(separator).map((cell) => cell.trim());
}

function jsonValues(text: string): string[] {
  const { results } = JSON.parse(text) as { results: { value: number }[] };
  return results.map(({ value }) => String(value));
}

/** Indices of the samples by −ln of the probability that the true class was given, largest first. */
async function hardestOfBce(): Promise<number[]> {
  const [probabilities, labels] = await Promise.all([
    readNpy('samples/binary/probs.npy'),
    readNpy('samples/binary/labels.npy'),
  ]);
  const losses = probabilities.map((p, i) => -Math.log(labels[i] === 1 ? p : 1 - p));
  return losses.map((_, i) => i).sort((a, b) => (losses[b] ?? 0) - (losses[a] ?? 0) || a - b);
}
