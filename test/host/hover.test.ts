// Hovers and lenses over losses, asked of VS Code as the editor asks: in a file, a notebook cell and Markdown.
import { expect } from 'chai';
import * as vscode from 'vscode';
import { lossary, sample, until } from './support';

const CODE = `import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

criterion = nn.BCEWithLogitsLoss(reduction="sum")
value = sigmoid_focal_loss(z, y, alpha=0.4, gamma=3)
print(F.binary_cross_entropy(torch.tensor([0.9, 0.2]), torch.tensor([1.0, 0.0])))
`;

const THEMES = [
  ['Default Dark Modern', vscode.ColorThemeKind.Dark],
  ['Default Light Modern', vscode.ColorThemeKind.Light],
  ['Default High Contrast', vscode.ColorThemeKind.HighContrast],
  ['Default High Contrast Light', vscode.ColorThemeKind.HighContrastLight],
] as const;

let files = 0;

/** A file of its own: VS Code gives names of untitled documents again, and for a while the old text with them. */
async function write(content: string, type = 'py'): Promise<vscode.TextDocument> {
  const uri = sample(`hover-${++files}.${type}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return vscode.workspace.openTextDocument(uri);
}

/** What Lossary's hovers say where a word stands first, or from an offset on. */
async function hoversAt(document: vscode.TextDocument, word: string): Promise<vscode.MarkdownString[]> {
  const at = document.positionAt(document.getText().indexOf(word) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at,
  );
  return hovers
    .flatMap(({ contents }) => contents as vscode.MarkdownString[])
    .filter(({ value }) => value.includes('data:image/svg') || value.includes('lossary.'));
}

async function hoverAt(document: vscode.TextDocument, word: string): Promise<string> {
  const found = await hoversAt(document, word);
  expect(found, `hovers at ${word}`).to.have.lengthOf(1);
  return found[0]?.value ?? '';
}

async function withSetting<T>(name: string, value: unknown, run: () => Promise<T>): Promise<T> {
  const settings = vscode.workspace.getConfiguration();
  await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
  try {
    return await run();
  } finally {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Workspace);
  }
}

describe('hovers', () => {
  before(() => lossary());

  it('explain a loss in a file, once, with the arguments of the call', async () => {
    const document = await write(CODE);
    const loss = await hoverAt(document, 'BCEWithLogitsLoss');
    expect(loss).to.include('**Binary cross entropy with logits** · bce · PyTorch');
    expect(loss).to.include('`reduction="sum"`');
    const focal = await hoverAt(document, 'sigmoid_focal_loss(z');
    expect(focal).to.include('`gamma=3`').and.include('torchvision');
  });

  it('explain what Keras takes by its name, as loss and as metric', async () => {
    const document = await write(
      'import keras\nmodel.compile(loss="binary_crossentropy", metrics=["accuracy"])\nhinge = keras.losses.get("hinge")\n',
    );
    expect(await hoverAt(document, 'binary_crossentropy'))
      .to.include('Binary cross entropy')
      .and.include('Keras');
    expect(await hoverAt(document, 'accuracy')).to.include('**Accuracy** · accuracy · Keras');
    expect(await hoverAt(document, 'hinge")')).to.include('Hinge loss');
  });

  it('trust the commands that they link and no others', async () => {
    const [markdown] = await hoversAt(await write(CODE), 'BCEWithLogitsLoss');
    expect(markdown?.isTrusted).to.deep.equal({
      enabledCommands: ['lossary.openVisualizer', 'lossary.computeOnFiles', 'lossary.compareConventions'],
    });
  });

  it('say nothing of other names', async () => {
    expect(await hoversAt(await write(CODE), 'criterion =')).to.have.lengthOf.at.most(1);
    expect(await hoversAt(await write('class Adam: pass\nAdam()\n'), 'Adam()')).to.deep.equal([]);
  });

  it('name each loss that a variable may stand for', async () => {
    const document = await write(
      `${CODE}if multilabel:\n    choice = nn.BCELoss()\nelse:\n    choice = nn.HuberLoss(delta=2.0)\nchoice(out, y)\n`,
    );
    const value = await hoverAt(document, 'choice(out');
    expect(value)
      .to.match(/^One of 2/)
      .and.include('`BCELoss()`')
      .and.include('`HuberLoss(delta=2.0)`');
  });

  it('compute the arrays of a call by the link in it', async () => {
    const value = await hoverAt(await write(CODE), 'binary_cross_entropy(');
    const [, query = ''] = /\(command:lossary\.computeOnFiles\?([^)]+)\)/.exec(value) ?? [];
    const [argument] = JSON.parse(decodeURIComponent(query)) as unknown[];
    const answer = await vscode.commands.executeCommand<{ results: { value: number }[] }>(
      'lossary.computeOnFiles',
      argument,
    );
    expect(answer.results[0]?.value).to.be.closeTo(-(Math.log(0.9) + Math.log(0.8)) / 2, 1e-12);
  });

  it('open the visualizer with the arguments of the call', async () => {
    const value = await hoverAt(await write(CODE), 'sigmoid_focal_loss(z');
    const [, query = ''] = /\(command:lossary\.openVisualizer\?([^)]+)\)/.exec(value) ?? [];
    const [argument] = JSON.parse(decodeURIComponent(query)) as { losses: { params: object }[] }[];
    expect(argument?.losses[0]?.params).to.include({ gamma: 3, alpha: 0.4 });
    await vscode.commands.executeCommand('lossary.openVisualizer', argument);
    expect((await lossary()).openViews().visualizer).to.equal(true);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('explain in a Python block of Markdown, and not in its prose', async () => {
    const document = await write(`An MSELoss.\n\n\`\`\`python\n${CODE}\`\`\`\n`, 'md');
    expect(await hoverAt(document, 'BCEWithLogitsLoss')).to.include('PyTorch');
    expect(await hoversAt(document, 'MSELoss')).to.deep.equal([]);
  });

  it('say what a class of another file looks like, through the package that hands it on', async () => {
    const folder = sample('hoverLosses/focal.py');
    const put = (name: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, '..', name), new TextEncoder().encode(text));
    await put('focal.py', 'class FocalLoss:\n    def __init__(self, gamma=2, scale=1):\n        pass\n');
    await put('__init__.py', 'from .focal import FocalLoss\n');
    const document = await write(
      'from hoverLosses import FocalLoss\n\nloss = FocalLoss(gamma=3)\nloss(p, y)\n',
    );
    const value = await hoverAt(document, 'FocalLoss(gamma');
    expect(value).to.include('Looks like').and.include('`hoverLosses/focal.py`');
    expect(value).to.include('It adds').and.include('`scale`').and.include('`gamma=3`');
    expect(await hoverAt(document, 'loss(p')).to.include('`hoverLosses/focal.py`');
    expect(
      await hoversAt(await write('from nowhere import FocalLoss\nFocalLoss()\n'), 'FocalLoss()'),
    ).to.deep.equal([]);
  });

  it('explain in a cell of a notebook', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, CODE, 'python');
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([cell]),
    );
    expect(await hoverAt(notebook.cellAt(0).document, 'BCEWithLogitsLoss')).to.include('PyTorch');
  });

  it('take the colours of the theme that is shown', async () => {
    const document = await write(CODE);
    const seen = new Set<string>();
    for (const [theme, kind] of THEMES)
      await withSetting('workbench.colorTheme', theme, async () => {
        await until(() => vscode.window.activeColorTheme.kind === kind, `${theme} is shown`);
        seen.add(await hoverAt(document, 'BCEWithLogitsLoss'));
      });
    expect(seen.size).to.equal(4);
  });

  it('are switched off by settings, as a whole and in parts', async () => {
    const document = await write(CODE);
    await withSetting('lossary.hover.enabled', false, async () =>
      expect(await hoversAt(document, 'BCEWithLogitsLoss')).to.deep.equal([]),
    );
    for (const [name, text] of [
      ['compute', '[Compute]('],
      ['inputs', '**Expects**'],
      ['pitfalls', '**Mind**'],
      ['links', 'command:lossary.openVisualizer'],
      ['formula', 'data:image/svg'],
    ] as const)
      await withSetting(`lossary.hover.${name}`, false, async () => {
        const whole = name === 'formula' ? 1 : 0;
        const value = await hoverAt(document, 'binary_cross_entropy(');
        expect(value.split(text).length - 1, name).to.equal(whole);
      });
    await withSetting('lossary.hover.arguments', false, async () =>
      expect(await hoverAt(document, 'sigmoid_focal_loss(z')).not.to.include('`gamma=3`'),
    );
    await withSetting('lossary.hover.plot', false, async () => {
      const pictures = (await hoverAt(document, 'BCEWithLogitsLoss')).match(/data:image\/svg/g);
      expect(pictures).to.have.lengthOf(1);
    });
  });

  it('come fast in a file of 5,000 lines', async () => {
    const line = 'x = torch.relu(torch.matmul(a, b) + c)\n';
    const document = await write(`${line.repeat(2500)}${CODE}${line.repeat(2500)}`);
    const times: number[] = [];
    for (let i = 0; i < 41; i++) {
      const start = performance.now();
      await hoverAt(document, i % 2 === 0 ? 'BCEWithLogitsLoss' : 'sigmoid_focal_loss(z');
      times.push(performance.now() - start);
    }
    const [first = NaN, ...rest] = times;
    const p95 = rest.sort((a, b) => a - b)[Math.ceil(0.95 * rest.length) - 1] ?? NaN;
    console.log(`      hover in 5,000 lines: first ${first.toFixed(0)} ms, then p95 ${p95.toFixed(1)} ms`);
  });
});

describe('lenses over losses', () => {
  const lensesOf = async (document: vscode.TextDocument): Promise<string[]> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    return lenses.map(({ command, range }) => `${range.start.line}: ${command?.title ?? ''}`);
  };

  it('are off until they are asked for, and stand over constructions', async () => {
    const document = await vscode.workspace.openTextDocument(sample('train.py'));
    expect(await lensesOf(document)).to.deep.equal([]);
    const made = await write(`${CODE}print(criterion(z, y))\n`);
    await withSetting('lossary.codeLens.enabled', true, async () =>
      expect(await lensesOf(made)).to.deep.equal(['5: Visualize', '5: Compute on files']),
    );
  });
});
