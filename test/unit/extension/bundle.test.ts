// What activation loads: the extension's own code. The catalogue comes later; readers and TensorFlow.js never do.
import { expect } from 'chai';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { bundles } from '../../../scripts/build/bundles.mjs';

describe('the bundle of the extension', () => {
  let outputs: Metafile['outputs'] = {};

  /** Sources that an output is made of. */
  const sourcesOf = (file: string): string[] => {
    const output = outputs[`dist/${file}`];
    if (output === undefined) throw new Error(`There is no dist/${file}.`);
    return Object.keys(output.inputs);
  };

  before(async () => {
    const options = bundles.find(({ entryPoints }) =>
      entryPoints.some((entry) => typeof entry === 'object' && entry.out === 'extension'),
    );
    const { metafile } = await build({ ...(options as BuildOptions), write: false, metafile: true });
    outputs = metafile.outputs;
  });

  it('holds the extension, and neither the catalogue, the worker nor TensorFlow.js', () => {
    const sources = sourcesOf('extension.js');
    expect(sources)
      .to.include('src/client/client.ts')
      .and.include('src/extension/commands/computeOnFiles.ts');
    // Formulas as text need no expressions.
    expect(sources.filter((path) => /^src\/(?:catalogue|math|worker)\/|tensorflow/.test(path))).to.deep.equal(
      ['src/math/plainFormula.ts'],
    );
    expect(outputs['dist/extension.js']?.imports.map(({ path }) => path)).to.include('./catalogue.js');
  });

  it('has the catalogue in a file beside it', () => {
    const sources = sourcesOf('catalogue.js');
    expect(sources).to.include('src/catalogue/catalogue.ts');
    expect(sources.filter((path) => path.startsWith('src/extension/'))).to.deep.equal([]);
  });
});
