// Turns a place in the code into the loss that stands there, with what its calls say.
import type { Node } from 'web-tree-sitter';
import { readArguments, readCall, rangeOf, signatureOf } from './calls';
import { stringOf } from './literals';
import { lastOf, rootOf, type KnownName, type KnownNames } from './names';
import { possibilities } from './possibilities';
import type { Differences, LossUse } from './reading';
import { stringPath, type Meaning, type Resolver } from './resolve';
import { parameterName } from './scopes';

/** A known loss that an expression means, and the call that settles its parameters. */
export interface KnownLoss {
  readonly known: KnownName;
  readonly call: Node | undefined;
  /** Constructed: calling it computes. */
  readonly isObject: boolean;
  /** Arguments of `call` that are not the loss's own. */
  readonly skip: number;
  readonly definition?: Node;
  readonly certainty: LossUse['certainty'];
}

export class LossUses {
  readonly #names: KnownNames;
  readonly #resolver: Resolver;

  constructor(names: KnownNames, resolver: Resolver) {
    this.#names = names;
    this.#resolver = resolver;
  }

  /** The loss at an identifier or a string. */
  at(node: Node): LossUse | undefined {
    if (node.type === 'string') return this.#atString(node);
    if (node.type !== 'identifier') return undefined;
    const expression = expressionAt(node);
    if (!expression) return undefined;
    const loss = this.knownLoss(this.#meaningOf(expression));
    return loss && this.#use(loss, node, expression);
  }

  /** The losses that an identifier may mean, where that depends on the branch that ran; else none. */
  alternatives(node: Node): LossUse[] {
    const expression = node.type === 'identifier' ? expressionAt(node) : undefined;
    if (!expression || expression.type === 'dotted_name') return [];
    const losses = possibilities(expression, this.#resolver).map((meaning) => this.knownLoss(meaning));
    const known = losses.filter((loss) => loss !== undefined);
    if (known.length < 2 || known.length < losses.length) return [];
    return known.map((loss) => this.#use(loss, node, expression));
  }

  /** The path of an import that an identifier means and that no library has. */
  importedPath(node: Node): string | undefined {
    const expression = node.type === 'identifier' ? expressionAt(node) : undefined;
    const meaning = expression && this.#meaningOf(expression);
    const isPath = meaning?.kind === 'name' || meaning?.kind === 'instance';
    return isPath && this.#names.find(meaning.path) === undefined ? meaning.path : undefined;
  }

  /** The use of what another file defines, with what the call here says. */
  imported(node: Node, foreign: LossUse): LossUse | undefined {
    const known = this.#names.find(foreign.path);
    const expression = expressionAt(node);
    const meaning = expression && this.#meaningOf(expression);
    if (!known || !expression || (meaning?.kind !== 'name' && meaning?.kind !== 'instance')) return undefined;
    const isObject = meaning.kind === 'instance';
    const { definedAs, differences, certainty } = foreign;
    return {
      ...this.#use({ known, call: meaning.call, isObject, skip: 0, certainty }, node, expression),
      ...(definedAs === undefined ? {} : { definedAs }),
      ...(differences === undefined ? {} : { differences }),
    };
  }

  /** The loss that an expression means. */
  lossOf(expression: Node): KnownLoss | undefined {
    return this.knownLoss(this.#resolver.resolve(expression));
  }

  knownLoss(meaning: Meaning | undefined): KnownLoss | undefined {
    if (!meaning || meaning.kind === 'values') return undefined;
    if ('node' in meaning) {
      const found = this.#definition(meaning.node);
      // What a class hands to the loss it derives from settles it, not what the class itself is given.
      const call = baseCall(meaning.node) ?? meaning.call;
      return found && { ...found, call, isObject: meaning.kind === 'made', skip: 0 };
    }
    const known = this.#names.find(meaning.path);
    if (!known) return undefined;
    const isObject = meaning.kind === 'instance' && isClass(known.path);
    if (meaning.kind === 'instance' && !isObject) return undefined; // the value that a function gave
    const skip = meaning.kind === 'name' && meaning.call ? 1 : 0;
    return { known, call: meaning.call, isObject, skip, certainty: 'resolved' };
  }

  #meaningOf(expression: Node): Meaning | undefined {
    if (expression.type === 'dotted_name') {
      const module = importedFrom(expression);
      return module === undefined ? undefined : { kind: 'name', path: `${module}.${expression.text}` };
    }
    const { parent } = expression;
    const isDefinition = parent?.type === 'class_definition' || parent?.type === 'function_definition';
    if (isDefinition && parent.childForFieldName('name')?.id === expression.id)
      return { kind: 'definition', node: parent };
    return this.#resolver.resolve(expression);
  }

  #use(loss: KnownLoss, name: Node, expression: Node): LossUse {
    const parent = expression.parent;
    const call =
      parent?.type === 'call' && parent.childForFieldName('function')?.id === expression.id
        ? parent
        : undefined;
    const isFunction = !loss.isObject && !isClass(loss.known.path);
    const settling = loss.call ?? call;
    const bound = this.#resolver.boundOnce;
    const meaning = readCall(loss.known, settling, bound, loss.skip);
    const computes = call !== undefined && (loss.isObject || isFunction);
    const { definition } = loss;
    return {
      path: loss.known.path,
      library: rootOf(loss.known.path),
      id: loss.known.declaration?.id,
      ...(loss.known.alias.preset === undefined ? {} : { preset: loss.known.alias.preset }),
      params: meaning.params,
      arguments: meaning.arguments,
      reduction: meaning.reduction,
      ...(computes
        ? { inputs: isFunction ? meaning.arguments : readArguments(call, bound, ['input', 'target']) }
        : {}),
      range: rangeOf(name),
      ...(call ? { callRange: rangeOf(call) } : {}),
      certainty: loss.certainty,
      ...(definition
        ? {
            definedAs: definition.childForFieldName('name')?.text ?? '',
            differences: differences(definition, loss.known.path),
          }
        : {}),
    };
  }

  #definition(node: Node): Pick<KnownLoss, 'known' | 'definition' | 'certainty'> | undefined {
    const name = node.childForFieldName('name')?.text ?? '';
    if (node.type === 'class_definition') {
      for (const base of node.childForFieldName('superclasses')?.namedChildren ?? []) {
        const found = base.type === 'keyword_argument' ? undefined : this.lossOf(base);
        if (!found || !isClass(found.known.path)) continue;
        const own = found.certainty === 'looksLike' || computesAnew(node);
        return { known: found.known, definition: node, certainty: own ? 'looksLike' : 'resolved' };
      }
    } else if (node.parent?.parent?.type === 'class_definition') return undefined; // a method
    const alike = this.#names
      .endingWith(name)
      .filter(({ path }) => isClass(path) === (node.type === 'class_definition'));
    const known = alike.find(({ path }) => signatureOf(path).length > 0) ?? alike[0];
    return known && { known, definition: node, certainty: 'looksLike' };
  }

  #atString(node: Node): LossUse | undefined {
    const name = stringOf(node);
    if (name === undefined || !isKerasName(node, this.#resolver)) return undefined;
    const known = this.#names.find(stringPath(name, (path) => this.#names.find(path) !== undefined));
    if (!known) return undefined;
    const loss: KnownLoss = { known, call: undefined, isObject: true, skip: 0, certainty: 'resolved' };
    return this.#use(loss, node, node);
  }
}

/** Libraries name classes with a capital, and functions without. */
export function isClass(path: string): boolean {
  return /^([A-Z]|DC_|BDLoss)/.test(lastOf(path)) && path !== 'cv2.EMD';
}

/** The whole expression whose last name an identifier is; undefined for names that mean nothing by themselves. */
function expressionAt(node: Node): Node | undefined {
  const { parent } = node;
  if (!parent) return undefined;
  const isField = (field: string): boolean => parent.childForFieldName(field)?.id === node.id;
  if (parent.type === 'attribute' && isField('attribute')) return parent;
  if (parent.type === 'keyword_argument' && isField('name')) return undefined;
  if (parent.type === 'dotted_name') return parent.lastNamedChild?.id === node.id ? parent : undefined;
  if (parent.type === 'aliased_import') return node;
  return node;
}

/** The module that a name of an import statement comes from. */
function importedFrom(name: Node): string | undefined {
  const statement = name.parent?.type === 'aliased_import' ? name.parent.parent : name.parent;
  if (statement?.type !== 'import_from_statement') return undefined;
  const module = statement.childForFieldName('module_name');
  return module?.id === name.id ? undefined : module?.text;
}

/** `super().__init__(…)` of a class that has an initialiser of its own, unless that passes on whatever it is given. */
function baseCall(node: Node): Node | undefined {
  const calls = methodOf(node, '__init__')?.descendantsOfType('call') ?? [];
  const found = calls.find((call) =>
    /^super\(.*\)\.__init__$/s.test(call.childForFieldName('function')?.text ?? ''),
  );
  const given = found?.childForFieldName('arguments')?.namedChildren ?? [];
  return given.some(({ type }) => type.includes('splat')) ? undefined : found;
}

function methodOf(node: Node, name: string): Node | undefined {
  const body = node.type === 'class_definition' ? node.childForFieldName('body')?.namedChildren : undefined;
  return body
    ?.map((each) => each.childForFieldName('definition') ?? each)
    .find((each) => each.childForFieldName('name')?.text === name);
}

/** Whether a class has its own computation instead of its base's. */
function computesAnew(node: Node): boolean {
  return ['forward', '__call__', 'call'].some((name) => methodOf(node, name) !== undefined);
}

function differences(definition: Node, path: string): Differences {
  const standard = signatureOf(path).filter((name) => name !== '*');
  const initialise =
    definition.type === 'function_definition' ? definition : methodOf(definition, '__init__');
  if (standard.length === 0 || !initialise) return { lacks: [], adds: [] };
  const parameters = initialise.childForFieldName('parameters')?.namedChildren ?? [];
  const own = parameters
    .filter((each) => !/splat|separator/.test(each.type))
    .map((each) => parameterName(each)?.text ?? '')
    .filter((name) => name !== 'self' && name !== '');
  // **kwargs passes on what it does not name.
  const passesOn = parameters.some((each) => each.type === 'dictionary_splat_pattern');
  return {
    lacks: passesOn ? [] : standard.filter((name) => !own.includes(name)),
    adds: own.filter((name) => !standard.includes(name)),
  };
}

/** Whether Keras reads a string as a loss or metric: in `compile(…)` or `keras.losses.get(…)`. */
function isKerasName(node: Node, resolver: Resolver): boolean {
  let argument: Node = node;
  let parent = node.parent;
  while (parent && /^(list|tuple|dictionary|pair|parenthesized_expression)$/.test(parent.type)) {
    if (parent.type === 'pair' && parent.childForFieldName('key')?.id === argument.id) return false;
    argument = parent;
    parent = parent.parent;
  }
  const keyword = parent?.type === 'keyword_argument' ? parent.childForFieldName('name')?.text : undefined;
  const list = keyword === undefined ? parent : parent?.parent;
  const call = list?.type === 'argument_list' ? list.parent : undefined;
  const callee = call?.childForFieldName('function');
  if (!callee || !list) return false;
  const isMethod = callee.type === 'attribute';
  if (isMethod && callee.childForFieldName('attribute')?.text === 'compile')
    return keyword === undefined
      ? list.namedChildren[1]?.id === argument.id
      : /^(loss|metrics|weighted_metrics)$/.test(keyword);
  return /(^|\.)keras\.(losses|metrics)\.(get|deserialize)$/.test(resolver.pathOf(callee) ?? '');
}
