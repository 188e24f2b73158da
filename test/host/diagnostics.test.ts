// Problems with losses in Python code, as VS Code shows them: they appear, the fix applies, the setting switches off.
import { expect } from 'chai';
import * as vscode from 'vscode';
import { lossary, until } from './support';

const CODE = 'import torch.nn.functional as F\nloss = F.cross_entropy(F.softmax(z, dim=1), y)\n';
const FIXED = 'import torch.nn.functional as F\nloss = F.cross_entropy(z, y)\n';

describe('diagnostics of Python code', () => {
  before(() => lossary());
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('appears, with a page, and its fix applies', async () => {
    const { uri } = await show('python', CODE);
    await until(() => own(uri).length === 1, 'a diagnostic appears');
    const [diagnostic] = own(uri);
    expect(diagnostic?.code).to.have.property('value', 'softmaxBeforeCrossEntropy');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      diagnostic!.range,
    );
    const action = actions.find(({ title }) => title === 'Leave the activation out');
    await vscode.workspace.applyEdit(action!.edit!);
    expect((await vscode.workspace.openTextDocument(uri)).getText()).to.equal(FIXED);
    await until(() => own(uri).length === 0, 'the diagnostic goes');
  });

  it('stands at the place in a code block of Markdown', async () => {
    const { uri } = await show('markdown', `# Loss\n\n\`\`\`python\n${CODE}\`\`\`\n`);
    await until(() => own(uri).length === 1, 'a diagnostic appears');
    expect(own(uri)[0]?.range.start.line).to.equal(4);
  });

  it('is switched off by its setting', async () => {
    const { uri } = await show('python', CODE);
    await until(() => own(uri).length === 1, 'a diagnostic appears');
    const settings = vscode.workspace.getConfiguration('lossary.diagnostics');
    const { Global } = vscode.ConfigurationTarget;
    await settings.update('softmaxBeforeCrossEntropy', false, Global);
    try {
      await until(() => own(uri).length === 0, 'the diagnostic goes');
    } finally {
      await settings.update('softmaxBeforeCrossEntropy', undefined, Global);
    }
  });
});

async function show(language: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  return document;
}

function own(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Lossary');
}
