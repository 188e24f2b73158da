// The statements of a module that have one of the words looked for, and those that use what such a statement binds,
// and so on.
import type { Name, Statement } from './statement';
import type { Statements } from './statements';

export class RelevantStatements {
  readonly #isWord: (word: string) => boolean;
  readonly #words = new WeakMap<Name, boolean>();

  constructor(isWord: (word: string) => boolean) {
    this.#isWord = isWord;
  }

  /** In the order of the text; the words of all must have been read. */
  of({ all }: Statements): readonly Statement[] {
    const found = new Set<Statement>();
    const names = new Set<Name>();
    const add = (statement: Statement): void => {
      if (found.has(statement)) return;
      found.add(statement);
      // What a function computes is not followed.
      if (!statement.isFunction) for (const name of statement.binds) names.add(name);
    };
    for (const each of all) if (each.words?.uses.some((name) => this.#isLookedFor(name)) === true) add(each);
    for (const name of names) for (const user of name.users) add(user);
    return all.filter((each) => found.has(each));
  }

  #isLookedFor(name: Name): boolean {
    let known = this.#words.get(name);
    if (known === undefined) this.#words.set(name, (known = this.#isWord(name.text)));
    return known;
  }
}
