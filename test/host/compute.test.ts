// Computing through the commands, as a person and as other extensions do.
import { expect } from 'chai';
import * as vscode from 'vscode';
import { RESULTS_PANEL } from '../../src/extension/commandIds';
import {
  compute,
  expectValue,
  failureOf,
  INLINE,
  INLINE_BCE,
  lossary,
  openPanels,
  resultOf,
  run,
  sample,
} from './support';

describe('compute', () => {
  it('computes inline arrays', async () => {
    expectValue(await compute(INLINE), 'bce', INLINE_BCE);
  });

  it('computes files of the workspace by their relative names', async () => {
    const text = Buffer.from(
      await vscode.workspace.fs.readFile(sample('regression/predictions.csv')),
    ).toString();
    const errors = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map(Number))
      .map(([, prediction = NaN, target = NaN]) => prediction - target);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const answer = await compute({
      compute: [{ id: 'mse' }, { id: 'mae' }],
      prediction: 'regression/predictions.csv#prediction',
      label: 'regression/predictions.csv#target',
    });
    expectValue(answer, 'mse', mean(errors.map((error) => error ** 2)));
    expectValue(answer, 'mae', mean(errors.map(Math.abs)));
    expect(resultOf(answer).results[0]?.count).to.equal(errors.length);
  });

  it('opens the results, once, and brings them back', async () => {
    await compute(INLINE);
    await compute(INLINE);
    expect(openPanels().filter((type) => type.endsWith(RESULTS_PANEL))).to.have.lengthOf(1);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    expect((await lossary()).openViews().results).to.equal(false);
    await run('lossary.showResults');
    expect((await lossary()).openViews().results).to.equal(true);
  });

  it('computes the last request again', async () => {
    await compute(INLINE);
    expectValue(await run('lossary.recompute'), 'bce', INLINE_BCE);
  });

  it('says what is wrong, with the way out, and stays usable', async () => {
    const failure = failureOf(await compute({ ...INLINE, prediction: '[3.0, -2.0, 1.0, 0.5]' }));
    expect(failure.code).to.equal('range');
    expect(failure.remedies).to.deep.include({ kind: 'readAsLogits' });
    const missing = failureOf(await compute({ ...INLINE, prediction: 'binary/prob.npy' }));
    expect(missing).to.deep.include({ code: 'notFound', file: 'binary/prob.npy' });
    expectValue(await compute(INLINE), 'bce', INLINE_BCE);
  });

  it('reads files that are not on disk through the file system that has them', async () => {
    const [probs, labels] = await Promise.all(
      ['binary/probs.npy', 'binary/labels.npy'].map((path) => vscode.workspace.fs.readFile(sample(path))),
    );
    const bytes = new Map([
      ['/probs.npy', probs!],
      ['/labels.npy', labels!],
    ]);
    const provider = vscode.workspace.registerFileSystemProvider('lossarytest', readOnly(bytes));
    try {
      const names = { prediction: 'binary/probs.npy', label: 'binary/labels.npy' };
      const onDisk = resultOf(await compute({ compute: INLINE.compute, ...names }));
      const virtual = resultOf(
        await compute({
          compute: INLINE.compute,
          prediction: 'lossarytest:/probs.npy',
          label: 'lossarytest:/labels.npy',
        }),
      );
      expect(virtual.results[0]?.value).to.equal(onDisk.results[0]?.value);
      expect(virtual.results[0]?.count).to.equal(20_000);
      const gone = failureOf(await compute({ ...INLINE, prediction: 'lossarytest:/gone.npy' }));
      expect(gone).to.deep.include({ code: 'notFound', file: 'lossarytest:/gone.npy' });
    } finally {
      provider.dispose();
    }
  });
});

function readOnly(bytes: ReadonlyMap<string, Uint8Array>): vscode.FileSystemProvider {
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  const find = ({ path }: vscode.Uri): Uint8Array => {
    const found = bytes.get(path);
    if (found === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return found;
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: (uri) => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: find(uri).length }),
    readFile: find,
    readDirectory: refuse,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
