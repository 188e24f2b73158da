// The commands besides computing: again, the log, diagnostics, the visualizer.
import { expect } from 'chai';
import { join } from 'node:path';
import { clear, copiedText } from './harness/clipboard';
import { commandLine } from './harness/commandLine';
import { computeOnFiles } from './harness/computeOnFiles';
import { writeNpy } from './harness/npy';
import { runCommand } from './harness/quickInput';
import { expectValues } from './harness/resultsView';
import { openWorkbench, type Workbench } from './harness/session';
import { webviewFrame } from './harness/webview';

describe('the other commands', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await computeOnFiles(workbench.page, {
      losses: ['Binary cross entropy'],
      prediction: { file: 'probs.npy', folder: 'binary' },
      label: { file: 'labels.npy', folder: 'binary' },
    });
    await expectValues(
      workbench.page,
      await commandLine('bce', { prediction: 'binary/probs.npy', label: 'binary/labels.npy' }),
    );
  });
  after(() => workbench.close());
  afterEach(() => expect(workbench.problems).to.deep.equal([]));

  it('Recompute reads the files again: a coin costs ln 2', async () => {
    const { page, workspace } = workbench;
    await writeNpy(join(workspace, 'binary/probs.npy'), new Float32Array(20_000).fill(0.5));
    await runCommand(page, 'Lossary: Recompute');
    await expectValues(page, { bce: Math.LN2 });
  });

  // What it says cannot be seen here: this VS Code lacks the native module that writes log files.
  it('Show Log opens the output of Lossary', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lossary: Show Log');
    await page.locator('.panel .monaco-select-box').filter({ hasText: 'Lossary' }).first().waitFor();
    // A key that is pressed while the focus moves into the panel is lost.
    const panel = page.locator('.part.panel');
    while (await panel.isVisible()) {
      await page.keyboard.press('Control+J');
      await panel.waitFor({ state: 'hidden', timeout: 5000 }).catch(() => undefined);
    }
  });

  it('Copy Diagnostics copies what a bug report needs, without folders', async () => {
    const { page, workspace } = workbench;
    await clear(page);
    await runCommand(page, 'Lossary: Copy Diagnostics');
    const text = await copiedText(page);
    expect(text).to.match(/^Lossary: \d+\.\d+\.\d+\nVS Code: \d/);
    expect(text)
      .to.match(/Worker: (not )?running/)
      .and.include('probs.npy');
    expect(text).to.not.include(workspace).and.not.include('binary/');
  });

  it('Open Visualizer opens its tab', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lossary: Open Visualizer');
    const frame = await webviewFrame(page, '[data-view="visualizer"] .plot .curve path');
    await frame.locator('.visualizer-side h1', { hasText: 'Focal loss' }).waitFor();
  });
});
