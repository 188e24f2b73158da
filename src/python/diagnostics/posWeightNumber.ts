// `pos_weight` must be a tensor: PyTorch raises a TypeError for a number.
import type { Node } from 'web-tree-sitter';
import { rangeOf } from '../calls';
import { literal } from '../literals';
import { argumentNamed, importsTorch, replaced } from './argumentNodes';
import type { Rule } from './rule';

const PATHS = new Set(['torch.nn.BCEWithLogitsLoss', 'torch.nn.functional.binary_cross_entropy_with_logits']);

export const posWeightNumber: Rule = {
  id: 'posWeightNumber',
  check(call) {
    const { path, loss, resolver } = call;
    if (!PATHS.has(path) || loss.isObject || loss.skip > 0) return undefined;
    const given = argumentNamed(call, 'pos_weight');
    if (!given) return undefined;
    const source = given.value.type === 'identifier' ? resolver.boundOnce(given.value) : given.value;
    if (!source || !isNumber(source)) return undefined;
    const { text } = given.value;
    const tensor = `torch.tensor(${/^\d+$/.test(text) ? `${text}.0` : text})`;
    return {
      range: rangeOf(given.node),
      message: {
        en: '`pos_weight` must be a tensor. PyTorch raises a TypeError for a number.',
        zh: '`pos_weight` 必须是张量。传入数字时 PyTorch 会抛出 TypeError。',
      },
      ...(importsTorch(resolver)
        ? {
            fix: {
              title: { en: `Write ${tensor}`, zh: `改为 ${tensor}` },
              replacements: [replaced(given.value, tensor)],
            },
          }
        : {}),
    };
  },
};

/** A literal of a tensor reads as a number too, so that calls are told apart. */
function isNumber(node: Node): boolean {
  return node.descendantsOfType('call').length === 0 && typeof literal(node) === 'number';
}
