// A computation that takes long is cancelled in the view: the result before it stays, and the next one computes.
import { expect } from 'chai';
import { join } from 'node:path';
import { commandLine, type Values } from './harness/commandLine';
import { computeOnFiles } from './harness/computeOnFiles';
import { randomNumbers, writeNpy } from './harness/npy';
import { expectValues, failureBanner, resultsFrame } from './harness/resultsView';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';

const LONG = {
  losses: ['Mean squared error', 'Mean absolute error', 'Smooth L1 loss', 'Huber loss'],
  prediction: { file: 'large.npy' },
  label: { file: 'larger.npy' },
};

describe('a long computation', function () {
  this.timeout(300_000);
  let workbench: Workbench;
  let right: Values;

  const short = async (): Promise<void> => {
    await computeOnFiles(workbench.page, {
      losses: ['Dice loss'],
      prediction: { file: 'pred.npy' },
      label: { file: 'label.npy' },
    });
    await expectValues(workbench.page, right);
  };

  before(async () => {
    workbench = await openWorkbench();
    right = await commandLine('dice', { prediction: 'masks/pred.npy', label: 'masks/label.npy' });
    for (const [seed, name] of ['large.npy', 'larger.npy'].entries())
      await writeNpy(join(workbench.workspace, name), randomNumbers(2e7, seed));
    await short();
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  it('is cancelled in the view', async () => {
    const { page } = workbench;
    await computeOnFiles(page, LONG);
    const frame = await resultsFrame(page);
    await frame.locator('header').getByRole('button', { name: 'Cancel' }).click();
    const banner = await failureBanner(page);
    expect(await banner.innerText()).to.match(/cancelled/i);
    await expectValues(page, right);
    await screenshot(page, 'cancelled-light');
    await short();
  });
});
