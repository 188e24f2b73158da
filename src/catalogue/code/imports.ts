// The imports of a piece of generated Python, told from the names that it uses, in the order of PEP 8.

/** What stands for each name, and whether it is the standard library's. */
const IMPORTS: readonly (readonly [use: RegExp, line: string])[] = [
  [/\bmath\./, 'import math'],
  [/\bjax\.(?!numpy)/, 'import jax'],
  [/\bjnp\./, 'import jax.numpy as jnp'],
  [/\bkeras\./, 'import keras'],
  [/\bnp\./, 'import numpy as np'],
  [/\btorch\./, 'import torch'],
  [/\bF\./, 'import torch.nn.functional as F'],
  [/(?<![\w.])ops\./, 'from keras import ops'],
  [/\bndimage\./, 'from scipy import ndimage'],
  [/(?<![\w.])special\./, 'from scipy import special'],
];

export function importsOf(code: string): readonly string[] {
  const plain = code.replace(/"""[\s\S]*?"""/g, '');
  return sortedImports(IMPORTS.flatMap(([use, line]) => (use.test(plain) ? [line] : [])));
}

const STANDARD = new Set(['import math']);

/** The standard library first; `import x` before `from x import`, each by name. */
export function sortedImports(lines: readonly string[]): readonly string[] {
  const rank = (line: string): string =>
    `${STANDARD.has(line) ? 0 : 1}${line.startsWith('import') ? 0 : 1}${line.split(' ')[1] ?? ''}`;
  return [...new Set(lines)].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

export function isStandard(line: string): boolean {
  return STANDARD.has(line);
}
