// Any expression over other losses.
import { LossaryError } from '../../protocol/errors';
import type { Declaration } from '../declaration';
import { COMBINED_INPUTS } from './combinedInputs';
import { parseCombination } from './parseCombination';
import { partSymbol } from './weightedSum';

/** Ids that take the weights of a model instead of its prediction. */
const REGULARIZERS: ReadonlySet<string> = new Set(['l1', 'l2', 'elastic_net']);

function given(expression: unknown): string {
  if (typeof expression === 'string' && expression.trim() !== '') return expression;
  throw new LossaryError({
    code: 'badParameter',
    message: 'combine needs an expression over ids.',
    fix: 'Set expression, for example to 0.5*dice(smooth=1e-5) + bce + 0.01*l2.',
  });
}

export const COMBINE: Declaration = {
  id: 'combine',
  kind: 'loss',
  name: { en: 'Combined loss', zh: '组合损失' },
  tasks: ['regression', 'classification', 'segmentation', 'detection', 'distributions'],
  family: 'compound',
  ...COMBINED_INPUTS,
  parameters: [
    {
      kind: 'text',
      name: 'expression',
      default: null,
      meaning: {
        en: 'ids with weights and their parameters in brackets: 0.5*dice(smooth=1e-5) + bce + 0.01*l2',
        zh: '带权重的 id，参数写在括号里：0.5*dice(smooth=1e-5) + bce + 0.01*l2',
      },
    },
  ],
  inputs: {
    weights: {
      required: false,
      shape: 'whole',
      meaning: {
        en: 'the weights of the model, read by l1, l2 and elastic_net',
        zh: '模型权重，供 l1、l2、elastic_net 使用',
      },
    },
  },
  form: ({ params }) => {
    const { value, parts } = parseCombination(given(params['expression']));
    return {
      kind: 'compound',
      value,
      parts: parts.map(({ id, params: own }, index) => ({
        symbol: partSymbol(index, id),
        of: id,
        params: own,
        ...(REGULARIZERS.has(id) ? { prediction: 'weights' } : {}),
      })),
    };
  },
  note: {
    formula: 'L = \\sum_i w_i L_i',
    summary: {
      en: 'Any expression over the ids of this catalogue, with parameters in brackets. Most losses that are used in practice are such sums.',
      zh: '对本目录各 id 的任意表达式，参数写在括号中。实际使用的损失大多是这样的和。',
    },
    gradient: {
      en: 'The same expression of the parts’ gradients, by the chain rule.',
      zh: '由链式法则，为各部分梯度的相应组合。',
    },
    use: { en: 'Trying a mixture before writing it in code.', zh: '写进代码之前先试验某种组合。' },
    avoid: {
      en: 'Parts that need different input: they all see the same prediction and label.',
      zh: '各部分需要不同输入时：它们看到的是同一份预测与标签。',
    },
    neighbours: {
      en: '`dice_ce` and its kin are named combinations with the presets of libraries.',
      zh: '`dice_ce` 等是带有各库预设的具名组合。',
    },
    pitfalls: [
      {
        en: 'Weights cannot be compared between losses of different size: look at the share of the gradient that each part has.',
        zh: '量级不同的损失之间权重不可直接比较：应看各部分所占的梯度比例。',
      },
      {
        en: 'l1, l2 and elastic_net read inputs.weights and are sums, not means.',
        zh: 'l1、l2、elastic_net 读取 inputs.weights，且为求和而非平均。',
      },
    ],
    sources: [
      {
        title: 'Ma et al. 2021, Loss odyssey in medical image segmentation',
        link: 'https://doi.org/10.1016/j.media.2021.102035',
      },
    ],
  },
  presets: [],
  aliases: [],
};
