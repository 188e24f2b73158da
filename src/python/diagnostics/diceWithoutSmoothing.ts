// A Dice loss whose quotient has nothing added below: 0 / 0 where neither the prediction nor the label has the class.
import type { Node } from 'web-tree-sitter';
import { rangeOf } from '../calls';
import type { Resolver } from '../resolve';
import { replaced } from './argumentNodes';
import { bodyAround, enclosing, followed, unwrapped } from './flow';
import type { Problem, Rule } from './rule';

const ADDED = '1e-6';

/** Words of code that takes care of the empty class in another way. */
const GUARDS = /where|nan|clamp|clip|eps|smooth|max\(|maximum|isclose|no_nan|try\b|1e-/i;

export const diceWithoutSmoothing: Rule = {
  id: 'diceWithoutSmoothing',
  functions: { named: /dice/i, check },
};

function check(definition: Node, resolver: Resolver): Problem | undefined {
  if (!/dice/i.test(namesAround(definition)) || GUARDS.test(definition.text)) return undefined;
  const branches = ['if_statement', 'conditional_expression', 'assert_statement'];
  if (definition.descendantsOfType(branches).length > 0) return undefined;
  const [quotient, ...others] = definition
    .descendantsOfType('binary_operator')
    .filter((each) => isDice(each, resolver) && bodyAround(each).id === definition.id);
  return quotient && others.length === 0 && isOfLoss(definition, quotient) ? problemOf(quotient) : undefined;
}

function problemOf(quotient: Node): Problem {
  const above = quotient.childForFieldName('left')!;
  const below = quotient.childForFieldName('right')!;
  return {
    range: rangeOf(quotient),
    message: {
      en: 'Where neither the prediction nor the label has the class this is 0 / 0, and the loss becomes NaN. Add a small number above and below.',
      zh: '当预测和标签都不含该类别时，此处为 0 / 0，损失会变成 NaN。请在分子和分母各加一个小数。',
    },
    fix: {
      title: { en: `Add ${ADDED} above and below`, zh: `分子和分母各加 ${ADDED}` },
      replacements: [replaced(above, plus(above)), replaced(below, plus(below))],
    },
  };
}

function plus({ type, text }: Node): string {
  return type === 'parenthesized_expression' ? `${text.slice(0, -1)} + ${ADDED})` : `(${text} + ${ADDED})`;
}

/** The names of a function and of the class around it. */
function namesAround(definition: Node): string {
  const around = enclosing(definition, ['class_definition']);
  return [definition, around].map((each) => each?.childForFieldName('name')?.text ?? '').join(' ');
}

/** A loss by its name, or by `1 - …`; a metric may mean NaN by an empty class. */
function isOfLoss(definition: Node, quotient: Node): boolean {
  if (/loss/i.test(namesAround(definition))) return true;
  const { parent } = quotient;
  return (
    parent?.childForFieldName('operator')?.text === '-' &&
    Number(parent.childForFieldName('left')?.text) === 1
  );
}

/** `2 * … / (sum + sum)`. */
function isDice(node: Node, resolver: Resolver): boolean {
  const above = node.childForFieldName('left');
  const below = node.childForFieldName('right');
  if (node.childForFieldName('operator')?.text !== '/' || !above || !below) return false;
  return isTwice(above) && isSumOfSums(below, resolver);
}

function isTwice(node: Node): boolean {
  const plain = unwrapped(node);
  if (plain.type !== 'binary_operator' || plain.childForFieldName('operator')?.text !== '*') return false;
  const sides = [plain.childForFieldName('left'), plain.childForFieldName('right')];
  return sides.some((each) => each !== null && (Number(each.text) === 2 || isTwice(each)));
}

function isSumOfSums(node: Node, resolver: Resolver): boolean {
  const plain = followed(node, resolver);
  if (plain?.type !== 'binary_operator' || plain.childForFieldName('operator')?.text !== '+') return false;
  const sides = [plain.childForFieldName('left'), plain.childForFieldName('right')];
  return sides.every((each) => each !== null && isSum(each, resolver));
}

/** `p.sum()`, `torch.sum(p)`, `K.sum(p)`, `tf.reduce_sum(p)`. */
function isSum(node: Node, resolver: Resolver): boolean {
  const plain = followed(node, resolver);
  const callee = plain?.type === 'call' ? plain.childForFieldName('function') : undefined;
  return /^(sum|reduce_sum)$/.test(callee?.childForFieldName('attribute')?.text ?? '');
}
