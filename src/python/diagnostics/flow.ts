// Which value a name has where it stands, and what a method returns: only where there is one answer.
import type { Node } from 'web-tree-sitter';
import { parentOf } from '../parents';
import type { Resolver } from '../resolve';
import { DEFINING, type Statement } from '../statement';

const FUNCTION = ['function_definition', 'lambda', 'class_definition', 'module'];

export function enclosing(node: Node, types: readonly string[]): Node | undefined {
  for (let parent = parentOf(node); parent; parent = parentOf(parent))
    if (types.includes(parent.type)) return parent;
  return undefined;
}

/** The function, class or file whose statements hold a node. */
export function bodyAround(node: Node): Node {
  return enclosing(node, FUNCTION) ?? node;
}

/** The one expression that a name of the same function has, unless a method such as `log_()` changes it in place. */
export function onlyValue(name: Node, resolver: Resolver): Node | undefined {
  const [binding, ...others] = resolver.bindings(name);
  const value = binding?.value;
  if (!value || others.length > 0) return undefined;
  const body = bodyAround(name);
  if (bodyAround(value).id !== body.id) return undefined;
  const { text } = name;
  const { module } = resolver;
  if (body.id === module.node.id) return (module.statements.name(text)?.altered ?? 0) > 0 ? undefined : value;
  const changes = new RegExp(`\\b${text}\\.\\w+_\\(|\\bout=${text}\\b`);
  return changes.test(body.text) ? undefined : value;
}

/** Without the parentheses around it. */
export function unwrapped(node: Node): Node {
  return node.type === 'parenthesized_expression' && node.firstNamedChild
    ? unwrapped(node.firstNamedChild)
    : node;
}

/** The expression itself, or the one that it is a name for. */
export function followed(node: Node, resolver: Resolver): Node | undefined {
  const plain = unwrapped(node);
  const value = plain.type === 'identifier' ? onlyValue(plain, resolver) : plain;
  return value && unwrapped(value);
}

/** What every `return` of a method of a class gives; nothing where the class does not define it or it yields. */
export function returnedBy(definition: Node, method: string): readonly Node[] {
  const own = definition
    .childForFieldName('body')
    ?.namedChildren.map((each) => each.childForFieldName('definition') ?? each)
    .find((each) => each.childForFieldName('name')?.text === method);
  if (own?.type !== 'function_definition' || own.descendantsOfType('yield').length > 0) return [];
  return own
    .descendantsOfType('return_statement')
    .filter((each) => bodyAround(each).id === own.id)
    .map((each) => each.firstNamedChild ?? each);
}

/** Whether code of the file may put other layers into the model that a name or attribute holds. */
export function isReplacedLater(model: Node, resolver: Resolver): boolean {
  const { text } = model;
  if (!/^[\w.]+$/.test(text)) return model.type !== 'call';
  return text !== 'self' && (resolver.module.statements.name(text)?.replaced ?? 0) > 0;
}

/** A value that more statements use is not what a weight is made of. */
const MOST = 100;

/**
 * The module's own statements, in order, to which the values of the one around a node may go: directly, or through
 * an exponential.
 */
export function followers(node: Node, { module: { statements } }: Resolver): readonly Node[] {
  const own = statements.at(node.startIndex);
  const found = new Set(own ? [own] : []);
  const follow = (made: Statement, isLast: boolean): void => {
    for (const name of made.binds)
      for (const user of name.users.size > MOST ? [] : name.users) {
        if (DEFINING.test(user.type)) continue;
        found.add(user);
        if (!isLast && user.words?.hasExponential === true) follow(user, true);
      }
  };
  if (own) follow(own, false);
  return [...found].sort((a, b) => a.start - b.start).map((each) => statements.nodeOf(each));
}
