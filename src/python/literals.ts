// Values of literal expressions: numbers and their arithmetic, strings, lists of numbers, tensors of literals.
import type { Node } from 'web-tree-sitter';
import type { ParameterValue } from '../protocol/compute';

/** Looks up what a name is bound to once; the literal of a name without it is unknown. */
export type BoundOnce = (name: Node) => Node | undefined;

/** Undefined where it is no literal. */
export function literal(node: Node, boundOnce?: BoundOnce, depth = 0): ParameterValue | undefined {
  if (depth > 6) return undefined;
  const inner = (child: Node | null | undefined): ParameterValue | undefined =>
    child ? literal(child, boundOnce, depth + 1) : undefined;
  switch (node.type) {
    case 'integer':
    case 'float':
      return numberOf(node.text);
    case 'true':
      return true;
    case 'false':
      return false;
    case 'none':
      return null;
    case 'string':
      return stringOf(node);
    case 'parenthesized_expression':
      return inner(node.firstNamedChild);
    case 'unary_operator': {
      const value = inner(node.childForFieldName('argument'));
      if (typeof value !== 'number') return undefined;
      const operator = node.childForFieldName('operator')?.text;
      return operator === '-' ? -value : operator === '+' ? value : undefined;
    }
    case 'binary_operator': {
      const left = inner(node.childForFieldName('left'));
      const right = inner(node.childForFieldName('right'));
      if (typeof left !== 'number' || typeof right !== 'number') return undefined;
      return arithmetic(node.childForFieldName('operator')?.text, left, right);
    }
    case 'list':
    case 'tuple': {
      const values = node.namedChildren.filter((child) => child.type !== 'comment').map(inner);
      return values.every((value) => typeof value === 'number') ? values : undefined;
    }
    case 'call':
      return isTensor(node) ? inner(node.childForFieldName('arguments')?.firstNamedChild) : undefined;
    case 'identifier':
      return inner(boundOnce?.(node));
    default:
      return undefined;
  }
}

/** The text of a plain string; undefined for one with interpolation. */
export function stringOf(node: Node): string | undefined {
  if (node.type !== 'string') return undefined;
  const parts = node.namedChildren;
  if (parts.some((part) => part.type === 'interpolation')) return undefined;
  return parts
    .filter((part) => part.type === 'string_content')
    .map((part) => part.text)
    .join('');
}

/** `torch.tensor([...])` and its like; `.to(device)` behind it changes no number. */
function isTensor(call: Node): boolean {
  const callee = call.childForFieldName('function');
  const name = callee?.type === 'attribute' ? callee.childForFieldName('attribute')?.text : callee?.text;
  return name !== undefined && /^(tensor|Tensor|FloatTensor|as_tensor|array|asarray|constant)$/.test(name);
}

function numberOf(text: string): number | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isNaN(value) ? undefined : value;
}

function arithmetic(operator: string | undefined, left: number, right: number): number | undefined {
  const results: Readonly<Record<string, number>> = {
    '+': left + right,
    '-': left - right,
    '*': left * right,
    '/': left / right,
    '**': left ** right,
  };
  const value = results[operator ?? ''];
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
