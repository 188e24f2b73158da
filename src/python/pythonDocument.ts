// A Python text that is read: its tree is kept and edited, and answers where losses stand in it.
import { Edit, type Node, type Parser, type Point, type Tree } from 'web-tree-sitter';
import { LossUses } from './lossUses';
import type { KnownNames } from './names';
import type { LossUse, Position, Range } from './reading';
import { Resolver } from './resolve';
import { readScope } from './scopes';

/** A change as the editor reports it. Several are applied one after the other, each to what the last one left. */
export interface TextChange {
  readonly range: Range;
  /** In UTF-16 code units. */
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

export class PythonDocument {
  readonly #parser: Parser;
  readonly #names: KnownNames;
  #tree: Tree;
  #resolver: Resolver | undefined;
  #uses: LossUses | undefined;

  constructor(parser: Parser, names: KnownNames, text: string) {
    this.#parser = parser;
    this.#names = names;
    this.#tree = parse(parser, text);
  }

  /** @param text the whole text after the changes. Without `changes` it is parsed anew. */
  update(text: string, changes: readonly TextChange[] = []): void {
    for (const change of changes) this.#tree.edit(editOf(change));
    const old = this.#tree;
    this.#tree = parse(this.#parser, text, changes.length > 0 ? old : undefined);
    old.delete();
    this.#resolver = this.#uses = undefined;
  }

  get root(): Node {
    return this.#tree.rootNode;
  }

  /** What names and expressions of the present tree mean; to be asked for again after an update. */
  get resolver(): Resolver {
    return (this.#resolver ??= new Resolver((path) => this.#names.find(path) !== undefined));
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
    const point = pointOf(position);
    const before = { row: point.row, column: Math.max(0, point.column - 1) };
    for (const at of [point, before]) {
      const node = nameAt(this.root.namedDescendantForPosition(at));
      const use = node && this.lossUses.at(node);
      if (use) return use;
    }
    return undefined;
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
    const binding = readScope(this.root).names.get(name)?.at(-1);
    if (binding?.definition) return this.lossUses.at(binding.target);
    return binding?.path;
  }

  /** All losses whose names stand in a range, in order; everywhere without one. */
  uses(range?: Range): LossUse[] {
    const nodes = this.root.descendantsOfType(
      ['identifier', 'string'],
      range && pointOf(range.start),
      range && pointOf(range.end),
    );
    return nodes.map((node) => this.lossUses.at(node)).filter((use) => use !== undefined);
  }

  /** Frees the tree, which lies in WebAssembly's memory. */
  dispose(): void {
    this.#tree.delete();
  }
}

function parse(parser: Parser, text: string, old?: Tree): Tree {
  const tree = parser.parse(text, old);
  if (!tree) throw new Error('The Python parser has no language.');
  return tree;
}

function pointOf({ line, character }: Position): Point {
  return { row: line, column: character };
}

function nameAt(node: Node | null): Node | undefined {
  if (node?.type === 'identifier' || node?.type === 'string') return node;
  return node?.parent?.type === 'string' ? node.parent : undefined;
}

function editOf({ range, rangeOffset, rangeLength, text }: TextChange): Edit {
  const lines = text.split('\n');
  const last = lines.at(-1)!.length;
  return new Edit({
    startIndex: rangeOffset,
    oldEndIndex: rangeOffset + rangeLength,
    newEndIndex: rangeOffset + text.length,
    startPosition: pointOf(range.start),
    oldEndPosition: pointOf(range.end),
    newEndPosition: {
      row: range.start.line + lines.length - 1,
      column: lines.length === 1 ? range.start.character + last : last,
    },
  });
}
