// A focal loss made from the mean cross entropy of a batch: `pt = exp(-ce)` is then one number for all samples, so that
// no sample is weighed by how hard it is.
import type { Node } from 'web-tree-sitter';
import { rangeOf, readCall } from '../calls';
import { appended, argumentNamed, replaced } from './argumentNodes';
import { bodyAround, enclosing, followed, followers, unwrapped } from './flow';
import type { LossCall, Rule, TextReplacement } from './rule';

const PATHS = new Set([
  'torch.nn.CrossEntropyLoss',
  'torch.nn.functional.cross_entropy',
  'torch.nn.NLLLoss',
  'torch.nn.functional.nll_loss',
  'torch.nn.BCELoss',
  'torch.nn.functional.binary_cross_entropy',
  'torch.nn.BCEWithLogitsLoss',
  'torch.nn.functional.binary_cross_entropy_with_logits',
]);

export const focalOfMean: Rule = {
  id: 'focalOfMean',
  check(call) {
    if (!PATHS.has(call.path) || !call.computes || !isMean(call)) return undefined;
    const body = bodyAround(call.node);
    const isModule = body.id === call.resolver.module.node.id;
    const parts = isModule ? followers(call.node, call.resolver) : [body];
    if (!parts.some(({ text }) => /\bexp\(/.test(text))) return undefined;
    const power = parts
      .flatMap((part) => part.descendantsOfType(['binary_operator', 'call']))
      .find((each) => isFocalWeight(each, call) && bodyAround(each).id === body.id);
    if (!power) return undefined;
    const replacements = perSample(call, body, power);
    return {
      range: rangeOf(call.node),
      message: {
        en: 'This cross entropy is the mean of the batch, so exp(-ce) is one number for all samples. A focal loss needs reduction="none", and the mean at the end.',
        zh: '此处的交叉熵是整批的平均，exp(-ce) 对所有样本是同一个数。focal 损失需要 reduction="none"，最后再取平均。',
      },
      ...(replacements
        ? { fix: { title: { en: 'Take the mean at the end', zh: '最后再取平均' }, replacements } }
        : {}),
    };
  },
};

/** Certainly the mean of several samples. */
function isMean({ node, loss, path, resolver }: LossCall): boolean {
  const settling = loss.isObject ? loss.call : node;
  const callee = node.childForFieldName('function');
  const meaning = callee && resolver.resolve(callee);
  if (loss.isObject && meaning?.kind === 'instance' && meaning.isOneOfSeveral) return false;
  const { reduction } = readCall({ ...loss.known, path }, settling, resolver.boundOnce, loss.skip);
  const given = node.childForFieldName('arguments')?.text ?? '';
  // One sample of a batch, taken out for this call, is its own mean.
  return reduction === 'mean' && !/unsqueeze|\[None|\*\*|reduction=[^"']/.test(given);
}

/** `(1 - pt) ** gamma`, `torch.pow(1 - pt, gamma)` or `(1 - pt).pow(gamma)`, where pt = exp(-ce). */
function isFocalWeight(node: Node, call: LossCall): boolean {
  const base =
    node.type === 'binary_operator'
      ? node.childForFieldName('operator')?.text === '**' && node.childForFieldName('left')
      : baseOfPower(node);
  const difference = base ? unwrapped(base) : undefined;
  if (difference?.type !== 'binary_operator') return false;
  const left = difference.childForFieldName('left');
  const right = difference.childForFieldName('right');
  if (difference.childForFieldName('operator')?.text !== '-' || !left || !right) return false;
  return Number(left.text) === 1 && isExponentialOf(right, call);
}

function baseOfPower(node: Node): Node | null | undefined {
  const callee = node.childForFieldName('function');
  if (callee?.childForFieldName('attribute')?.text !== 'pow') return undefined;
  const object = callee.childForFieldName('object');
  return object?.text === 'torch' ? node.childForFieldName('arguments')?.firstNamedChild : object;
}

/** `torch.exp(-ce)` or `(-ce).exp()` of the cross entropy, directly or by names. */
function isExponentialOf(node: Node, call: LossCall): boolean {
  const value = followed(node, call.resolver);
  if (value?.type !== 'call') return false;
  const callee = value.childForFieldName('function');
  if (callee?.childForFieldName('attribute')?.text !== 'exp') return false;
  const object = callee.childForFieldName('object');
  const inner = object?.text === 'torch' ? value.childForFieldName('arguments')?.firstNamedChild : object;
  const negative = inner ? unwrapped(inner) : undefined;
  if (negative?.type !== 'unary_operator' || negative.childForFieldName('operator')?.text !== '-')
    return false;
  const argument = negative.childForFieldName('argument');
  return argument !== null && followed(argument, call.resolver)?.id === call.node.id;
}

/** Edits that leave a number: `reduction="none"` in the call, and the mean of the product. None where more depends on it. */
function perSample(call: LossCall, body: Node, power: Node): readonly TextReplacement[] | undefined {
  if (call.loss.isObject) return undefined;
  let product = power;
  while (product.parent && /^(binary_operator|parenthesized_expression)$/.test(product.parent.type))
    product = product.parent;
  const statement = enclosing(call.node, ['assignment']);
  const name = statement?.childForFieldName('left');
  const isElsewhere = body.descendantsOfType('identifier').some((each) => {
    if (each.text !== name?.text || each.id === name.id) return false;
    const isInProduct = each.startIndex >= product.startIndex && each.endIndex <= product.endIndex;
    return !isInProduct && enclosing(each, ['unary_operator']) === undefined;
  });
  if (name?.type !== 'identifier' || isElsewhere) return undefined;
  const given = argumentNamed(call, 'reduction');
  const first = given ? replaced(given.value, '"none"') : appended(call.node, 'reduction="none"');
  if (!first) return undefined;
  if (product.parent && /^(return_statement|assignment)$/.test(product.parent.type))
    return [
      first,
      replaced(
        product,
        product.type === 'parenthesized_expression' ? `${product.text}.mean()` : `(${product.text}).mean()`,
      ),
    ];
  const reduced =
    product.parent?.type === 'attribute' ? product.parent.childForFieldName('attribute')?.text : '';
  return reduced === 'mean' || reduced === 'sum' ? [first] : undefined;
}
