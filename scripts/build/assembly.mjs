// Lets a source import WebAssembly that is written in AssemblyScript: `import radix from '../assembly/radix.wasm'` gives
// the bytes of the module that src/worker/assembly/radix.ts compiles to. What did not change is not compiled again.
import * as asc from 'assemblyscript/asc';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

const CACHE = resolve('out/assembly');

/** No runtime and no memory of its own: addresses are its caller's, who hands in the memory. */
const OPTIONS = [
  ...['--runtime', 'stub', '--importMemory', '--noAssert', '--use', 'abort='],
  ...['--enable', 'simd', '-O3', '--converge', '--zeroFilledMemory'],
];

/** @type {import('esbuild').Plugin} */
export const assembly = {
  name: 'assembly',
  setup(build) {
    build.onResolve({ filter: /\/assembly\/\w+\.wasm$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/wasm$/, 'ts')),
      namespace: 'assembly',
    }));
    build.onLoad({ filter: /.*/, namespace: 'assembly' }, async ({ path }) => {
      const files = await sourcesBeside(path);
      return { contents: await compiled(path, files), loader: 'binary', watchFiles: [...files.keys()] };
    });
  },
};

/** @param {string} entry */
async function sourcesBeside(entry) {
  const folder = dirname(entry);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          /** @type {const} */ ([join(folder, name), await readFile(join(folder, name), 'utf8')]),
      ),
    ),
  );
}

/**
 * @param {string} entry
 * @param {Map<string, string>} files every source that it could import, by path
 */
async function compiled(entry, files) {
  const hash = createHash('sha256')
    .update(JSON.stringify([asc.version, OPTIONS, basename(entry), [...files.values()]]))
    .digest('hex');
  const cached = join(CACHE, `${hash.slice(0, 20)}.wasm`);
  const found = await readFile(cached).catch(() => undefined);
  if (found !== undefined) return found;
  const made = await compile(entry, files);
  await mkdir(CACHE, { recursive: true });
  // Several bundles are made at once: nobody may read half of a file.
  const draft = join(CACHE, `${process.pid}-${Math.random().toString(36).slice(2)}.wasm`);
  await writeFile(draft, made);
  await rename(draft, cached);
  return made;
}

/**
 * @param {string} entry
 * @param {Map<string, string>} files
 */
async function compile(entry, files) {
  const folder = dirname(entry);
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error, stderr } = await asc.main([basename(entry), '--outFile', 'out.wasm', ...OPTIONS], {
    readFile: (name) => files.get(join(folder, name)) ?? null,
    writeFile: (_, contents) => {
      binary = /** @type {Uint8Array} */ (contents);
    },
    listFiles: () => [],
  });
  if (error !== null || binary === undefined)
    throw new Error(`${entry} does not compile: ${error?.message ?? ''}\n${stderr.toString()}`);
  return binary;
}
