// What an expression stands for: a name of a library, what was constructed from one, or a definition of this file.
// Whatever is not certain is nothing: two bindings that may reach a place must agree.
import type { Node } from 'web-tree-sitter';
import { literal, stringOf } from './literals';
import type { ModuleScope } from './moduleScope';
import { parentOf } from './parents';
import { readScope, scopesAround, type Binding, type Scope } from './scopes';

/**
 * `name`: a dotted path; `call` is that of `partial` where arguments are already given.
 * `instance`: what calling a path gave. `definition`: a class or function of this file, `made` an object of it.
 * `values`: a dictionary.
 */
export type Meaning =
  | { readonly kind: 'name'; readonly path: string; readonly call?: Node }
  | {
      readonly kind: 'instance';
      readonly path: string;
      readonly call: Node;
      /** Other branches construct it with other arguments. */
      readonly isOneOfSeveral?: true;
    }
  | { readonly kind: 'definition' | 'made'; readonly node: Node; readonly call?: Node }
  | { readonly kind: 'values'; readonly node: Node };

/** Modules whose star imports are looked into. */
const STAR_MODULES =
  /^(torch|torchvision|tensorflow|keras|optax|sklearn|monai|segmentation_models_pytorch|torchmetrics|kornia)\b/;

/** Methods that give back the module itself. */
const SAME_OBJECT = new Set([
  'to',
  'cuda',
  'cpu',
  'float',
  'double',
  'half',
  'eval',
  'train',
  'requires_grad_',
]);

/** Functions that give what they are given, with arguments filled in. */
const PARTIAL = new Set(['functools.partial', 'jax.tree_util.Partial']);

/** Functions and decorators around a function that compute the same. */
const AROUND = new Set(['torch.jit.script', 'torch.compile', 'jax.jit', 'torch.nn.DataParallel', 'jax.vmap']);

const DEPTH = 12;

/** Answers for one tree; a new tree needs a new one. */
export class Resolver {
  readonly #scopes = new Map<number, Scope | ModuleScope>();
  readonly #meanings = new Map<number, Meaning>();
  readonly #attributes = new Map<number, ReadonlyMap<string, readonly Node[]>>();

  constructor(
    readonly isKnown: (path: string) => boolean,
    readonly module: ModuleScope,
  ) {
    this.#scopes.set(module.node.id, module);
  }

  resolve(node: Node, depth = 0): Meaning | undefined {
    const known = this.#meanings.get(node.id);
    if (known || depth > DEPTH) return known;
    const meaning = this.#meaningOf(node, depth);
    if (meaning) this.#meanings.set(node.id, meaning);
    return meaning;
  }

  #meaningOf(node: Node, depth: number): Meaning | undefined {
    switch (node.type) {
      case 'identifier':
        return this.#identifier(node, depth);
      case 'attribute':
        return this.#attribute(node, depth);
      case 'call':
        return this.#call(node, depth);
      case 'subscript':
        return this.#subscript(node, depth);
      case 'dictionary':
        return { kind: 'values', node };
      case 'parenthesized_expression':
      case 'await':
        return node.firstNamedChild ? this.resolve(node.firstNamedChild, depth + 1) : undefined;
      case 'conditional_expression': {
        const [yes, , no] = node.namedChildren;
        return this.#agreed(yes && no ? [yes, no] : [], depth);
      }
      default:
        return undefined;
    }
  }

  /** The path that an expression names or was constructed from. */
  pathOf(node: Node): string | undefined {
    const meaning = this.resolve(node);
    return meaning?.kind === 'name' || meaning?.kind === 'instance' ? meaning.path : undefined;
  }

  /** The bindings of a name that may hold where it stands. */
  bindings(name: Node): readonly Binding[] {
    const text = name.text;
    const [own, ...others] = scopesAround(name);
    for (const node of [own, ...others]) {
      if (!node) continue;
      const scope = this.#scope(node);
      if (scope.outside.has(text)) continue;
      const isOwn = node.id === own?.id;
      const found = isOwn && scope === this.module ? this.module.near(name) : scope.names.get(text);
      if (found) return isOwn ? reaching(name, found) : found;
      const stars = scope.stars.filter((module) => STAR_MODULES.test(module));
      const path = stars.map((module) => `${module}.${text}`).find(this.isKnown);
      if (path !== undefined) return [{ name: text, target: name, path }];
    }
    return [];
  }

  /** The one expression that a name is ever bound to, where there is one. */
  readonly boundOnce = (name: Node): Node | undefined => {
    const text = name.text;
    const node = scopesAround(name).find((each) => this.#scope(each).names.has(text));
    const found = node && this.#scope(node).names.get(text);
    return found?.length === 1 ? found[0]?.value : undefined;
  };

  /** What `self.name` is assigned anywhere in its class. */
  assignedTo(attribute: Node): readonly Node[] {
    const object = attribute.childForFieldName('object');
    const owner = object?.type === 'identifier' ? this.classOf(object) : undefined;
    return owner ? this.#valuesOf(owner, attribute.childForFieldName('attribute')?.text ?? '') : [];
  }

  /** The class around a node whose `self` this name is. */
  classOf(self: Node): Node | undefined {
    for (let method = parentOf(self); method; method = parentOf(method)) {
      if (method.type !== 'function_definition') continue;
      const first = method.childForFieldName('parameters')?.firstNamedChild;
      const around = parentOf(method);
      const parent = around?.type === 'decorated_definition' ? parentOf(around) : around;
      const owner = parent && parentOf(parent);
      if (owner?.type === 'class_definition' && first?.text === self.text) return owner;
    }
    return undefined;
  }

  #scope(node: Node): Scope | ModuleScope {
    const known = this.#scopes.get(node.id);
    if (known) return known;
    const scope = readScope(node);
    this.#scopes.set(node.id, scope);
    return scope;
  }

  #identifier(name: Node, depth: number): Meaning | undefined {
    const found = this.bindings(name).filter(({ value }) => value?.type !== 'none');
    return agreeing(found, (binding) => this.#bound(binding, depth + 1));
  }

  #bound({ path, value, definition }: Binding, depth: number): Meaning | undefined {
    if (path !== undefined) return { kind: 'name', path };
    if (definition) return { kind: 'definition', node: definition };
    return value && this.resolve(value, depth);
  }

  #attribute(node: Node, depth: number): Meaning | undefined {
    const object = node.childForFieldName('object');
    const name = node.childForFieldName('attribute')?.text;
    if (!object || name === undefined) return undefined;
    if (object.type === 'identifier') {
      const itself = this.classOf(object);
      if (itself) return this.#agreed(this.#valuesOf(itself, name), depth);
    }
    const meaning = this.resolve(object, depth + 1);
    if (meaning?.kind === 'name' && !meaning.call) return { kind: 'name', path: `${meaning.path}.${name}` };
    if (meaning?.kind === 'made' && meaning.node.type === 'class_definition')
      return this.#agreed(this.#valuesOf(meaning.node, name), depth);
    return undefined;
  }

  #call(node: Node, depth: number): Meaning | undefined {
    const callee = node.childForFieldName('function');
    if (!callee) return undefined;
    if (callee.type === 'attribute' && SAME_OBJECT.has(callee.childForFieldName('attribute')?.text ?? '')) {
      const object = callee.childForFieldName('object');
      const meaning = object && this.resolve(object, depth + 1);
      if (meaning?.kind === 'instance' || meaning?.kind === 'made') return meaning;
    }
    const meaning = this.resolve(callee, depth + 1);
    if (meaning?.kind === 'definition') return { kind: 'made', node: meaning.node, call: node };
    if (meaning?.kind !== 'name') return undefined;
    const { path } = meaning;
    const first = node.childForFieldName('arguments')?.namedChildren[0];
    if (PARTIAL.has(path) || AROUND.has(path)) {
      const inner = first && this.resolve(first, depth + 1);
      if (inner?.kind === 'name' && PARTIAL.has(path)) return { ...inner, call: node };
      return inner;
    }
    if (/(^|\.)keras\.(losses|metrics)\.(get|deserialize)$/.test(path)) {
      const name = first && stringOf(first);
      return name === undefined ? undefined : { kind: 'name', path: stringPath(name, this.isKnown) };
    }
    if (/\b(ModuleDict|dict)$/.test(path) && first?.type === 'dictionary')
      return { kind: 'values', node: first };
    return { kind: 'instance', path, call: node };
  }

  #subscript(node: Node, depth: number): Meaning | undefined {
    const object = node.childForFieldName('value');
    const key = node.childForFieldName('subscript');
    const meaning = object && key && this.resolve(object, depth + 1);
    if (meaning?.kind !== 'values') return undefined;
    const wanted = literal(key!);
    const pair = meaning.node.namedChildren.find((each) => {
      const own = each.type === 'pair' ? each.childForFieldName('key') : null;
      return own !== null && wanted !== undefined && literal(own) === wanted;
    });
    const value = pair?.childForFieldName('value');
    return value ? this.resolve(value, depth + 1) : undefined;
  }

  #agreed(values: readonly Node[], depth: number): Meaning | undefined {
    const some = values.filter(({ type }) => type !== 'none');
    return agreeing(some, (value) => this.resolve(value, depth + 1));
  }

  /** What `self.name` is assigned anywhere in a class, else in the classes of this file it derives from. */
  #valuesOf(node: Node, name: string, depth = 0): readonly Node[] {
    const own = this.#attributesOf(node).get(name);
    if (own || depth > 4) return own ?? [];
    for (const base of node.childForFieldName('superclasses')?.namedChildren ?? []) {
      const meaning = this.resolve(base, DEPTH - 3);
      if (meaning?.kind !== 'definition' || meaning.node.type !== 'class_definition') continue;
      const inherited = this.#valuesOf(meaning.node, name, depth + 1);
      if (inherited.length > 0) return inherited;
    }
    return [];
  }

  #attributesOf(node: Node): ReadonlyMap<string, readonly Node[]> {
    const known = this.#attributes.get(node.id);
    if (known) return known;
    const found = new Map<string, Node[]>();
    const add = (name: string, value: Node): void =>
      void found.set(name, [...(found.get(name) ?? []), value]);
    for (const [name, bound] of readScope(node).names)
      for (const { value, definition } of bound) {
        if (value) add(name, value);
        else if (definition) add(name, definition);
      }
    const body = node.childForFieldName('body');
    for (const assignment of body?.descendantsOfType('assignment') ?? []) {
      const left = assignment.childForFieldName('left');
      const right = assignment.childForFieldName('right');
      const object = left?.type === 'attribute' ? left.childForFieldName('object') : null;
      if (right && object?.type === 'identifier' && this.classOf(object)?.id === node.id)
        add(left?.childForFieldName('attribute')?.text ?? '', right);
    }
    this.#attributes.set(node.id, found);
    return found;
  }
}

/** The path of a string that Keras takes for a loss or metric. */
export function stringPath(name: string, isKnown: (path: string) => boolean): string {
  const paths = ['compile', 'losses', 'metrics'].map((module) => `keras.${module}.${name}`);
  return paths.find(isKnown) ?? `keras.losses.${name}`;
}

/** The meaning that all share; none where one is unknown or differs. */
function agreeing<T>(
  values: readonly T[],
  meaningOf: (value: T) => Meaning | undefined,
): Meaning | undefined {
  const meanings: Meaning[] = [];
  for (const value of values) {
    const meaning = meaningOf(value);
    if (!meaning) return undefined;
    meanings.push(meaning);
  }
  const [first, ...others] = meanings;
  if (!first) return undefined;
  const key = (meaning: Meaning): string | number =>
    'path' in meaning ? `${meaning.kind} ${meaning.path}` : meaning.node.id;
  if (others.every((other) => key(other) === key(first))) {
    if (first.kind !== 'instance') return first;
    const isSame = others.every((other) => other.kind === 'instance' && other.call.text === first.call.text);
    return isSame ? first : { ...first, isOneOfSeveral: true };
  }
  // try: import tensorflow.keras / except ImportError: import keras
  const paths = meanings.map((meaning) => (meaning.kind === 'name' ? meaning.path : ''));
  return paths.every((path) => /(^|\.)keras$/.test(path)) ? first : undefined;
}

/** Bindings of the scope that a name stands in itself: the last before it, and before that one those it may skip. */
function reaching(name: Node, bindings: readonly Binding[]): readonly Binding[] {
  const own = bindings.find(({ target }) => target.id === name.id);
  if (own) return [own];
  const found: Binding[] = [];
  for (const binding of [...bindings].reverse()) {
    // The right side of `x = f(x)` still means the earlier x.
    const isLater = (binding.value ?? binding.target).endIndex > name.startIndex;
    if (isLater && binding.definition === undefined) {
      if (inSameLoop(name, binding.target)) found.push(binding);
      continue;
    }
    if (binding.target.startIndex > name.startIndex) continue;
    found.push(binding);
    if (alwaysRuns(binding.target, name)) break;
  }
  return found;
}

/** Whether every way to `name` leads through the statement of `target`. */
function alwaysRuns(target: Node, name: Node): boolean {
  for (let parent = parentOf(target); parent; parent = parentOf(parent)) {
    if (parent.endIndex >= name.endIndex && parent.startIndex <= name.startIndex) return true;
    if (/^(if_statement|for_statement|while_statement|try_statement|match_statement)$/.test(parent.type))
      return false;
  }
  return true;
}

function inSameLoop(name: Node, target: Node): boolean {
  for (let parent = parentOf(name); parent; parent = parentOf(parent)) {
    if (/^(function_definition|class_definition|module)$/.test(parent.type)) return false;
    if (/^(for|while)_statement$/.test(parent.type) && target.endIndex <= parent.endIndex)
      return target.startIndex >= parent.startIndex;
  }
  return false;
}
