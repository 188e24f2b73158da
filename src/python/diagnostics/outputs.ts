// What an expression gives, as far as that is certain: which of softmax, log-softmax, sigmoid and a linear layer of
// PyTorch was applied last. It follows names, `Sequential` and models of the same file.
import type { Node } from 'web-tree-sitter';
import { literal } from '../literals';
import type { Meaning, Resolver } from '../resolve';
import { argumentsOf } from './argumentNodes';
import { isReplacedLater, onlyValue, returnedBy } from './flow';

export type OutputKind = 'softmax' | 'logSoftmax' | 'sigmoid' | 'linear';

export interface Output {
  readonly kind: OutputKind;
  /** Classes or channels of a linear layer, where they are a number in the code. */
  readonly channels?: number;
  /** The call that applies it, where the expression is that call or a name for what it gave. */
  readonly call?: Node;
  /** What it is applied to there. */
  readonly inner?: Node;
  /** The expression is a name. */
  readonly isNamed?: true;
}

const FUNCTIONS: Readonly<Record<string, OutputKind>> = {
  'torch.softmax': 'softmax',
  'torch.nn.functional.softmax': 'softmax',
  'torch.log_softmax': 'logSoftmax',
  'torch.nn.functional.log_softmax': 'logSoftmax',
  'torch.sigmoid': 'sigmoid',
  'torch.nn.functional.sigmoid': 'sigmoid',
};

const METHODS: Readonly<Record<string, OutputKind>> = {
  softmax: 'softmax',
  log_softmax: 'logSoftmax',
  sigmoid: 'sigmoid',
};

const MODULES: Readonly<Record<string, OutputKind>> = {
  'torch.nn.Softmax': 'softmax',
  'torch.nn.LogSoftmax': 'logSoftmax',
  'torch.nn.Sigmoid': 'sigmoid',
};

/** Linear layers, and where their constructors say how many outputs they have. */
const LINEAR: Readonly<Record<string, readonly [position: number, keyword: string]>> = {
  'torch.nn.Linear': [1, 'out_features'],
  'torch.nn.LazyLinear': [0, 'out_features'],
  'torch.nn.Conv1d': [1, 'out_channels'],
  'torch.nn.Conv2d': [1, 'out_channels'],
  'torch.nn.Conv3d': [1, 'out_channels'],
};

/** Functions, methods and modules that change no value, though perhaps the shape. */
const SAME_VALUES = /^(squeeze|unsqueeze|view|reshape|flatten|contiguous|float|double|to|cuda|cpu)$/;
const SAME_MODULES = /^torch\.nn\.(Flatten|Unflatten|Identity|Dropout\d?d?)$/;

/** Axes that may be those of the classes. */
const CLASS_AXES = [0, 1, -1];

const DEPTH = 8;

export function outputOf(node: Node, resolver: Resolver, depth = 0): Output | undefined {
  if (depth > DEPTH) return undefined;
  if (node.type === 'parenthesized_expression' && node.firstNamedChild)
    return outputOf(node.firstNamedChild, resolver, depth + 1);
  if (node.type === 'call') return calledOutput(node, resolver, depth);
  if (node.type !== 'identifier') return undefined;
  const value = onlyValue(node, resolver);
  const output = value && outputOf(value, resolver, depth + 1);
  return output && { ...output, isNamed: true };
}

function calledOutput(call: Node, resolver: Resolver, depth: number): Output | undefined {
  const callee = call.childForFieldName('function');
  const given = argumentsOf(call);
  if (!callee || !given) return undefined;
  const meaning = isSelf(callee, resolver) ? undefined : resolver.resolve(callee);
  if (meaning?.kind === 'name') {
    const kind = FUNCTIONS[meaning.path];
    const inner = given.find(({ keyword }, index) => keyword === 'input' || (!keyword && index === 0))?.value;
    if (kind) return isOverClasses(call) ? { kind, call, ...(inner ? { inner } : {}) } : undefined;
    const [library, name = ''] = meaning.path.split('.');
    if (library !== 'torch' || !SAME_VALUES.test(name) || !inner) return undefined;
    return reshaped(outputOf(inner, resolver, depth + 1));
  }
  const model = meaning ?? modelOf(callee, resolver);
  if (model) {
    if (isReplacedLater(callee, resolver)) return undefined;
    const output = moduleOutput(model, resolver, depth + 1);
    if (!output || model.kind !== 'instance' || !MODULES[model.path]) return output;
    return { ...output, call, ...(given[0] ? { inner: given[0].value } : {}) };
  }
  return methodOutput(call, resolver, depth);
}

/** `z.softmax(dim=1)`, and `out.squeeze(1)` of what `out` is. */
function methodOutput(call: Node, resolver: Resolver, depth: number): Output | undefined {
  const callee = call.childForFieldName('function');
  const object = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
  const name = callee?.childForFieldName('attribute')?.text ?? '';
  const given = argumentsOf(call) ?? [];
  if (!object) return undefined;
  if (SAME_VALUES.test(name)) return reshaped(outputOf(object, resolver, depth + 1));
  const kind = METHODS[name];
  if (!kind || isObjectOfOwn(object, resolver)) return undefined;
  // A tensor's own method takes an axis at most; a module's takes the tensor.
  const isAxis = given.every(({ keyword, value }) =>
    keyword === undefined ? typeof literal(value) === 'number' : keyword === 'dim',
  );
  if (!isAxis || given.length !== (kind === 'sigmoid' ? 0 : 1) || !isOverClasses(call)) return undefined;
  return { kind, call, inner: object };
}

/** What calling a module gives. */
function moduleOutput(module: Meaning, resolver: Resolver, depth: number): Output | undefined {
  if (depth > DEPTH) return undefined;
  if (module.kind === 'made' && module.node.type === 'class_definition')
    return agreed(returnedBy(module.node, 'forward').map((each) => outputOf(each, resolver, depth + 1)));
  if (module.kind !== 'instance') return undefined;
  const { path, call } = module;
  const kind = MODULES[path];
  if (kind) return isOverClasses(call) ? { kind } : undefined;
  const channels = LINEAR[path];
  if (channels) {
    const [position, keyword] = channels;
    const given = argumentsOf(call)?.find((each, index) =>
      each.keyword === undefined ? index === position : each.keyword === keyword,
    );
    const count = given && !module.isOneOfSeveral ? literal(given.value, resolver.boundOnce) : undefined;
    return { kind: 'linear', ...(typeof count === 'number' ? { channels: count } : {}) };
  }
  if (path !== 'torch.nn.Sequential' || module.isOneOfSeveral) return undefined;
  for (const { keyword, value } of [...(argumentsOf(call) ?? [])].reverse()) {
    const last = keyword === undefined ? resolver.resolve(value) : undefined;
    if (last?.kind === 'instance' && SAME_MODULES.test(last.path)) continue;
    return last && moduleOutput(last, resolver, depth + 1);
  }
  return undefined;
}

/** The model that `self` is inside of its class. */
function modelOf(callee: Node, resolver: Resolver): Meaning | undefined {
  const node = callee.type === 'identifier' ? resolver.classOf(callee) : undefined;
  return node && { kind: 'made', node };
}

function isSelf(callee: Node, resolver: Resolver): boolean {
  return callee.type === 'identifier' && resolver.classOf(callee) !== undefined;
}

/** `self`, a module or a class: its method of that name is not a tensor's. */
function isObjectOfOwn(object: Node, resolver: Resolver): boolean {
  if (object.type !== 'identifier') return object.type !== 'call' && object.type !== 'subscript';
  const meaning = resolver.resolve(object);
  return resolver.classOf(object) !== undefined || (meaning !== undefined && meaning.kind !== 'instance');
}

/** False where softmax is certainly over another axis than the classes. */
function isOverClasses(call: Node): boolean {
  const given = argumentsOf(call)?.find(({ keyword }) => keyword === 'dim' || keyword === 'axis');
  const axis = given && literal(given.value);
  return typeof axis !== 'number' || CLASS_AXES.includes(axis);
}

function reshaped(output: Output | undefined): Output | undefined {
  return output && { kind: output.kind };
}

function agreed(outputs: readonly (Output | undefined)[]): Output | undefined {
  const [first] = outputs;
  if (!first || outputs.some((each) => each?.kind !== first.kind)) return undefined;
  const { kind, channels } = first;
  const isSame = channels !== undefined && outputs.every((each) => each?.channels === channels);
  return { kind, ...(isSame ? { channels } : {}) };
}

/** The text of what an activation is applied to, where it means the same at the place of the expression. */
export function innerText({ inner, isNamed }: Output, resolver: Resolver): string | undefined {
  if (!inner || !isNamed) return inner?.text;
  // Between the two a name may change; one that is bound once may not.
  return inner.type === 'identifier' && resolver.boundOnce(inner) ? inner.text : undefined;
}

/** The identifier that names an activation in `F.softmax(…)` or `z.softmax(…)`; none where it is imported alone. */
export function activationName({ call, isNamed }: Output): Node | undefined {
  const callee = isNamed ? undefined : call?.childForFieldName('function');
  return callee?.childForFieldName('attribute') ?? undefined;
}
