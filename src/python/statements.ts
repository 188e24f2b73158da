// The statements of a module, kept across edits. After an edit only those around it are read again, and those whose
// meaning it may change get another state: what was found in the others stays.
import type { Edit, Node, Range } from 'web-tree-sitter';
import { DEFINING, readStatement, readWords, type Name, type Statement } from './statement';

/** The words of a fix may need this one wherever it stands. */
const EVERYWHERE = 'torch';

export class Statements {
  #root: Node;
  #text: string;
  readonly #all: Statement[] = [];
  readonly #names = new Map<string, Name>();
  #isIndexed = false;
  /** In code that has an error one text may have several trees. */
  #hasError: boolean;

  private constructor(root: Node, text: string) {
    this.#root = root;
    this.#text = text;
    this.#hasError = root.hasError;
  }

  /** Yields after every statement; it must not go on when the text was edited meanwhile. */
  static *reading(root: Node, text: string): Generator<void, Statements> {
    const read = new Statements(root, text);
    for (const node of root.namedChildren) {
      const statement = readStatement(node, read.#nameOf);
      read.#all.push(statement);
      read.#bind(statement);
      yield;
    }
    return read;
  }

  /** In the order of the text; comments are among them. */
  get all(): readonly Statement[] {
    return this.#all;
  }

  /** The node of the present tree. */
  nodeOf({ start }: Statement): Node {
    return this.#root.firstNamedChildForIndex(start)!;
  }

  /** The statement around an index of the text. */
  at(index: number): Statement | undefined {
    const place = firstWhere(this.#all, ({ end }) => end > index);
    return this.#all[place];
  }

  name(text: string): Name | undefined {
    return this.#names.get(text);
  }

  /**
   * Reads the words of all statements; states, users and changes in place say nothing before that. Yields after
   * every statement; it must not go on when the text was edited meanwhile.
   */
  *index(): Generator<void, void> {
    if (this.#isIndexed) return;
    for (const each of this.#all)
      if (!each.words) {
        this.#use(each);
        yield;
      }
    this.#isIndexed = true;
  }

  /**
   * @param root of the tree after the edit.
   * @param ranges where the trees before and after differ in their structure.
   */
  edited(root: Node, text: string, edit: Edit, ranges: readonly Range[]): void {
    const before = this.#text;
    const isSure = !this.#hasError && !root.hasError;
    this.#root = root;
    this.#text = text;
    this.#hasError = root.hasError;
    const { first, behind, nodes } = this.#around(edit, ranges);
    const old = this.#all.slice(first, behind);
    const texts = old.map(({ start, end }) => before.slice(start, end));
    const oldSeen = old.map(({ seen }, at) => texts[at]!.slice(0, seen));
    const moved = edit.newEndIndex - edit.oldEndIndex;
    const movedRows = edit.newEndPosition.row - edit.oldEndPosition.row;
    for (const each of this.#all.slice(behind)) {
      each.start += moved;
      each.end += moved;
      each.row += movedRows;
    }
    const now = isSure
      ? this.#reread(old, texts, nodes)
      : nodes.map((node) => readStatement(node, this.#nameOf));
    this.#all.splice(first, behind - first, ...now);
    const nowSeen = now.map(({ start, seen }) => text.slice(start, start + seen));
    const kept = new Set(now);
    const gone = old.filter((each) => !kept.has(each));
    const known = new Set(old);
    const come = now.filter((each) => !known.has(each));
    const bearing = isSure
      ? [...differing(old, oldSeen, nowSeen), ...differing(now, nowSeen, oldSeen)]
      : [...old, ...now];
    const changed = new Set(bearing.flatMap(({ binds }) => binds));
    for (const each of gone) this.#forget(each, changed);
    for (const each of come) {
      this.#bind(each);
      if (this.#isIndexed) this.#use(each, changed);
    }
    if (!this.#isIndexed) return;
    const touched = [...gone, ...come];
    const bearsOnAll = [...changed].some((name) => name.text === EVERYWHERE);
    if (bearsOnAll || touched.some(({ stars }) => stars.length > 0))
      for (const each of this.#all) each.state = {};
    else {
      spread(changed);
      renewFollowed(touched);
    }
    for (const { binds, words } of gone)
      for (const name of [...binds, ...(words?.uses ?? []), ...(words?.replaces ?? [])]) this.#drop(name);
  }

  /** Which statements an edit may have changed, as places among those before it, and the nodes there now. */
  #around(
    { startIndex, newEndIndex, oldEndIndex, newEndPosition }: Edit,
    ranges: readonly Range[],
  ): { first: number; behind: number; nodes: Node[] } {
    const all = this.#all;
    const moved = newEndIndex - oldEndIndex;
    const from = Math.max(0, Math.min(startIndex, ...ranges.map((each) => each.startIndex)) - 1);
    const to = Math.max(newEndIndex, ...ranges.map((each) => each.endIndex));
    const toRow = Math.max(newEndPosition.row, ...ranges.map((each) => each.endPosition.row));
    let first = firstWhere(all, ({ end }) => end >= from);
    let start = Math.min(from, all[first]?.start ?? from);
    for (;;) {
      const earliest = Math.min(start, this.#root.firstNamedChildForIndex(start)?.startIndex ?? start);
      while (first > 0 && all[first - 1]!.end > earliest) first--;
      const next = Math.min(earliest, all[first]?.start ?? earliest);
      if (next === start) break;
      start = next;
    }
    const nodes: Node[] = [];
    let behind = first;
    let node = this.#root.firstNamedChildForIndex(start);
    for (; node; node = node.nextNamedSibling) {
      const at = node.startIndex;
      if (at > to && node.startPosition.row > toRow) {
        while (behind < all.length && all[behind]!.start + moved < at) behind++;
        const same = all[behind];
        if (same && same.start + moved === at && same.end + moved === node.endIndex) break;
      }
      nodes.push(node);
    }
    if (!node) behind = all.length;
    const isWhole = first + nodes.length + all.length - behind === this.#root.namedChildCount;
    return isWhole
      ? { first, behind, nodes }
      : { first: 0, behind: all.length, nodes: this.#root.namedChildren };
  }

  /** The statements of nodes: those from before, in their order, where type and text are the same. */
  #reread(old: readonly Statement[], texts: readonly string[], nodes: readonly Node[]): Statement[] {
    const places = new Map<string, number[]>();
    for (const [place, text] of texts.entries()) {
      const others = places.get(text);
      if (others) others.push(place);
      else places.set(text, [place]);
    }
    let next = 0;
    return nodes.map((node) => {
      const place = places.get(node.text)?.find((each) => each >= next);
      const same = place === undefined ? undefined : old[place];
      const { row, column } = node.startPosition;
      if (same?.type !== node.type || same.column !== column) return readStatement(node, this.#nameOf);
      next = place! + 1;
      same.start = node.startIndex;
      same.end = node.endIndex;
      same.row = row;
      return same;
    });
  }

  readonly #nameOf = (text: string): Name => {
    const known = this.#names.get(text);
    if (known) return known;
    // A copy: a part of a long string would keep all of it in memory.
    const own = Array.from(text).join('');
    const name: Name = { text: own, users: new Set(), definitions: new Set(), replaced: 0, altered: 0 };
    this.#names.set(own, name);
    return name;
  };

  #bind(statement: Statement): void {
    for (const name of statement.binds) name.definitions.add(statement);
  }

  /** @param changed takes the names of what is now replaced or altered, and was not. */
  #use(statement: Statement, changed?: Set<Name>): void {
    const { uses, replaces, alters } = (statement.words = readWords(
      this.#text.slice(statement.start, statement.end),
      this.#nameOf,
    ));
    for (const name of uses) name.users.add(statement);
    for (const name of replaces) if (name.replaced++ === 0) changed?.add(this.#lastOf(name));
    for (const name of alters) if (name.altered++ === 0) changed?.add(name);
  }

  /** @param changed takes the names of what no statement replaces or alters any more. */
  #forget(statement: Statement, changed: Set<Name>): void {
    for (const name of statement.binds) name.definitions.delete(statement);
    const { uses = [], replaces = [], alters = [] } = statement.words ?? {};
    for (const name of uses) name.users.delete(statement);
    for (const name of replaces) if (--name.replaced === 0) changed.add(this.#lastOf(name));
    for (const name of alters) if (--name.altered === 0) changed.add(name);
  }

  /** Whoever asks for `self.head` has the word `head`. */
  #lastOf({ text }: Name): Name {
    return this.#nameOf(text.slice(text.lastIndexOf('.') + 1));
  }

  #drop(name: Name): void {
    if (name.users.size + name.definitions.size + name.replaced + name.altered === 0)
      this.#names.delete(name.text);
  }
}

/** Gives another state to all that use changed names, or names of what uses them, and so on. */
function spread(changed: Set<Name>): void {
  const done = new Set<Statement>();
  for (const name of changed)
    for (const user of name.users) {
      if (done.has(user)) continue;
      done.add(user);
      user.state = {};
      if (!user.isFunction) for (const bound of user.binds) changed.add(bound);
    }
}

/**
 * What a statement of the module computes may be judged by where it goes: `ce`, then `exp(-ce)`, then the weight that is
 * made of it. So statements whose values a touched one uses get another state too, through one exponential.
 */
function renewFollowed(touched: readonly Statement[]): void {
  const renew = (user: Statement, isLast: boolean): void => {
    for (const name of user.words?.uses ?? [])
      for (const made of name.definitions) {
        if (DEFINING.test(made.type)) continue;
        made.state = {};
        if (!isLast && made.words?.hasExponential === true) renew(made, true);
      }
  };
  for (const each of touched) renew(each, false);
}

/** The statements that bear on others in another way than those of the other list, between what is alike. */
function differing(
  statements: readonly Statement[],
  seen: readonly string[],
  others: readonly string[],
): readonly Statement[] {
  const most = Math.min(seen.length, others.length);
  let start = 0;
  while (start < most && seen[start] === others[start]) start++;
  let end = 0;
  while (end < most - start && seen.at(-1 - end) === others.at(-1 - end)) end++;
  return statements.slice(start, statements.length - end);
}

/** The first place from which on a condition holds. */
function firstWhere(statements: readonly Statement[], holds: (each: Statement) => boolean): number {
  let [low, high] = [0, statements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(statements[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
