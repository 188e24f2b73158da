// The package holds what runs and what is read, and nothing else.
import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';

const allowed = [
  /^dist\/(extension|catalogue|worker|helper|tensors|python)\.js$/,
  /^dist\/python\/(web-tree-sitter|tree-sitter-python)\.wasm$/,
  /^dist\/formulas\.json$/,
  /^dist\/webview\/\w+\.(js|css)$/,
  /^dist\/webview\/fonts\/[\w-]+\.woff2$/,
  /^dist\/THIRD_PARTY_NOTICES\.txt$/,
  /^media\/[\w./-]+\.(svg|png)$/,
  /^l10n\/bundle\.l10n\.[\w-]+\.json$/,
  /^package\.nls(\.[\w-]+)?\.json$/,
  /^(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
];

describe('the package', () => {
  let files: string[];
  let manifest: string;

  before(async () => {
    const entries = unzipSync(await readFile(process.env.LOSSARY_VSIX ?? ''));
    files = Object.keys(entries).filter((name) => name.startsWith('extension/'));
    files = files.map((name) => name.slice('extension/'.length));
    manifest = new TextDecoder().decode(entries['extension/package.json']);
  });

  it('holds nothing that is not on the list', () => {
    expect(files.filter((file) => !allowed.some((pattern) => pattern.test(file)))).to.deep.equal([]);
  });

  it('holds something for every entry of the list', () => {
    const unused = allowed.filter((pattern) => !files.some((file) => pattern.test(file)));
    expect(unused.map(String)).to.deep.equal([]);
  });

  it('holds every file that its manifest names', () => {
    const named = [...manifest.matchAll(/"(?:\.\/)?((?:dist|media)\/[^"]+)"/g)].map(([, path]) => path!);
    expect(named).to.include('dist/extension.js');
    expect(named.filter((path) => path !== 'dist/cli.js' && !files.includes(path))).to.deep.equal([]);
  });
});
