// Wrong input: a sentence that names the file, buttons that do what it says, and the result before it stays.
import { expect } from 'chai';
import { zipSync } from 'fflate';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine, commandLineRequest, type Values } from './harness/commandLine';
import { computeOnFiles } from './harness/computeOnFiles';
import { runCommand } from './harness/quickInput';
import { expectValues, failureBanner } from './harness/resultsView';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';
import { setTheme } from './harness/theme';

describe('wrong input', () => {
  let workbench: Workbench;
  let dice: Values;
  let divided: Values;
  let crossEntropy: Values;

  before(async () => {
    workbench = await openWorkbench();
    dice = await commandLine('dice', { prediction: 'masks/pred.npy', label: 'masks/label.npy' });
    divided = await commandLineRequest({
      compute: [{ id: 'dice' }],
      prediction: 'samples/masks/pred.npy',
      label: 'samples/masks/label_255.npy',
      scale: { label: 255 },
    });
    crossEntropy = await commandLine('cross_entropy', {
      prediction: 'multiclass/logits.npz#logits',
      label: 'multiclass/labels.npy',
      set: ['input=logits'],
    });
    await computeOnFiles(workbench.page, {
      losses: ['Dice loss'],
      prediction: { file: 'pred.npy' },
      label: { file: 'label.npy' },
    });
    await expectValues(workbench.page, dice);
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  it('a 0/255 mask: the result stays, and Divide by 255 computes', async () => {
    const { page } = workbench;
    await computeOnFiles(page, {
      losses: ['Dice loss'],
      prediction: { file: 'pred.npy' },
      label: { file: 'label_255.npy' },
    });
    const banner = await failureBanner(page);
    expect(await banner.innerText())
      .to.include('label_255.npy')
      .and.include('255');
    await expectValues(page, dice);
    await screenshot(page, 'failure-light');
    await setTheme(workbench, 'dark');
    await screenshot(page, 'failure-dark');
    await setTheme(workbench, 'light');
    await (await failureBanner(page)).getByRole('button', { name: 'Divide label by 255' }).click();
    await banner.waitFor({ state: 'detached' });
    await expectValues(page, divided);
  });

  it('probabilities outside of [0, 1]: Read as logits computes', async () => {
    const { page } = workbench;
    await computeOnFiles(page, {
      losses: ['Cross entropy'],
      prediction: { file: 'logits.npz', key: 'logits' },
      label: { file: 'labels.npy', folder: 'multiclass' },
    });
    const banner = await failureBanner(page);
    await expectValues(page, divided);
    await banner.getByRole('button', { name: 'Read as logits' }).click();
    await expectValues(page, crossEntropy);
  });

  it('a key that is gone: the ones that are there are offered', async () => {
    const { page, workspace } = workbench;
    const member = await readFile('samples/binary/probs.npy');
    await writeFile(join(workspace, 'multiclass/logits.npz'), zipSync({ 'scores.npy': member }));
    await runCommand(page, 'Lossary: Recompute');
    const banner = await failureBanner(page);
    expect(await banner.innerText()).to.include('logits');
    await banner.getByRole('button', { name: 'Use scores' }).waitFor();
    await expectValues(page, crossEntropy);
  });

  it('a file that is gone', async () => {
    const { page, workspace } = workbench;
    await rm(join(workspace, 'multiclass/logits.npz'));
    await (await failureBanner(page)).getByRole('button', { name: 'Dismiss' }).click();
    await runCommand(page, 'Lossary: Recompute');
    const banner = await failureBanner(page);
    expect(await banner.innerText())
      .to.include('no such file')
      .and.include('logits.npz');
    await expectValues(page, crossEntropy);
  });
});
