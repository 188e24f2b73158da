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

/** Reads the statements of one file again and again; what is known of those that did not change is kept. */
export class Statements {
  readonly #isRelevant: (word: string) => boolean;
  #known = new Map<string, Words>();
  #keys = new Map<string, number>();
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
    const replaced = replacements(root.text);
    return this.#bearing(words).map(({ key, isRelevant }, index) => ({
      node: nodes[index]!,
      key: `${key} ${replaced}`,
      isRelevant,
    }));
  }

  /**
   * Statements that bear on one another have one key, made of what they are and of the keys of what bears on them:
   * the time is that of the words in the file, however often a name is bound.
   */
  #bearing(words: readonly Words[]): Pick<Statement, 'key' | 'isRelevant'>[] {
    const graph = new Names(words);
    const keys = new Map<string, number>();
    const short = (long: string): number => {
      const key = keys.get(long) ?? this.#keys.get(long) ?? this.#count++;
      keys.set(long, key);
      return key;
    };
    const found: Pick<Statement, 'key' | 'isRelevant'>[] = [];
    const keyOf: number[] = [];
    const relevant: boolean[] = [];
    for (const together of components(graph.length, (at) => graph.next(at))) {
      const inside = new Set(together);
      const outside = (at: number): number[] => graph.next(at).filter((each) => !inside.has(each));
      const members = together.filter((at) => graph.isStatement(at)).sort((x, y) => x - y);
      const own = (at: number): string =>
        graph.isStatement(at)
          ? `${words[at]!.id}:${outside(at)
              .map((name) => `${keyOf[name]}@${graph.before(name, at)}`)
              .join()}`
          : outside(at)
              .map((each) => keyOf[each])
              .join();
      const key = short((members.length > 0 ? members : together).map(own).join(';'));
      const isRelevant = together.some(
        (at) => words[at]?.isRelevant === true || outside(at).some((each) => relevant[each]),
      );
      for (const at of together) [keyOf[at], relevant[at]] = [key, isRelevant];
      members.forEach((at, place) => (found[at] = { key: `${key}#${place}`, isRelevant }));
    }
    this.#keys = keys;
    return found;
  }

  #words(text: string, type: string): Words {
    const all = wordsIn(text);
    const [, name] = /^(?:@.*\n)*(?:async +)?(?:def|class) +(\w+)/.exec(text) ?? [];
    const bound = type === 'expression_statement' ? boundPart(text) : text;
    return {
      id: this.#count++,
      all,
      // Of what is no definition and no plain assignment any name may be bound.
      defined: name === undefined ? (bound === text ? all : wordsIn(bound)) : [name],
      isRelevant: all.some(this.#isRelevant),
    };
  }
}

function wordsIn(text: string): string[] {
  return [...new Set(text.match(/[^\W\d]\w*/g))];
}

/** What stands before the last `=` of an assignment; all of it where brackets in strings make that unsure. */
function boundPart(text: string): string {
  if (text.includes(':=')) return text;
  let [depth, end] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === '=' && depth === 0) end = at;
  }
  return depth === 0 ? text.slice(0, end) : text;
}

/** Statements and the names that are defined in the file: a statement leads to its names, a name to its definitions. */
class Names {
  readonly #words: readonly Words[];
  readonly #at = new Map<string, number>();
  readonly #definitions: number[][] = [];

  constructor(words: readonly Words[]) {
    this.#words = words;
    for (const [index, { defined }] of words.entries())
      for (const name of defined) {
        const at = this.#at.get(name);
        if (at !== undefined) this.#definitions[at]!.push(index);
        else this.#at.set(name, this.#definitions.push([index]) - 1);
      }
  }

  get length(): number {
    return this.#words.length + this.#definitions.length;
  }

  isStatement(at: number): boolean {
    return at < this.#words.length;
  }

  next(at: number): number[] {
    const { length } = this.#words;
    if (at >= length) return this.#definitions[at - length]!;
    return this.#words[at]!.all.flatMap((word) => {
      const name = this.#at.get(word);
      return name === undefined ? [] : [length + name];
    });
  }

  /** How many definitions of a name stand before a statement, twice, and one more where it is one itself. */
  before(name: number, statement: number): number {
    const definitions = this.#definitions[name - this.#words.length]!;
    let [low, high] = [0, definitions.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (definitions[middle]! < statement) low = middle + 1;
      else high = middle;
    }
    return 2 * low + (definitions[low] === statement ? 1 : 0);
  }
}

/** The strongly connected components of a graph, each after those that it leads to (Tarjan 1972). */
function* components(length: number, next: (at: number) => readonly number[]): Generator<number[]> {
  const order = new Int32Array(length).fill(-1);
  const low = new Int32Array(length);
  const isOpen = new Uint8Array(length);
  const open: number[] = [];
  let count = 0;
  const enter = (at: number) => {
    order[at] = low[at] = count++;
    isOpen[at] = 1;
    open.push(at);
    return { at, next: next(at), done: 0 };
  };
  for (let start = 0; start < length; start++) {
    if (order[start] !== -1) continue;
    const path = [enter(start)];
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const { at } = last;
      const to = last.next[last.done++];
      if (to === undefined) {
        path.pop();
        const from = path.at(-1)?.at;
        if (from !== undefined) low[from] = Math.min(low[from]!, low[at]!);
        if (low[at] !== order[at]) continue;
        const together = open.splice(open.lastIndexOf(at));
        for (const each of together) isOpen[each] = 0;
        yield together;
      } else if (order[to] === -1) path.push(enter(to));
      else if (isOpen[to] === 1) low[at] = Math.min(low[at]!, order[to]!);
    }
  }
}

/** Where layers of a model may be replaced, which bears on every statement that uses the model. */
function replacements(text: string): string {
  const changes =
    /(?<![\w.])(?!self\.)\w[\w.]*(?:\.(?:append|add_module|insert|extend|register_\w+)\(|\[[^\]\n]*\] *=(?!=)|\.\w+ *=(?!=))/g;
  return [...new Set(text.match(changes))].join();
}
