// A Python text that is read: its tree is kept and edited, and answers where losses stand in it.
import { Parser, type Node, type Tree } from 'web-tree-sitter';
import { LossUses } from './lossUses';
import { ModuleScope } from './moduleScope';
import type { KnownNames } from './names';
import { UseFinder } from './placedUses';
import type { LossUse, PlacedUse, Position } from './reading';
import { Resolver } from './resolve';
import { Statements } from './statements';
import { finished } from './steps';
import { editBetween, pointOf } from './textEdit';

export class PythonDocument {
  readonly #parser: Parser;
  readonly #names: KnownNames;
  #text: string;
  #tree: Tree;
  #resolver: Resolver | undefined;
  #uses: LossUses | undefined;
  #useFinder: UseFinder | undefined;
  /** Of the first one who asks; it is kept across updates. */
  #statements: Statements | undefined;

  /** @param tree of the text. */
  private constructor(parser: Parser, names: KnownNames, text: string, tree: Tree) {
    this.#parser = parser;
    this.#names = names;
    this.#text = text;
    this.#tree = tree;
  }

  /** Reads a text, in steps of a few milliseconds. */
  static *reading(parser: Parser, names: KnownNames, text: string): Generator<void, PythonDocument> {
    return new PythonDocument(parser, names, text, yield* parseInSteps(parser, text));
  }

  /** Reads the text anew where it changed; what stands around the change keeps its nodes. */
  update(text: string): void {
    const edit = editBetween(this.#text, text);
    if (edit === undefined) return;
    this.#tree.edit(edit);
    const old = this.#tree;
    this.#tree = parse(this.#parser, text, old);
    this.#statements?.edited(this.#tree.rootNode, text, edit, old.getChangedRanges(this.#tree));
    old.delete();
    this.#text = text;
    this.#resolver = this.#uses = undefined;
  }

  get root(): Node {
    return this.#tree.rootNode;
  }

  /** The statements of the module; what they are asked for holds until an update. */
  get statements(): Statements {
    return (this.#statements ??= finished(Statements.reading(this.root, this.#text)));
  }

  /** The same in steps; it must not go on when the document was updated meanwhile. */
  *readStatements(): Generator<void, Statements> {
    if (this.#statements) return this.#statements;
    const read = yield* Statements.reading(this.root, this.#text);
    // Someone else may have been faster.
    return (this.#statements ??= read);
  }

  /** What names and expressions of the present tree mean; to be asked for again after an update. */
  get resolver(): Resolver {
    return (this.#resolver ??= new Resolver(
      (path) => this.#names.find(path) !== undefined,
      new ModuleScope(this.root, this.statements),
    ));
  }

  get lossUses(): LossUses {
    return (this.#uses ??= new LossUses(this.#names, this.resolver));
  }

  /** Paths of the losses and metrics of libraries. */
  namesOf(libraries: readonly string[]): readonly string[] {
    return this.#names.pathsOf(libraries);
  }

  /** The loss whose name stands at a position, its end included. */
  useAt(position: Position): LossUse | undefined {
    return this.#firstAt(position, (node) => this.lossUses.at(node));
  }

  /** The losses that a name at a position may stand for, where branches of the code differ; else none. */
  alternativesAt(position: Position): LossUse[] {
    const found = this.#firstAt(position, (node) => {
      const uses = this.lossUses.alternatives(node);
      return uses.length > 0 ? uses : undefined;
    });
    return found ?? [];
  }

  /** The path of an imported name at a position that no library of ours has: `models.losses.FocalLoss`. */
  importedAt(position: Position): string | undefined {
    const node = nameAt(this.root.namedDescendantForPosition(pointOf(position)));
    return node && this.lossUses.importedPath(node);
  }

  /** The use at a position of what another file defines as a loss. */
  importedUse(position: Position, foreign: LossUse): LossUse | undefined {
    const node = nameAt(this.root.namedDescendantForPosition(pointOf(position)));
    return node && this.lossUses.imported(node, foreign);
  }

  /** What the file itself binds a name to: the loss that its definition looks like, or the path of an import. */
  defined(name: string): LossUse | string | undefined {
    const binding = this.resolver.module.names.get(name)?.at(-1);
    if (binding?.definition) return this.lossUses.at(binding.target);
    return binding?.path;
  }

  /**
   * All losses whose names stand in lines from `first` to before `last`, in order, in steps as `UseFinder` takes them.
   * After an update only what the change bears on is looked at again.
   */
  uses(first = 0, last = Infinity): Generator<void, PlacedUse[]> {
    this.#useFinder ??= new UseFinder((word) => this.#names.isLast(word));
    return this.#useFinder.find(this, first, last);
  }

  /** Of the name at a position, or of the one that ends there. */
  #firstAt<T>(position: Position, read: (node: Node) => T | undefined): T | undefined {
    const point = pointOf(position);
    const before = { row: point.row, column: Math.max(0, point.column - 1) };
    for (const at of [point, before]) {
      const node = nameAt(this.root.namedDescendantForPosition(at));
      const found = node && read(node);
      if (found) return found;
    }
    return undefined;
  }

  /** Frees the tree, which lies in WebAssembly's memory. */
  dispose(): void {
    this.#tree.delete();
  }
}

/** How long a step of parsing takes, in milliseconds. */
const STEP_MS = 8;

function* parseInSteps({ language }: Parser, text: string): Generator<void, Tree> {
  // A parser of its own: what it has begun is no other text's.
  const parser = new Parser().setLanguage(language);
  try {
    for (;;) {
      const start = performance.now();
      const tree = parser.parse(text, undefined, {
        progressCallback: () => performance.now() - start > STEP_MS,
      });
      if (tree) return tree;
      yield;
    }
  } finally {
    parser.delete();
  }
}

function parse(parser: Parser, text: string, old: Tree): Tree {
  const tree = parser.parse(text, old);
  if (!tree) throw new Error('The Python parser has no language.');
  return tree;
}

function nameAt(node: Node | null): Node | undefined {
  if (node?.type === 'identifier' || node?.type === 'string') return node;
  return node?.parent?.type === 'string' ? node.parent : undefined;
}
