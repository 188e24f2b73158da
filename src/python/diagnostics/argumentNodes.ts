// The arguments of a call as nodes, and edits among them.
import type { Node } from 'web-tree-sitter';
import { rangeOf, signatureOf } from '../calls';
import type { Resolver } from '../resolve';
import type { LossCall, TextReplacement } from './rule';

export interface Argument {
  /** The whole argument, keyword included. */
  readonly node: Node;
  readonly keyword: string | undefined;
  readonly value: Node;
}

/** Undefined where a splat, or a comment that an edit would lose, stands among them. */
export function argumentsOf(call: Node): readonly Argument[] | undefined {
  const list = call.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return undefined;
  const nodes = list.namedChildren;
  if (nodes.some(({ type }) => /splat|comment/.test(type))) return undefined;
  return nodes.map((node) => {
    const isKeyword = node.type === 'keyword_argument';
    const value = isKeyword ? node.childForFieldName('value') : null;
    return {
      node,
      keyword: isKeyword ? node.childForFieldName('name')?.text : undefined,
      value: value ?? node,
    };
  });
}

/** The argument of the loss's own signature by its name, wherever it stands. */
export function argumentNamed(call: LossCall, name: string): Argument | undefined {
  const given = argumentsOf(call.node) ?? [];
  const position = signatureOf(call.path).indexOf(name);
  return given.find((each, index) =>
    each.keyword === undefined ? index === position : each.keyword === name,
  );
}

/** What a loss is computed from first: `input` of `F.loss(input, target)` and of `criterion(input, target)`. */
export function inputOf(call: LossCall): Node | undefined {
  const given = call.computes ? argumentsOf(call.node) : undefined;
  return given?.find((each, index) => each.keyword === 'input' || (each.keyword === undefined && index === 0))
    ?.value;
}

export function replaced(node: Node, text: string): TextReplacement {
  return { range: rangeOf(node), text };
}

/** Puts an argument behind the others. */
export function appended(call: Node, text: string): TextReplacement | undefined {
  const list = call.childForFieldName('arguments');
  const last = list?.lastNamedChild;
  if (last) {
    const { end } = rangeOf(last);
    return { range: { start: end, end }, text: `, ${text}` };
  }
  return list ? replaced(list, `(${text})`) : undefined;
}

/** Whether the name `torch` is the library. */
export function importsTorch(resolver: Resolver): boolean {
  return resolver.module.names.get('torch')?.some(({ path }) => path === 'torch') === true;
}
