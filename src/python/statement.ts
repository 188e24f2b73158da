// One statement of a module as it is kept across edits: where it stands, which names it binds and uses, and what of
// it others see.
import type { Node } from 'web-tree-sitter';
import { bindingsOf } from './scopes';

/** A word of the text, or a dotted name that is replaced in it; one object each for all statements. */
export interface Name {
  readonly text: string;
  /** Statements that have the word. */
  readonly users: Set<Statement>;
  /** Statements that bind it in the module's scope. */
  readonly definitions: Set<Statement>;
  /** How many statements put other layers into what it names. */
  replaced: number;
  /** How many statements change what it names in place. */
  altered: number;
}

/** What is known once the words of a statement were read. */
export interface Words {
  readonly uses: readonly Name[];
  readonly replaces: readonly Name[];
  readonly alters: readonly Name[];
  readonly hasExponential: boolean;
}

export interface Statement {
  readonly type: string;
  /** In code units, as all places here in the present text. */
  start: number;
  end: number;
  row: number;
  readonly column: number;
  readonly binds: readonly Name[];
  /** Modules of `from module import *`. */
  readonly stars: readonly string[];
  /** A function shows others its head alone. */
  readonly isFunction: boolean;
  /** How much of its text bears on statements that use its names. */
  readonly seen: number;
  words: Words | undefined;
  /** Another object as soon as the statement, or what bears on it, has changed. */
  state: object;
}

/** Types of statements in which the module computes nothing: no value of theirs is followed to where it is used. */
export const DEFINING = /definition|import/;

export function readStatement(node: Node, nameOf: (text: string) => Name): Statement {
  const { type, startIndex: start, endIndex: end, startPosition } = node;
  const { names, stars } = bindingsOf(node);
  const body = functionOf(node, type)?.childForFieldName('body');
  return {
    type,
    start,
    end,
    row: startPosition.row,
    column: startPosition.column,
    binds: [...names.keys()].map(nameOf),
    stars,
    isFunction: body !== null && body !== undefined,
    seen: (body?.startIndex ?? end) - start,
    words: undefined,
    state: {},
  };
}

function functionOf(node: Node, type: string): Node | null {
  if (type === 'function_definition') return node;
  const inner = type === 'decorated_definition' ? node.childForFieldName('definition') : null;
  return inner?.type === 'function_definition' ? inner : null;
}

/** A chain of names in front of what may replace layers of a model: `net.append(`, `net[0] =`, `net.head =`. */
const CHAINS = /(?<![\w.])(\w[\w.]*)(?=(\(|\[[^\]]*\] *=[^=]| *=[^=])?)/g;
const REPLACING = /\.(append|add_module|insert|extend|register_\w+)$/;

/** `z.log_()` and `out=z` change z in place. */
const ALTERED = /\b(\w+)(?=\.\w+_\()|\bout=(\w+)/g;

export function readWords(text: string, nameOf: (text: string) => Name): Words {
  return {
    uses: [...new Set(text.match(/[^\W\d]\w*/g))].map(nameOf),
    replaces: [...replacedIn(text)].map(nameOf),
    alters: [...new Set([...text.matchAll(ALTERED)].map(([, object, out]) => nameOf(object ?? out!)))],
    hasExponential: /\bexp\(/.test(text),
  };
}

function replacedIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, chain = '', behind] of text.matchAll(CHAINS)) {
    if (behind === undefined) continue;
    if (behind.startsWith('[')) found.add(chain);
    else if (behind === '(') {
      if (REPLACING.test(chain)) found.add(chain.replace(REPLACING, ''));
    } else
      for (let dot = chain.indexOf('.'); dot > 0; dot = chain.indexOf('.', dot + 1))
        found.add(chain.slice(0, dot));
  }
  return found;
}
