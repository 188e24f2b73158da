// The extension as VS Code sees it: it is found, and it activates.
import { expect } from 'chai';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('lossary.lossary');
    if (!extension) throw new Error('VS Code does not know the extension.');
    await extension.activate();
    expect(extension.isActive).to.equal(true);
  });
});
