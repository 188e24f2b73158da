// What names are bound to in a module, by statement: only those that bind a name are read when it is asked for.
import type { Node } from 'web-tree-sitter';
import type { Binding } from './scopes';
import { bindingsOf } from './scopes';
import type { Statement } from './statement';
import type { Statements } from './statements';

/** A name that more statements bind is anyone's guess, where the order does not tell. */
const MOST = 100;

/** Statements that may leave a name in them unbound. */
const MAY_SKIP = /^(if|for|while|try|match)_statement$/;

/** Answers for one tree; a new tree needs a new one. */
export class ModuleScope {
  readonly outside: ReadonlySet<string> = new Set();
  readonly stars: readonly string[];
  readonly names = {
    has: (name: string): boolean => this.#binding(name).length > 0,
    get: (name: string): readonly Binding[] | undefined => this.#get(name),
  };
  readonly #sorted = new Map<string, readonly Statement[]>();
  readonly #read = new Map<Statement, ReadonlyMap<string, readonly Binding[]>>();

  constructor(
    readonly node: Node,
    readonly statements: Statements,
  ) {
    this.stars = statements.all.flatMap(({ stars }) => stars);
  }

  /** The bindings that may hold at a name of the module's own statements, and perhaps some that may not. */
  near(name: Node): readonly Binding[] | undefined {
    const text = name.text;
    const all = this.#binding(text);
    if (all.length === 0) return undefined;
    const found: (readonly Binding[])[] = [];
    for (let place = all.length - 1; place >= 0; place--) {
      const each = all[place]!;
      if (each.start > name.startIndex) continue;
      found.push(this.#bindings(each, text));
      if (each.end < name.startIndex && !MAY_SKIP.test(each.type)) break;
    }
    return found.reverse().flat();
  }

  #get(name: string): readonly Binding[] | undefined {
    const all = this.#binding(name);
    if (all.length === 0) return undefined;
    const some = all.length > MOST ? [all[0]!, all.at(-1)!] : all;
    const found = some.flatMap((each) => this.#bindings(each, name));
    return some === all ? found : found.map(({ target }) => ({ name, target }));
  }

  #binding(name: string): readonly Statement[] {
    let found = this.#sorted.get(name);
    if (!found) {
      found = [...(this.statements.name(name)?.definitions ?? [])].sort((a, b) => a.start - b.start);
      this.#sorted.set(name, found);
    }
    return found;
  }

  #bindings(statement: Statement, name: string): readonly Binding[] {
    let names = this.#read.get(statement);
    if (!names) this.#read.set(statement, (names = bindingsOf(this.statements.nodeOf(statement)).names));
    return names.get(name) ?? [];
  }
}
