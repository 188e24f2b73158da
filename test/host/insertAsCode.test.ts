// Insert as Code in the real editor: at the cursor of a Python file, and as a new file where none is active.
import { expect } from 'chai';
import * as vscode from 'vscode';
import { run } from './support';

async function python(content: string, line: number): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  const editor = await vscode.window.showTextDocument(document);
  const end = document.lineAt(line).range.end;
  editor.selection = new vscode.Selection(end, end);
  return editor;
}

describe('Insert as Code', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeQuickOpen'));

  it('inserts the call of the library at the cursor, indented, and its import above, in one step', async () => {
    const before = 'import torch\n\n\ndef step(logits, target):\n    x = 1\n    return x\n';
    const { document } = await python(before, 4);
    await run('lossary.insertAsCode', { id: 'bce', params: { input: 'logits' }, library: 'torch' });
    const text = document.getText();
    expect(text).to.match(/^import torch\nimport torch\.nn\.functional as F\n\n\ndef step/);
    expect(text).to.match(
      /\n {4}x = 1\n( {4}# .*\n)+ {4}loss = F\.binary_cross_entropy_with_logits\(logits, target\)\n {4}return x\n$/,
    );
    await vscode.commands.executeCommand('undo');
    expect(document.getText()).to.equal(before);
  });

  it('writes a function where the parameters are no library’s, and for a formula', async () => {
    const { document } = await python('import numpy as np\n', 1);
    await run('lossary.insertAsCode', { id: 'focal', params: { gamma: 3 }, library: 'numpy' });
    expect(document.getText()).to.match(
      /^import numpy as np\n[^]*\ndef focal_loss\(probabilities, target, \*, gamma=3\.0\):/,
    );
    await run('lossary.insertAsCode', {
      id: 'twice',
      formula: 'w*(p - y)^2',
      params: { w: 2 },
      library: 'jax',
    });
    expect(document.getText()).to.include('import jax.numpy as jnp').and.include('def twice_loss(');
  });

  it('opens a new Python file where no Python is active', async () => {
    const plain = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'notes' });
    await vscode.window.showTextDocument(plain);
    const code = await run<string>('lossary.insertAsCode', { id: 'dice', library: 'keras' });
    const { activeTextEditor } = vscode.window;
    expect(activeTextEditor?.document.languageId).to.equal('python');
    expect(activeTextEditor?.document.getText()).to.equal(code);
    expect(code).to.match(/^from keras import ops\n\n\ndef dice_loss\(/);
    expect(plain.getText()).to.equal('notes');
  });

  it('inserts nothing where a loss is no formula', async () => {
    const { document } = await python('x = 1\n', 0);
    expect(await run('lossary.insertAsCode', { id: 'hausdorff95', library: 'torch' })).to.equal(undefined);
    expect(document.getText()).to.equal('x = 1\n');
  });
});
