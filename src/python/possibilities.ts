// What an expression may stand for where branches of the code differ, each possibility once. As long as one of them
// is not known nothing is said.
import type { Node } from 'web-tree-sitter';
import { literal } from './literals';
import type { Meaning, Resolver } from './resolve';
import type { Binding } from './scopes';

/** Values that stand for values, and so on. */
const DEPTH = 6;

/** Empty where one of them is not known; a single one where the meaning is certain. */
export function possibilities(node: Node, resolver: Resolver, depth = 0): readonly Meaning[] {
  const meaning = resolver.resolve(node);
  if (meaning && !(meaning.kind === 'instance' && meaning.isOneOfSeveral)) return [meaning];
  if (depth > DEPTH) return [];
  const found = new Map<string, Meaning>();
  for (const each of sourcesOf(node, resolver)) {
    const own =
      'target' in each ? ofBinding(each, resolver, depth) : possibilities(each, resolver, depth + 1);
    if (own.length === 0) return [];
    for (const one of own) found.set(keyOf(one), one);
  }
  return [...found.values()];
}

/** Bindings or values that an expression may have, in the order in which they stand. */
function sourcesOf(node: Node, resolver: Resolver): readonly (Binding | Node)[] {
  switch (node.type) {
    case 'identifier':
      return resolver
        .bindings(node)
        .filter(({ value }) => value?.type !== 'none')
        .toSorted((a, b) => a.target.startIndex - b.target.startIndex);
    case 'attribute':
      return resolver.assignedTo(node).filter(({ type }) => type !== 'none');
    case 'parenthesized_expression':
      return node.firstNamedChild ? [node.firstNamedChild] : [];
    case 'conditional_expression': {
      const [yes, , no] = node.namedChildren;
      return yes && no ? [yes, no] : [];
    }
    case 'subscript': {
      const object = node.childForFieldName('value');
      const key = node.childForFieldName('subscript');
      const meaning = object ? resolver.resolve(object) : undefined;
      // A key that is written out has its own value or none.
      if (meaning?.kind !== 'values' || !key || literal(key) !== undefined) return [];
      return meaning.node.namedChildren.flatMap((pair) => pair.childForFieldName('value') ?? []);
    }
    default:
      return [];
  }
}

function ofBinding(
  { path, value, definition }: Binding,
  resolver: Resolver,
  depth: number,
): readonly Meaning[] {
  if (path !== undefined) return [{ kind: 'name', path }];
  if (definition) return [{ kind: 'definition', node: definition }];
  return value ? possibilities(value, resolver, depth + 1) : [];
}

function keyOf(meaning: Meaning): string {
  if (meaning.kind === 'values') return `values ${meaning.node.id}`;
  const what = 'path' in meaning ? meaning.path : meaning.node.id;
  return `${meaning.kind} ${what} ${meaning.call?.childForFieldName('arguments')?.text ?? ''}`;
}
