// Arrays as they stand in code: two selections, or one that holds both, are prediction and label.
import { expect } from 'chai';
import { chooseLosses } from './harness/computeOnFiles';
import { selectLineEnds, selectRange } from './harness/editor';
import { openFile } from './harness/explorer';
import { quickPickTitle, runCommand, waitForQuickPick } from './harness/quickInput';
import { expectValues } from './harness/resultsView';
import { screenshot } from './harness/screenshot';
import { openWorkbench, type Workbench } from './harness/session';
import { setTheme } from './harness/theme';

const COMMAND = 'Lossary: Compute on Selection';

describe('a selection in the editor', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await openFile(workbench.page, 'arrays.py');
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  it('holds two arrays, whose names say which is the label', async () => {
    const { page } = workbench;
    // prediction = np.array([0.3, 0.2, 0.3, 0.2]) and label = np.array([0, 1, 0, 1])
    await selectRange(page, [7, 1], [9, 1]);
    await runCommand(page, COMMAND);
    await waitForQuickPick(page, 'Compute on');
    const title = await quickPickTitle(page);
    expect(title).to.include('prediction np.array([0.3').and.include('label np.array([0, 1');
    await screenshot(page, 'selection-pick-light');
    await chooseLosses(page, ['Binary cross entropy', 'Mean squared error']);
    await expectValues(page, {
      bce: -(Math.log(0.7) + Math.log(0.2)) / 2,
      mse: (0.09 + 0.64 + 0.09 + 0.64) / 4,
    });
    await screenshot(page, 'selection-results-light');
  });

  it('may be two: the first is the prediction', async () => {
    const { page } = workbench;
    await page.locator('.tab[data-resource-name="arrays.py"]').click();
    // predicted = [2.5, 0.0, 2.1, 7.8, -1.2] and measured = [3.0, -0.5, 2.0, 7.5, 9.0]
    await selectLineEnds(page, 15, 16, '[2.5, 0.0, 2.1, 7.8, -1.2]'.length);
    await runCommand(page, COMMAND);
    await chooseLosses(page, ['Mean absolute error']);
    await expectValues(page, { mae: (0.5 + 0.5 + 0.1 + 0.3 + 10.2) / 5 });
    await setTheme(workbench, 'dark');
    await screenshot(page, 'selection-results-dark');
  });
});
