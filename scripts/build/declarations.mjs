// Loads what a request names: in place of src/catalogue/loadDeclaration.ts, which has the whole catalogue, a bundle gets
// a table of `import()`s, made from the list in catalogue.ts. Declaring everything took a tenth of a cold start.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** @type {import('esbuild').Plugin} */
export const declarationsById = {
  name: 'declarations-by-id',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]catalogue[\\/]loadDeclaration\.ts$/ }, async ({ path }) => {
      const list = join(dirname(path), 'catalogue.ts');
      const contents = tableOf(await readFile(list, 'utf8'));
      return { contents, loader: 'js', resolveDir: dirname(path), watchFiles: [path, list] };
    });
  },
};

/**
 * A declaration is a constant with the name of its id: test/unit/cli/loads.test.ts holds it.
 * @param {string} catalogue the source with `import { BCE } from './classification/bce';`
 */
function tableOf(catalogue) {
  const imports = catalogue.matchAll(/^import \{ ([A-Z][A-Z\d_]*) \} from '(\.\/[\w/]+)';$/gm);
  const entries = [...imports].map(
    ([, name = '', path]) => `${name.toLowerCase()}: async () => (await import('${path}')).${name},`,
  );
  return `const table = {\n${entries.join('\n')}\n};
export const loadDeclaration = async (id) => (Object.hasOwn(table, id) ? table[id]() : undefined);\n`;
}
