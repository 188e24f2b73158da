// `reduction="mean"` of PyTorch's KL divergence divides by all elements, not by the samples.
import { rangeOf } from '../calls';
import { literal } from '../literals';
import { appended, argumentNamed, argumentsOf, replaced } from './argumentNodes';
import type { Rule } from './rule';

const PATHS = new Set(['torch.nn.KLDivLoss', 'torch.nn.functional.kl_div']);

export const klDivMean: Rule = {
  id: 'klDivMean',
  check(call) {
    const { node, path, loss } = call;
    // The constructor says the reduction, not the call of what it made.
    if (!PATHS.has(path) || loss.isObject || loss.skip > 0 || !argumentsOf(node)) return undefined;
    if (argumentNamed(call, 'size_average') || argumentNamed(call, 'reduce')) return undefined;
    const given = argumentNamed(call, 'reduction');
    if (given && literal(given.value) !== 'mean') return undefined;
    const edit = given ? replaced(given.value, '"batchmean"') : appended(node, 'reduction="batchmean"');
    const callee = node.childForFieldName('function') ?? node;
    return {
      range: rangeOf(given?.node ?? callee),
      message: {
        en: 'The mean here is over all elements, which is not the KL divergence. Use reduction="batchmean".',
        zh: '此处的 mean 对所有元素取平均，并不是 KL 散度。请使用 reduction="batchmean"。',
      },
      ...(edit
        ? {
            fix: {
              title: { en: 'Use reduction="batchmean"', zh: '使用 reduction="batchmean"' },
              replacements: [edit],
            },
          }
        : {}),
    };
  },
};
