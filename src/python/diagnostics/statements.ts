// Which statements of a file bear on which: a statement, and those that define the names it has, and so on. What is
// found in a statement stays as long as none of them changes.
import type { Node } from 'web-tree-sitter';

export interface Statement {
  readonly node: Node;
  /** Equal where the statement and all that bear on it are equal, in their order. */
  readonly key: string;
  /** Whether its text, or that of one that bears on it, has one of the words looked for. */
  readonly isRelevant: boolean;
}

interface Words {
  readonly id: number;
  readonly all: readonly string[];
  readonly defined: readonly string[];
  readonly isRelevant: boolean;
}

/** Reads the statements of one file again and again; the words of those that did not change are kept. */
export class Statements {
  readonly #isRelevant: (word: string) => boolean;
  #known = new Map<string, Words>();
  #count = 0;

  constructor(isRelevant: (word: string) => boolean) {
    this.#isRelevant = isRelevant;
  }

  read(root: Node): Statement[] {
    const nodes = root.namedChildren.filter(({ type }) => type !== 'comment');
    const known = new Map<string, Words>();
    const words = nodes.map(({ text, type }) => {
      const found = this.#known.get(text) ?? this.#words(text, type);
      known.set(text, found);
      return found;
    });
    this.#known = known;
    const bearing = bearingOn(words);
    const replaced = replacements(root.text);
    return nodes.map((node, index) => {
      const all = reachedFrom(index, bearing);
      return {
        node,
        key: `${all.map((each) => (each === index ? `[${words[each]!.id}]` : words[each]!.id)).join()} ${replaced}`,
        isRelevant: all.some((each) => words[each]!.isRelevant),
      };
    });
  }

  #words(text: string, type: string): Words {
    const all = [...new Set(text.match(/[^\W\d]\w*/g))];
    const [, name] = /^(?:@.*\n)*(?:async +)?(?:def|class) +(\w+)/.exec(text) ?? [];
    const binds = type !== 'expression_statement' || text.includes('=');
    return {
      id: this.#count++,
      all,
      // Of what is no definition any name may be bound.
      defined: name === undefined ? (binds ? all : []) : [name],
      isRelevant: all.some(this.#isRelevant),
    };
  }
}

/** For each statement the others that define a name that it has. A star may define any. */
function bearingOn(words: readonly Words[]): number[][] {
  const defining = new Map<string, number[]>();
  for (const [index, { defined }] of words.entries())
    for (const name of defined) {
      const others = defining.get(name);
      if (others) others.push(index);
      else defining.set(name, [index]);
    }
  return words.map(({ all }) => [...new Set(all.flatMap((word) => defining.get(word) ?? []))]);
}

function reachedFrom(index: number, bearing: readonly (readonly number[])[]): number[] {
  const reached = new Set([index]);
  for (const each of reached) for (const other of bearing[each] ?? []) reached.add(other);
  return [...reached].sort((a, b) => a - b);
}

/** Where layers of a model may be replaced, which bears on every statement that uses the model. */
function replacements(text: string): string {
  const changes =
    /(?<![\w.])(?!self\.)\w[\w.]*(?:\.(?:append|add_module|insert|extend|register_\w+)\(|\[[^\]\n]*\] *=(?!=)|\.\w+ *=(?!=))/g;
  return [...new Set(text.match(changes))].join();
}
