// The extension as VS Code sees it: it is found, it activates, and that costs next to nothing.
import { expect } from 'chai';
import * as vscode from 'vscode';
import { COMMANDS, RESULTS_PANEL, VISUALIZER_PANEL } from '../../src/extension/commandIds';
import { EXTENSION_ID, lossary, pause } from './support';

/** As it was when VS Code had opened the workspace, whose Python files nobody has looked into. */
const activeAtStart = vscode.extensions.getExtension(EXTENSION_ID)?.isActive;

describe('activation', () => {
  it('does not happen before anything needs it', () => {
    expect(activeAtStart).to.equal(false);
  });

  it('does no more than register', async () => {
    const start = performance.now();
    const api = await lossary();
    const total = performance.now() - start;
    console.log(`      activate() ${api.activationMs.toFixed(1)} ms, with loading ${total.toFixed(1)} ms`);
    expect(api.worker.isRunning(), 'no worker, and so neither readers nor TensorFlow.js').to.equal(false);
    expect(api.isCatalogueLoaded(), 'no catalogue').to.equal(false);
  });

  it('loads neither parser nor catalogue for what holds no Python', async () => {
    const api = await lossary();
    expect(api.isPythonLoaded(), 'before').to.equal(false);
    const contents = [
      ['markdown', '# Losses\n\nThe Dice loss of PyTorch, `torch.nn`.\n\n```js\ntorch(1)\n```\n'],
      ['plaintext', 'torch.nn.BCELoss'],
    ] as const;
    for (const [language, content] of contents) {
      const document = await vscode.workspace.openTextDocument({ language, content });
      await vscode.window.showTextDocument(document);
      // Whoever is asked has answered once these resolve.
      const position = document.positionAt(content.indexOf('torch') + 1);
      await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
      await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
    }
    // Longer than the diagnostics wait after a change.
    await pause(1000);
    expect(api.isPythonLoaded(), 'after').to.equal(false);
    expect(api.isCatalogueLoaded(), 'no catalogue').to.equal(false);
    const code = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: '```python\nimport torch\ntorch.nn.BCELoss()\n```\n',
    });
    await vscode.commands.executeCommand('vscode.executeHoverProvider', code.uri, new vscode.Position(2, 10));
    expect(api.isPythonLoaded(), 'Python in Markdown').to.equal(true);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
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
