// What a command loads before it knows that it needs more: sources that are reached without an `import()`.
import { runInThisContext } from 'node:vm';
import { expect } from 'chai';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { bundles } from '../../../scripts/build/bundles.mjs';
import type { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { loadDeclaration } from '../../../src/catalogue/loadDeclaration';

interface Catalogue {
  readonly CATALOGUE: typeof CATALOGUE;
  readonly loadDeclaration: typeof loadDeclaration;
}

describe('a command of the shell', () => {
  const metafiles = new Map<string, Metafile>();

  before(async () => {
    for (const name of ['commandLine', 'worker', 'helper']) {
      const options = bundles.find(({ entryPoints }) => entryPoints[0]?.out === name);
      const { metafile } = await build({ ...(options as BuildOptions), write: false, metafile: true });
      metafiles.set(name, metafile);
    }
  });

  /** A source and all that its imports lead to. */
  const loadedBy = (source: string, bundle = 'commandLine'): string[] => {
    const inputs = metafiles.get(bundle)?.inputs ?? {};
    const loaded = new Set([source]);
    for (const path of loaded) {
      if (inputs[path] === undefined) throw new Error(`${path} is not in ${bundle}.`);
      for (const { path: next, kind, external } of inputs[path].imports) {
        if (kind !== 'dynamic-import' && external !== true) loaded.add(next);
      }
    }
    return [...loaded];
  };
  const matching = (paths: readonly string[], pattern: RegExp): string[] =>
    paths.filter((path) => pattern.test(path));

  it('loads itself alone until its options are read', () => {
    expect(loadedBy('src/cli/main.ts')).to.have.members([
      'src/cli/main.ts',
      'src/cli/help.ts',
      'src/cli/print.ts',
      'src/protocol/errors.ts',
    ]);
    expect(matching(loadedBy('src/cli/compute.ts'), /catalogue|math|node_modules/)).to.deep.equal([]);
  });

  it('computes without TensorFlow.js, experiments, entries and algorithms that are not asked for, and threads', () => {
    const loaded = loadedBy('src/cli/answer.ts');
    expect(loaded).to.include('src/worker/kernels/kernel.ts');
    expect(matching(loaded, /catalogue\/(?:catalogue|typed|.*\/bce\.)/)).to.deep.equal([]);
    expect(
      matching(loaded, /tensorflow|experiments\/|crew\.node|algorithms\/(?:emd|lovasz|surface)/),
    ).to.deep.equal([]);
  });

  it('has TensorFlow.js in a file beside it, as the worker of the extension has', () => {
    for (const bundle of ['commandLine', 'worker']) {
      const { inputs = {}, outputs = {} } = metafiles.get(bundle) ?? {};
      expect(matching(Object.keys(inputs), /tensorflow|autodiff\/tensors/)).to.deep.equal([]);
      expect(outputs[`dist/${bundle}.js`]?.imports.map(({ path }) => path)).to.include('./tensors.js');
    }
  });

  it('declares each entry by its id', async () => {
    const options = bundles.find(({ entryPoints }) => entryPoints[0]?.out === 'commandLine');
    const { outputFiles } = await build({
      ...(options as BuildOptions),
      entryPoints: [],
      stdin: {
        contents: `export { CATALOGUE } from './catalogue'; export { loadDeclaration } from './loadDeclaration';`,
        resolveDir: 'src/catalogue',
      },
      write: false,
    });
    const module: { exports: Partial<Catalogue> } = { exports: {} };
    const run = runInThisContext(`(function (module) {${outputFiles[0]?.text ?? ''}\n})`) as (
      m: object,
    ) => void;
    run(module);
    const { CATALOGUE: all, loadDeclaration: load } = module.exports as Catalogue;
    for (const declaration of all) expect(await load(declaration.id), declaration.id).to.equal(declaration);
    expect(await load('toString')).to.equal(undefined);
  });

  it('lists without the engine', () => {
    expect(matching(loadedBy('src/cli/list.ts'), /kernels|readers|tensorflow/)).to.deep.equal([]);
  });

  it('has helper threads without the catalogue', () => {
    const loaded = loadedBy('src/worker/threads/helper.node.ts', 'helper');
    expect(loaded).to.include('src/worker/kernels/kernel.ts');
    expect(matching(loaded, /src\/catalogue\/(?!symbols)|experiments\/|node_modules/)).to.deep.equal([]);
  });
});
