// Softmax, log-softmax and sigmoid of PyTorch as an expression calls them, directly or by a name that is bound once.
import type { Node } from 'web-tree-sitter';
import type { Resolver } from '../resolve';
import { argumentsOf } from './argumentNodes';

export type ActivationKind = 'softmax' | 'logSoftmax' | 'sigmoid';

export interface Activation {
  readonly kind: ActivationKind;
  /** The text that it is applied to, where that means the same at the loss. */
  readonly inner: string | undefined;
}

const FUNCTIONS: Readonly<Record<string, ActivationKind>> = {
  'torch.softmax': 'softmax',
  'torch.nn.functional.softmax': 'softmax',
  'torch.log_softmax': 'logSoftmax',
  'torch.nn.functional.log_softmax': 'logSoftmax',
  'torch.sigmoid': 'sigmoid',
  'torch.nn.functional.sigmoid': 'sigmoid',
};

const MODULES: Readonly<Record<string, ActivationKind>> = {
  'torch.nn.Softmax': 'softmax',
  'torch.nn.LogSoftmax': 'logSoftmax',
  'torch.nn.Sigmoid': 'sigmoid',
};

const METHODS: Readonly<Record<string, ActivationKind>> = {
  softmax: 'softmax',
  log_softmax: 'logSoftmax',
  sigmoid: 'sigmoid',
};

export function activationOf(node: Node, resolver: Resolver): Activation | undefined {
  if (node.type === 'call') return calledActivation(node, resolver);
  if (node.type !== 'identifier') return undefined;
  const value = resolver.boundOnce(node);
  if (value?.type !== 'call' || functionAround(value) !== functionAround(node)) return undefined;
  // Between the two a name may change; one that is bound once may not.
  const found = calledActivation(value, resolver);
  const inner = found && innerNode(value);
  const isFixed = inner?.type === 'identifier' && resolver.boundOnce(inner) !== undefined;
  return found && { kind: found.kind, inner: isFixed ? inner.text : undefined };
}

function calledActivation(call: Node, resolver: Resolver): Activation | undefined {
  const callee = call.childForFieldName('function');
  const given = argumentsOf(call);
  if (!callee || !given) return undefined;
  const inner = innerNode(call)?.text;
  const meaning = resolver.resolve(callee);
  if (meaning?.kind === 'name' || meaning?.kind === 'instance') {
    const kind = (meaning.kind === 'name' ? FUNCTIONS : MODULES)[meaning.path];
    return kind && { kind, inner };
  }
  if (callee.type !== 'attribute' || meaning) return undefined;
  const object = callee.childForFieldName('object');
  const kind = METHODS[callee.childForFieldName('attribute')?.text ?? ''];
  if (!object || !kind || isObjectOfOwn(object, resolver)) return undefined;
  // A tensor's own method takes an axis at most; a module's takes the tensor.
  const isAxis = given.every(({ keyword, value }) =>
    keyword === undefined ? /^(integer|unary_operator)$/.test(value.type) : keyword === 'dim',
  );
  return isAxis && given.length === (kind === 'sigmoid' ? 0 : 1) ? { kind, inner } : undefined;
}

/** `self`, a module or a class: its method of that name is not a tensor's. */
function isObjectOfOwn(object: Node, resolver: Resolver): boolean {
  if (object.type !== 'identifier') return object.type !== 'call' && object.type !== 'subscript';
  const meaning = resolver.resolve(object);
  return resolver.classOf(object) !== undefined || (meaning !== undefined && meaning.kind !== 'instance');
}

function innerNode(call: Node): Node | undefined {
  const callee = call.childForFieldName('function');
  const given = argumentsOf(call) ?? [];
  const first = given.find(
    ({ keyword, value }) =>
      keyword === 'input' || (keyword === undefined && !/integer|unary/.test(value.type)),
  );
  if (first) return first.value;
  return (callee?.type === 'attribute' ? callee.childForFieldName('object') : null) ?? undefined;
}

function functionAround(node: Node): number | undefined {
  for (let parent = node.parent; parent; parent = parent.parent)
    if (/^(function_definition|lambda|class_definition|module)$/.test(parent.type)) return parent.id;
  return undefined;
}
