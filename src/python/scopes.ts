// What each name is bound to in each scope of a file, by Python's rules. A scope is read when a name in it is
// first asked for, and never deeper than its own statements: a large file costs what is looked at.
import type { Node } from 'web-tree-sitter';
import { parentOf } from './parents';

export interface Binding {
  readonly name: string;
  /** Where the name stands. */
  readonly target: Node;
  /** Imported: the dotted path. */
  readonly path?: string;
  /** Assigned: the expression. */
  readonly value?: Node;
  /** A class or function of this file. */
  readonly definition?: Node;
}

export interface Scope {
  readonly names: ReadonlyMap<string, readonly Binding[]>;
  /** Modules of `from module import *`. */
  readonly stars: readonly string[];
  /** Names that `global` or `nonlocal` send to a scope outside. */
  readonly outside: ReadonlySet<string>;
}

const SCOPES = new Set([
  'module',
  'function_definition',
  'class_definition',
  'lambda',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

/** Statements whose blocks belong to the scope around them. */
const BLOCKS = new Set([
  'block',
  'if_statement',
  'elif_clause',
  'else_clause',
  'for_statement',
  'while_statement',
  'try_statement',
  'except_clause',
  'finally_clause',
  'with_statement',
  'with_clause',
  'match_statement',
  'case_clause',
]);

/** The nodes of the scopes around a node, innermost first, as names there are looked up. */
export function scopesAround(node: Node): Node[] {
  const scopes: Node[] = [];
  for (let child = node, parent = parentOf(node); parent; child = parent, parent = parentOf(parent)) {
    if (!SCOPES.has(parent.type)) continue;
    const isDefinition = parent.type === 'function_definition' || parent.type === 'class_definition';
    const isInside = !isDefinition || child.type === 'block' || isOwnParameter(node, child);
    // A class's names are seen by its own statements only, not by its methods.
    if (isInside && !(parent.type === 'class_definition' && scopes.length > 0)) scopes.push(parent);
  }
  return scopes;
}

/** A parameter's name belongs to the function; its default value and its type to the scope outside. */
function isOwnParameter(node: Node, child: Node): boolean {
  if (child.type !== 'parameters') return false;
  const parent = parentOf(node);
  return parent?.id === child.id || parent?.childForFieldName('name')?.id === node.id;
}

/** The scope of a function, class, lambda or comprehension; that of a module is `ModuleScope`. */
export function readScope(node: Node): Scope {
  const { bind, statement, ...scope } = emptyScope();
  const parameters = node.childForFieldName('parameters');
  if (parameters && node.type !== 'class_definition')
    for (const parameter of parameters.namedChildren) bind(parameterName(parameter));
  for (const child of node.namedChildren) {
    if (child.type === 'for_in_clause') targets(child.childForFieldName('left'), undefined, bind);
    else if (child.type === 'block') statement(child);
  }
  return scope;
}

/** What one statement binds in the scope it stands in. */
export function bindingsOf(node: Node): Scope {
  const { statement, ...scope } = emptyScope();
  statement(node);
  return scope;
}

function emptyScope(): Scope & { readonly bind: Bind; readonly statement: (each: Node) => void } {
  const names = new Map<string, Binding[]>();
  const stars: string[] = [];
  const outside = new Set<string>();
  const bind: Bind = (target, what = {}) => {
    if (!target) return;
    const name = target.text;
    const others = names.get(name);
    if (others) others.push({ name, target, ...what });
    else names.set(name, [{ name, target, ...what }]);
  };
  const statement = (each: Node): void => {
    switch (each.type) {
      case 'expression_statement':
        for (const child of each.namedChildren) expression(child, bind);
        break;
      case 'import_statement':
      case 'import_from_statement':
        imported(each, bind, stars);
        break;
      case 'function_definition':
      case 'class_definition':
        bind(each.childForFieldName('name'), { definition: each });
        break;
      case 'decorated_definition': {
        const definition = each.childForFieldName('definition');
        if (definition) statement(definition);
        break;
      }
      case 'global_statement':
      case 'nonlocal_statement':
        for (const name of each.namedChildren) outside.add(name.text);
        break;
      case 'delete_statement':
        for (const target of each.namedChildren) targets(target, undefined, bind);
        break;
      case 'with_item':
        withItem(each, bind);
        break;
      default:
        if (!BLOCKS.has(each.type)) return;
        if (each.type === 'for_statement') targets(each.childForFieldName('left'), undefined, bind);
        for (const child of each.namedChildren) {
          if (child.type === 'as_pattern') targets(child.childForFieldName('alias'), undefined, bind);
          else statement(child);
        }
    }
  };
  return { names, stars, outside, bind, statement };
}

export function parameterName(parameter: Node): Node | null {
  if (parameter.type === 'identifier') return parameter;
  return parameter.childForFieldName('name') ?? parameter.descendantsOfType('identifier')[0] ?? null;
}

type Bind = (target: Node | null | undefined, what?: Omit<Binding, 'name' | 'target'>) => void;

function expression(node: Node, bind: Bind): void {
  if (node.type === 'assignment') {
    const right = node.childForFieldName('right');
    if (right === null) return; // only a type
    // a = b = value
    const value = right.type === 'assignment' ? right.childForFieldName('right') : right;
    targets(node.childForFieldName('left'), value ?? undefined, bind);
    if (right.type === 'assignment') expression(right, bind);
  } else if (node.type === 'augmented_assignment') targets(node.childForFieldName('left'), undefined, bind);
  else if (node.type === 'named_expression')
    bind(node.childForFieldName('name'), { value: node.childForFieldName('value')! });
}

function targets(target: Node | null, value: Node | undefined, bind: Bind): void {
  if (!target) return;
  if (target.type === 'identifier') bind(target, value ? { value } : {});
  else if (/^(pattern_list|tuple_pattern|list_pattern|tuple|list|expression_list)$/.test(target.type)) {
    const parts = target.namedChildren;
    const values = value && /^(tuple|list|expression_list)$/.test(value.type) ? value.namedChildren : [];
    for (const [index, part] of parts.entries())
      targets(part, values.length === parts.length ? values[index] : undefined, bind);
  } else if (/^(list_splat_pattern|as_pattern_target|parenthesized_expression)$/.test(target.type))
    targets(target.firstNamedChild, undefined, bind);
}

function withItem(item: Node, bind: Bind): void {
  const value = item.childForFieldName('value');
  if (value?.type === 'as_pattern') targets(value.childForFieldName('alias'), undefined, bind);
}

function imported(statement: Node, bind: Bind, stars: string[]): void {
  const module = statement.childForFieldName('module_name');
  const prefix = module ? `${module.text}.` : '';
  if (statement.namedChildren.some((child) => child.type === 'wildcard_import'))
    stars.push(module?.text ?? '');
  for (const name of statement.childrenForFieldName('name')) {
    if (name.type === 'aliased_import')
      bind(name.childForFieldName('alias'), { path: prefix + (name.childForFieldName('name')?.text ?? '') });
    else if (module) bind(name, { path: prefix + name.text });
    // import torch.nn binds torch
    else bind(name.firstNamedChild, { path: name.firstNamedChild?.text ?? '' });
  }
}
