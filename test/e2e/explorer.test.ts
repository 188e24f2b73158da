// From the explorer's context menu: it says which file it took for the label, lets one swap, and computes.
import { expect } from 'chai';
import { commandLine } from './harness/commandLine';
import { chooseKey, chooseLosses } from './harness/computeOnFiles';
import { chooseInContextMenu, contextMenuEntries } from './harness/explorer';
import { answerNotification } from './harness/notifications';
import { pressTitleButton, quickPickTitle, waitForQuickPick } from './harness/quickInput';
import { expectValues } from './harness/resultsView';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';
import { setTheme } from './harness/theme';

const COMMAND = 'Compute on Files…';

describe('the context menu of the explorer', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  it('offers the command on one or two files of data, and nowhere else', async () => {
    const { page } = workbench;
    const offers = async (...paths: string[]): Promise<boolean> =>
      (await contextMenuEntries(page, paths)).some((entry) => entry.includes(COMMAND));
    expect(await offers('regression/predictions.csv')).to.equal(true);
    expect(await offers('masks/pred.npy', 'masks/label.npy')).to.equal(true);
    expect(await offers('masks/pred.npy', 'masks/label.npy', 'masks/label_255.npy')).to.equal(false);
    expect(await offers('train.py')).to.equal(false);
    expect(await offers('masks')).to.equal(false);
  });

  it('says which file it took for the label and why, and swaps them', async () => {
    const { page } = workbench;
    await chooseInContextMenu(page, ['multiclass/labels.npy', 'multiclass/logits.npz'], COMMAND);
    await waitForQuickPick(page, 'label labels.npy');
    expect(await quickPickTitle(page)).to.equal(
      'Compute on prediction logits.npz, label labels.npy (guessed from the names)',
    );
    await screenshot(page, 'explorer-pick-light');
    await pressTitleButton(page, 'Swap prediction and label');
    await waitForQuickPick(page, 'prediction labels.npy, label logits.npz');
    await pressTitleButton(page, 'Swap prediction and label');
    await waitForQuickPick(page, 'prediction logits.npz, label labels.npy');
  });

  it('computes, after the logits are said to be logits', async () => {
    const { page } = workbench;
    await chooseLosses(page, ['Cross entropy']);
    await chooseKey(page, 'logits.npz', 'logits');
    await answerNotification(page, '[0, 1]', 'Read as logits');
    await expectValues(
      page,
      await commandLine('cross_entropy', {
        prediction: 'multiclass/logits.npz#logits',
        label: 'multiclass/labels.npy',
        set: ['input=logits'],
      }),
    );
    await screenshot(page, 'explorer-results-light');
    await setTheme(workbench, 'dark');
    await screenshot(page, 'explorer-results-dark');
  });
});
