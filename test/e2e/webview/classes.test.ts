// The classes view in a bare browser: logits that are dragged, the losses by algebra, what each loss does to a logit.
import { expect } from 'chai';
import { bareBrowser, looksRight } from './bareBrowser';
import type { OpenView } from './viewPage';

/** The worked example: probabilities .1, .5, .1, .3 with the third class true. */
const LOGITS = [0.1, 0.5, 0.1, 0.3].map(Math.log);

const show = (classes?: object) => ({
  kind: 'visualize',
  language: 'en',
  state: { view: 'classes', losses: [{ id: 'bce' }], ...(classes === undefined ? {} : { classes }) },
});

describe('the classes view in a bare browser', () => {
  const open = bareBrowser();
  let view: OpenView;

  before(async () => {
    view = await open({
      view: 'visualizer',
      theme: 'vscode-dark',
      width: 1240,
      height: 1000,
    });
    await view.send(
      show({
        logits: LOGITS,
        label: 2,
        activation: 'softmax',
        leading: 'cross_entropy',
        compared: ['cross_entropy'],
      }),
    );
    await view.page.locator('.bar-hold').first().waitFor();
  });
  afterEach(async () => expect(await view.problems()).deep.equal([]));

  const numbers = async (name: string): Promise<number[]> => {
    const titles = await view.page.evaluate<string[]>(
      `[...document.querySelectorAll('.loss-lines tr')].filter((row) => row.querySelector('button.lead')?.title === ${JSON.stringify(name)}).flatMap((row) => [...row.querySelectorAll('td')].map((cell) => cell.title))`,
    );
    return titles.map(Number);
  };

  it('has form 1 and form 2 of cross entropy, and the pull at the label and at the others', async () => {
    const [one = NaN, own = NaN, others = NaN] = await numbers('Cross entropy');
    expect(one).to.be.closeTo(-Math.log(0.1), 1e-12);
    expect(own).to.be.closeTo(0.1 - 1, 1e-12); // p − 1
    expect(others).to.be.closeTo(0.9, 1e-12); // Σ p of the others
    const [two = NaN] = await numbers('Cross entropy over all channels');
    expect(two).to.be.closeTo(-Math.log(0.1) - Math.log(0.5) - Math.log(0.9) - Math.log(0.7), 1e-12);
  });

  it('leaves no channel without update under the softmax, though its label is 0', async () => {
    await view.page.getByRole('button', { name: /Data of “Gradient/ }).click();
    const rows = (await view.page.locator('.figure-table tbody tr').allInnerTexts()).map((row) =>
      row.split(/\s+/).filter((cell) => cell !== ''),
    );
    expect(rows.map((row) => Number(row.at(-1)?.replace('−', '-')))).to.deep.equal([0.1, 0.5, -0.9, 0.3]);
    await view.page.getByRole('button', { name: /Data of “Gradient/ }).click();
  });

  it('follows a logit by pointer and keyboard', async () => {
    const { page } = view;
    const bar = page.getByRole('slider', { name: 'logit of class 2' });
    const at = await bar.boundingBox();
    if (at === null) throw new Error('there is no bar');
    await page.mouse.move(at.x + at.width / 2, at.y + at.height * 0.7);
    await page.mouse.down();
    await page.mouse.move(at.x + at.width / 2, at.y + at.height * 0.2, { steps: 5 });
    await page.mouse.up();
    expect(Number(await bar.getAttribute('aria-valuenow'))).to.be.within(2.5, 4.5);
    const [loss = NaN] = await numbers('Cross entropy');
    expect(loss).to.be.lessThan(0.1);
    await bar.focus();
    await page.keyboard.press('End');
    await view.until("document.activeElement.getAttribute('aria-valuenow') === '6'");
  });

  it('takes sigmoids for independent classes, and another label', async () => {
    const { page } = view;
    await page.getByRole('radio', { name: 'sigmoid' }).click();
    await page.locator('button.lead[title="Binary cross entropy"]').waitFor();
    await page
      .getByRole('radiogroup', { name: 'label' })
      .getByRole('radio', { name: '1', exact: true })
      .click();
    await view.until('JSON.stringify(window.fakeHost.state).includes(\'"label":1\')');
  });

  looksRight('classes', async (options) => {
    const one = await open(options);
    await one.send(show());
    await one.page.locator('.bar-hold').first().waitFor();
    return one;
  });
});
