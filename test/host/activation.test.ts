// The extension as VS Code sees it: it is found, it activates, and that costs next to nothing.
import { expect } from 'chai';
import * as vscode from 'vscode';
import { COMMANDS, RESULTS_PANEL, VISUALIZER_PANEL } from '../../src/extension/commandIds';
import { lossary } from './support';

describe('activation', () => {
  it('does no more than register', async () => {
    const start = performance.now();
    const api = await lossary();
    const total = performance.now() - start;
    console.log(`      activate() ${api.activationMs.toFixed(1)} ms, with loading ${total.toFixed(1)} ms`);
    expect(api.worker.isRunning(), 'no worker, and so neither readers nor TensorFlow.js').to.equal(false);
    expect(api.isCatalogueLoaded(), 'no catalogue').to.equal(false);
  });

  it('registers every command', async () => {
    await lossary();
    const all = await vscode.commands.getCommands(true);
    expect(all).to.include.members([...COMMANDS]);
  });

  it('registers serializers under the view types of the panels', async () => {
    const { serialized } = await lossary();
    expect(serialized).to.deep.equal([RESULTS_PANEL, VISUALIZER_PANEL]);
  });
});
