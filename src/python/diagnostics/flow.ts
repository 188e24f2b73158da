// Which value a name has where it stands, and what a method returns: only where there is one answer.
import type { Node } from 'web-tree-sitter';
import { parentOf } from '../parents';
import type { Resolver } from '../resolve';

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
  const changes = new RegExp(`\\b${name.text}\\.\\w+_\\(|\\bout=${name.text}\\b`);
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
export function isReplacedLater(model: Node): boolean {
  if (!/^[\w.]+$/.test(model.text)) return model.type !== 'call';
  const name = model.text.replaceAll('.', '\\.');
  const changes = String.raw`\.(append|add_module|insert|extend|register_\w+)\(|\[[^\]]*\] *=[^=]|(\.\w+)+ *=[^=]`;
  return model.text !== 'self' && new RegExp(`(?<![\\w.])${name}(${changes})`).test(model.tree.rootNode.text);
}
