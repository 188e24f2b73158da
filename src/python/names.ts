// The names that libraries give to losses and metrics, as one table: the catalogue's aliases by path.
import type { Alias, Declaration } from '../catalogue/declaration';
import type { NoteOnly } from '../catalogue/noteOnly';

export interface KnownName {
  readonly path: string;
  /** Undefined for what is only explained. */
  readonly declaration: Declaration | undefined;
  readonly alias: Alias;
}

/** The same library under another name, longest first. */
const SAME: readonly (readonly [string, string])[] = [
  ['tensorflow.python.keras', 'keras'],
  ['tensorflow.keras', 'keras'],
  ['tensorflow.losses', 'keras.losses'],
  ['tensorflow.metrics', 'keras.metrics'],
  ['tf_keras', 'keras'],
];

/** Modules whose names lie where these lie: they offer all of them. */
const ALSO: readonly (readonly [string, string])[] = [
  ['keras.metrics', 'keras.losses'],
  ['torch.functional', 'torch.nn.functional'],
];

export class KnownNames {
  readonly #byPath = new Map<string, KnownName>();
  readonly #byLast = new Map<string, KnownName[]>();
  #lasts: ReadonlySet<string> | undefined;

  constructor(catalogue: readonly Declaration[], notes: readonly NoteOnly[]) {
    for (const declaration of catalogue)
      for (const alias of declaration.aliases) this.#add({ path: alias.path, declaration, alias });
    for (const { paths } of notes)
      for (const path of paths) this.#add({ path, declaration: undefined, alias: { path } });
  }

  #add(name: KnownName): void {
    if (this.#byPath.has(name.path)) return;
    this.#byPath.set(name.path, name);
    if (name.path.startsWith('keras.compile.')) return;
    const last = lastOf(name.path);
    const others = this.#byLast.get(last);
    if (others) others.push(name);
    else this.#byLast.set(last, [name]);
  }

  /**
   * The known name of a dotted path as code writes it: through `tensorflow.keras`, or through the module inside of
   * the library in which it is defined (`torch.nn.modules.loss.BCELoss`).
   */
  find(written: string): KnownName | undefined {
    const path = canonical(written);
    const exact = this.#byPath.get(path);
    if (exact) return exact;
    for (const [module, other] of ALSO)
      if (path.startsWith(`${module}.`)) return this.#byPath.get(other + path.slice(module.length));
    const deeper = (this.#byLast.get(lastOf(path)) ?? []).filter((name) =>
      path.startsWith(`${parentOf(name.path)}.`),
    );
    const inside = deeper.sort((a, b) => b.path.length - a.path.length)[0];
    if (inside) return inside;
    // torchmetrics.classification.Accuracy, optax.losses.l2_loss, torchmetrics.BinaryF1Score
    const root = rootOf(path);
    const alike = (this.#byLast.get(lastOf(path)) ?? []).filter((name) => rootOf(name.path) === root);
    return alike.length === 1 && REEXPORTING.has(root) ? alike[0] : undefined;
  }

  /** The paths of libraries, by the first part of their names. */
  pathsOf(libraries: readonly string[]): readonly string[] {
    return [...this.#byPath.keys()].filter((path) => libraries.includes(rootOf(path)));
  }

  /** Whether a word is the last part of a known path, one of Keras' strings included. */
  isLast(word: string): boolean {
    this.#lasts ??= new Set([...this.#byPath.keys()].map(lastOf));
    return this.#lasts.has(word);
  }

  /** Known names that end so, in the catalogue's order: for a class of that name which a file defines itself. */
  endingWith(last: string): readonly KnownName[] {
    return this.#byLast.get(last) ?? [];
  }
}

/** Libraries that offer one name at several levels, and give it one meaning. */
const REEXPORTING = new Set(['optax', 'torchmetrics', 'monai', 'torchvision', 'mmdet', 'kornia']);

export function canonical(path: string): string {
  for (const [from, to] of SAME)
    if (path === from || path.startsWith(`${from}.`)) return to + path.slice(from.length);
  return path;
}

export function rootOf(path: string): string {
  return path.split('.', 1)[0] ?? path;
}

export function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
