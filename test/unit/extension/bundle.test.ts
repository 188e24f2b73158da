// What activation loads: the extension's own code. The catalogue comes later; readers and TensorFlow.js never do.
import { expect } from 'chai';
import { build, type Metafile } from 'esbuild';

describe('the bundle of the extension', () => {
  let inputs: Metafile['inputs'] = {};

  before(async () => {
    const { metafile } = await build({
      entryPoints: ['src/extension/extension.ts'],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'cjs',
      external: ['vscode'],
    });
    inputs = metafile.inputs;
  });

  /** Files that are evaluated when the entry is. */
  const evaluated = (): Set<string> => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { path, kind, external } of inputs[file]?.imports ?? [])
        if (kind !== 'dynamic-import' && external !== true) visit(path);
    };
    visit('src/extension/extension.ts');
    return seen;
  };

  it('evaluates no entry of the catalogue when it activates', () => {
    const files = [...evaluated()];
    expect(files).to.include('src/client/client.ts');
    expect(files.filter((file) => /^src\/(?:catalogue|math)\//.test(file))).to.deep.equal([]);
  });

  it('holds the catalogue, but neither the worker nor TensorFlow.js', () => {
    const files = Object.keys(inputs);
    expect(files).to.include('src/catalogue/catalogue.ts');
    expect(files.filter((file) => /^src\/worker\/|tensorflow/.test(file))).to.deep.equal([]);
  });
});
