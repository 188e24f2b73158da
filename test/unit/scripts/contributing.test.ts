// The worked example of CONTRIBUTING, taken from the page as it stands: its declaration builds, and is what it says.
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { expect } from 'chai';
import { build } from 'esbuild';
import type { Declaration } from '../../../src/catalogue/declaration';
import type * as evaluating from '../catalogue/evaluateForm';

/** The first block in `language`, without the indentation of the list that it stands in. */
function blockIn(language: string): string {
  const text = readFileSync('CONTRIBUTING.md', 'utf8');
  const [, indent = '', code] = new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^ *\`\`\``, 'm').exec(text) ?? [];
  if (code === undefined) throw new Error(`CONTRIBUTING has no block of ${language}.`);
  return code.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
}

describe('the worked example of CONTRIBUTING', () => {
  it('declares a loss whose value and gradient are those of its golden table', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `${blockIn('ts')}\nexport { evaluate } from '../../../test/unit/catalogue/evaluateForm';`,
        resolveDir: 'src/catalogue/regression',
        loader: 'ts',
      },
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'node',
    });
    const module = { exports: {} as { CAUCHY: Declaration; evaluate: typeof evaluating.evaluate } };
    const start = runInThisContext(`(function (module) {${outputFiles[0]?.text ?? ''}\n})`) as (
      m: object,
    ) => void;
    start(module);
    const { CAUCHY, evaluate } = module.exports;
    const found = evaluate(CAUCHY, { rows: 2, prediction: [1, 3], label: [1, 1], params: { c: 0.1 } });
    expect(found.value).to.be.closeTo((0.005 * Math.log1p(4 / 0.01)) / 2, 1e-15);
    // Half of e / (1 + e²/c²).
    expect(found.gradient[0]).to.equal(0);
    expect(found.gradient[1]).to.be.closeTo(1 / (1 + 4 / 0.01), 1e-15);
    expect(blockIn('python')).to.contain('rows.loss("cauchy"').and.contain('0.005 * torch.log1p');
  });
});
