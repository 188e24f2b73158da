// The commands that ask: from the explorer's menu, on a selection, from the catalogue's tree.
import { expect } from 'chai';
import * as vscode from 'vscode';
import type { Answer } from '../../src/client/client';
import { VISUALIZER_PANEL } from '../../src/extension/commandIds';
import {
  compute,
  expectValue,
  INLINE,
  INLINE_BCE,
  lossary,
  openPanels,
  pause,
  resultOf,
  run,
  sample,
  until,
} from './support';

/** Presses Enter in the list that is open until the command has answered. */
async function accept(
  answer: Thenable<Answer<'compute'> | undefined>,
): Promise<Answer<'compute'> | undefined> {
  const state = { done: false };
  void answer.then(() => (state.done = true));
  const isDone = (): boolean => state.done;
  for (let tries = 0; !isDone() && tries < 20; tries++) {
    await pause(500);
    if (!isDone()) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  return answer;
}

describe('commands that ask', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeQuickOpen'));

  it('take two files of the explorer in either order, and tell which is the label', async () => {
    const probs = sample('binary/probs.npy');
    const labels = sample('binary/labels.npy');
    for (const files of [
      [probs, labels],
      [labels, probs],
    ]) {
      const answer = await accept(run('lossary.computeOnFiles', files[0], files));
      const { prediction, label } = resultOf(answer);
      expect(prediction?.name).to.include('probs');
      expect(label?.name).to.include('labels');
    }
  });

  it('ask for the columns of a table, and take the ones that sound right', async () => {
    const table = sample('regression/predictions.csv');
    const { prediction, label } = resultOf(await accept(run('lossary.computeOnFiles', table, [table])));
    expect([prediction?.name, label?.name]).to.deep.equal([
      'regression/predictions.csv#prediction',
      'regression/predictions.csv#target',
    ]);
  });

  it('refuse three files', async () => {
    const files = ['binary/probs.npy', 'binary/labels.npy', 'masks/pred.npy'].map(sample);
    expect(await run('lossary.computeOnFiles', files[0], files)).to.equal(undefined);
  });

  it('take two arrays of a selection', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'python',
      content: 'y = np.array([0., 1.5, 2.])\nprediction = np.array([0., 1., 4.])\n',
    });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 0, 2, 0);
    const answer = await accept(run('lossary.computeOnSelection'));
    // the list has mse ticked: it was the first entry, and the first one taken
    expectValue(answer, 'mse', (0 + 0.25 + 4) / 3);
  });

  it('take two selections', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'scores [1 2 3]\nthen\n[1 1 1]\n' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selections = [new vscode.Selection(2, 0, 2, 7), new vscode.Selection(0, 7, 0, 14)];
    expectValue(await accept(run('lossary.computeOnSelection')), 'mse', (0 + 1 + 4) / 3);
  });

  it('do nothing without a selection', async () => {
    const document = await vscode.workspace.openTextDocument({ content: '[1 2 3]' });
    await vscode.window.showTextDocument(document);
    expect(await run('lossary.computeOnSelection')).to.equal(undefined);
  });

  it('compute the entry of the tree on the files that were used last', async () => {
    const answer = await accept(run('lossary.computeOnFiles', { losses: ['mae'] }));
    expect(resultOf(answer).results.map(({ id }) => id)).to.deep.equal(['mae']);
  });

  it('compute by the convention of every library on the input that was used last', async () => {
    await compute(INLINE);
    const answer = await run<Answer<'compute'>>('lossary.compareConventions', { id: 'bce' });
    const { results } = resultOf(answer);
    const { findDeclaration } = await import('../../src/catalogue/catalogue');
    const presets = findDeclaration('bce')?.presets.map(({ name }) => name);
    expect(results.map(({ preset }) => preset)).to.deep.equal([undefined, ...(presets ?? [])]);
    expect(results[0]?.value).to.be.closeTo(INLINE_BCE, 1e-12);
  });

  it('compute a loss of the settings, and an expression that is typed', async () => {
    const settings = vscode.workspace.getConfiguration('lossary');
    const brier = { formula: 'w*(p - y)^2', parameters: { w: { default: 2, min: 0, max: 4 } } };
    await settings.update('customLosses', { twiceBrier: brier, wrong: { formula: 'p +' } });
    try {
      const own = await accept(run('lossary.computeOnFiles', { losses: ['twiceBrier', '0.5*mae + mae'] }));
      const { results, prediction } = resultOf(own);
      const plain = resultOf(
        await compute({
          compute: [{ id: 'mse' }, { id: 'mae' }],
          prediction: String(prediction?.name),
          label: String(resultOf(own).label?.name),
        }),
      ).results;
      expect(results[0]?.id).to.equal('twiceBrier');
      expect(results[0]?.value).to.be.closeTo(2 * Number(plain[0]?.value), 1e-9);
      expect(results[1]?.value).to.be.closeTo(1.5 * Number(plain[1]?.value), 1e-9);
    } finally {
      await settings.update('customLosses', undefined);
    }
  });

  it('open the visualizer with what was asked for', async () => {
    await run('lossary.openVisualizer', { losses: [{ id: 'focal', params: { gamma: 3 } }] });
    await until(() => openPanels().some((type) => type.endsWith(VISUALIZER_PANEL)), 'the tab is there');
    expect((await lossary()).openViews().visualizer).to.equal(true);
  });

  it('copy diagnostics', async () => {
    const text = await run<string>('lossary.copyDiagnostics');
    expect(text).to.match(/^Lossary: \d+\.\d+\.\d+\nVS Code: \d/);
    expect(text).to.match(/Activation: \d/);
  });
});
