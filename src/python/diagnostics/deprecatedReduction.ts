// `size_average` and `reduce`, which PyTorch keeps for old code: they override `reduction`.
import { meantReduction, rangeOf, readArguments } from '../calls';
import { argumentsOf, replaced } from './argumentNodes';
import type { Rule, TextReplacement } from './rule';

const LEGACY = new Set(['size_average', 'reduce']);

export const deprecatedReduction: Rule = {
  id: 'deprecatedReduction',
  check({ node, path, resolver }) {
    if (!path.startsWith('torch.nn.')) return undefined;
    const given = argumentsOf(node) ?? [];
    const first = given.find(({ keyword }) => keyword !== undefined && LEGACY.has(keyword));
    if (!first) return undefined;
    const read = readArguments(node, resolver.boundOnce);
    const settled = read.filter(({ name }) => name !== undefined && LEGACY.has(name));
    // A wrapper that passes on its own parameter, or None, which is the default.
    if (settled.some(({ value }) => typeof value !== 'boolean')) return undefined;
    const reduction = meantReduction(read);
    const replacements: TextReplacement[] = [];
    for (const [index, { node: each, keyword }] of given.entries()) {
      if (each.id === first.node.id) replacements.push(replaced(each, `reduction="${reduction}"`));
      else if (keyword === 'reduction' || (keyword !== undefined && LEGACY.has(keyword))) {
        const before = given[index - 1];
        const after = given[index + 1];
        const start = before ? rangeOf(before.node).end : rangeOf(each).start;
        const end = before || !after ? rangeOf(each).end : rangeOf(after.node).start;
        replacements.push({ range: { start, end }, text: '' });
      }
    }
    // Other arguments by position may hold the same parameters.
    const isPlain = given.every(({ keyword }, index) => keyword !== undefined || index < 2);
    return {
      range: rangeOf(first.node),
      message: {
        en: `\`${first.keyword}\` is deprecated and overrides \`reduction\`. Here it means reduction="${reduction}".`,
        zh: `\`${first.keyword}\` 已弃用，并会覆盖 \`reduction\`。此处相当于 reduction="${reduction}"。`,
      },
      ...(isPlain
        ? {
            fix: {
              title: { en: `Write reduction="${reduction}"`, zh: `改为 reduction="${reduction}"` },
              replacements,
            },
          }
        : {}),
    };
  },
};
