// A real notebook whose cells build on one another: what a later cell says of a loss follows the earlier ones.
import { expect } from 'chai';
import * as vscode from 'vscode';
import { lossary, sample, until } from './support';

const IMPORTS = '%matplotlib inline\nimport torch.nn as nn\nimport torch.nn.functional as F';
const MADE = 'criterion = nn.SmoothL1Loss(beta=0.5)';
const USED = '# the use\nloss = criterion(out, y)';
const WRONG = 'probabilities = F.softmax(z, dim=1)\nprint(F.cross_entropy(probabilities, y))';

let files = 0;

type Cell = string | { readonly language: string; readonly text: string };

/** A notebook file with code cells, and prose before them. */
async function open(...cells: readonly Cell[]): Promise<vscode.NotebookDocument> {
  const code = cells.map((cell) => {
    const { language, text } = typeof cell === 'string' ? { language: 'python', text: cell } : cell;
    return {
      cell_type: 'code',
      execution_count: null,
      metadata: { vscode: { languageId: language } },
      outputs: [],
      source: text.split(/(?<=\n)/),
    };
  });
  const content = {
    cells: [{ cell_type: 'markdown', metadata: {}, source: ['# Losses'] }, ...code],
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  const uri = sample(`cells-${++files}.ipynb`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(content)));
  return vscode.workspace.openNotebookDocument(uri);
}

/** What Lossary says at the last place of a word in a cell of code, counted from 0. */
async function hoverIn(notebook: vscode.NotebookDocument, index: number, word: string): Promise<string> {
  const { document } = notebook.cellAt(index + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(document.getText().lastIndexOf(word) + 1),
  );
  const said = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
  return said.find(({ value }) => value.includes('lossary.'))?.value ?? '';
}

async function edit(notebook: vscode.NotebookDocument, ...edits: vscode.NotebookEdit[]): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.set(notebook.uri, edits);
  expect(await vscode.workspace.applyEdit(change)).to.equal(true);
}

async function replaceText({ document }: vscode.NotebookCell, from: string, to: string): Promise<void> {
  const start = document.positionAt(document.getText().indexOf(from));
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, new vscode.Range(start, start.translate(0, from.length)), to);
  expect(await vscode.workspace.applyEdit(change)).to.equal(true);
}

function python(text: string): vscode.NotebookCellData {
  return new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
}

function problemsOf({ document }: vscode.NotebookCell): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'Lossary')
    .map(({ range }) => `${range.start.line}:${range.start.character} ${document.getText(range)}`);
}

describe('a notebook', () => {
  before(() => lossary());
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is one program: a cell knows the imports and the losses of the ones before', async () => {
    const notebook = await open(IMPORTS, { language: 'shellscript', text: 'echo (' }, MADE, USED);
    expect(await hoverIn(notebook, 2, 'SmoothL1Loss')).to.include('**Smooth L1 loss**');
    const use = await hoverIn(notebook, 3, 'criterion');
    expect(use).to.include('**Smooth L1 loss**').and.include('`beta=0.5`');
    expect(await hoverIn(await open(MADE, USED), 1, 'criterion')).to.equal('');
  });

  it('follows an edit of an earlier cell, and a cell that is added, deleted or moved', async () => {
    const notebook = await open(IMPORTS, MADE, USED);
    await replaceText(notebook.cellAt(2), 'beta=0.5', 'beta=0.75');
    expect(await hoverIn(notebook, 2, 'criterion')).to.include('`beta=0.75`');
    await replaceText(notebook.cellAt(2), 'SmoothL1Loss', 'HuberLoss');
    expect(await hoverIn(notebook, 2, 'criterion')).to.include('Huber loss');
    await edit(notebook, vscode.NotebookEdit.insertCells(3, [python('criterion = nn.BCELoss()')]));
    expect(await hoverIn(notebook, 3, 'criterion')).to.include('Binary cross entropy');
    await edit(notebook, vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(3, 4)));
    expect(await hoverIn(notebook, 2, 'criterion')).to.include('Huber loss');
    // The construction goes below its use.
    await edit(
      notebook,
      vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(2, 3)),
      vscode.NotebookEdit.insertCells(4, [python(MADE)]),
    );
    expect(notebook.cellAt(2).document.getText()).to.equal(USED);
    expect(await hoverIn(notebook, 1, 'criterion')).to.equal('');
  });

  it('follows a cell that is moved in the editor', async () => {
    const notebook = await open(IMPORTS, USED, MADE);
    const selections = [new vscode.NotebookRange(3, 4)];
    await vscode.window.showNotebookDocument(notebook, { selections });
    expect(await hoverIn(notebook, 1, 'criterion')).to.equal('');
    await vscode.commands.executeCommand('notebook.cell.moveUp');
    await until(() => notebook.cellAt(2).document.getText() === MADE, 'the cell is moved');
    expect(await hoverIn(notebook, 2, 'criterion')).to.include('**Smooth L1 loss**');
  });

  it('has its lenses where losses are made, by the imports of another cell', async () => {
    const notebook = await open(IMPORTS, `\n${MADE}`, USED);
    await vscode.window.showNotebookDocument(notebook);
    await vscode.workspace.openTextDocument(notebook.cellAt(2).document.uri);
    const settings = vscode.workspace.getConfiguration();
    const { Workspace } = vscode.ConfigurationTarget;
    await settings.update('lossary.codeLens.enabled', true, Workspace);
    try {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        notebook.cellAt(2).document.uri,
        10,
      );
      expect(lenses.map(({ range }) => range.start.line)).to.deep.equal([1, 1]);
    } finally {
      await settings.update('lossary.codeLens.enabled', undefined, Workspace);
    }
  });

  it('has its problems in the cell and at the place where they are', async () => {
    const notebook = await open(IMPORTS, MADE, `\n${WRONG}`);
    await vscode.window.showNotebookDocument(notebook);
    const wrong = notebook.cellAt(3);
    await until(() => problemsOf(wrong).length === 1, 'a diagnostic appears');
    expect(problemsOf(wrong)).to.deep.equal(['2:22 probabilities']);
    expect(problemsOf(notebook.cellAt(2))).to.deep.equal([]);
    // A line more above moves nothing; an import that goes takes the problem with it, and one that comes brings it.
    await replaceText(notebook.cellAt(2), MADE, `\n${MADE}`);
    await replaceText(notebook.cellAt(1), 'import torch.nn.functional as F', 'import torch');
    await until(() => problemsOf(wrong).length === 0, 'the diagnostic goes');
    await edit(notebook, vscode.NotebookEdit.insertCells(1, [python('import torch.nn.functional as F')]));
    await until(() => problemsOf(wrong).length === 1, 'the diagnostic is back');
    expect(problemsOf(wrong)).to.deep.equal(['2:22 probabilities']);
    await edit(notebook, vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(1, 2)));
    await until(() => problemsOf(wrong).length === 0, 'the diagnostic goes with the cell of its import');
  });

  it('is left alone in cells of other languages', async () => {
    const notebook = await open(IMPORTS, `%%bash\n${MADE}`, USED);
    expect(await hoverIn(notebook, 1, 'SmoothL1Loss')).to.equal('');
    expect(await hoverIn(notebook, 2, 'criterion')).to.equal('');
  });
});
