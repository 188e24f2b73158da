// Negative log likelihood of log probabilities.
import { torchNames } from '../aliases';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, CLASS_WEIGHT, IGNORE_INDEX, LABEL_SMOOTHING } from '../parameters';
import { columnPrediction } from '../symbols';
import { crossEntropyForm, DIVIDE_BY } from './classes';

export const NLL: Declaration = {
  id: 'nll',
  kind: 'loss',
  name: { en: 'Negative log likelihood', zh: '负对数似然' },
  abbreviation: 'NLL',
  tasks: ['classification', 'segmentation'],
  family: 'distribution',
  layouts: ['classes'],
  prediction: () => 'logProbability',
  label: () => 'class',
  parameters: [CLASS_WEIGHT, IGNORE_INDEX, LABEL_SMOOTHING, DIVIDE_BY, CLASS_AXIS],
  limits: () => ({
    prediction: {
      to: 0,
      why: {
        en: 'nll takes log probabilities, which are never positive; for probabilities or logits use cross_entropy',
        zh: 'nll 的输入是对数概率，不会为正；若为概率或 logits 请用 cross_entropy',
      },
    },
  }),
  form: (setting) => crossEntropyForm(setting, columnPrediction('logProbability')),
  note: {
    formula: '\\mathrm{NLL} = -\\frac{1}{N} \\sum_{i=1}^{N} \\ell_{i, y_i}, \\qquad \\ell = \\ln p',
    summary: {
      en: 'Cross entropy for a model that already gives logarithms of probabilities: it just reads off the label’s entry and negates it.',
      zh: '用于已输出对数概率的模型的交叉熵：只取标签处的值再取负。',
    },
    gradient: {
      en: '$-1/N$ at the label, 0 elsewhere: everything else happens in the log-softmax before it.',
      zh: '标签处为 $-1/N$，其余为 0：其他作用都发生在它之前的 log-softmax 中。',
    },
    use: {
      en: 'After log_softmax, or for sequence models that sum log probabilities.',
      zh: '接在 log_softmax 之后，或用于累加对数概率的序列模型。',
    },
    avoid: {
      en: 'Raw logits or probabilities: the numbers look plausible and mean nothing.',
      zh: '原始 logits 或概率：得到的数字看似合理却没有意义。',
    },
    neighbours: {
      en: '`cross_entropy` on logits is this after log-softmax, in one step.',
      zh: '以 logits 为输入的 `cross_entropy` 等于一步完成 log-softmax 与本损失。',
    },
    pitfalls: [
      {
        en: 'Probabilities passed as log probabilities give values between −1 and 0: a negative “loss” that still seems to improve.',
        zh: '把概率当作对数概率传入，会得到 −1 到 0 之间的值：看似不断改进的负“损失”。',
      },
      {
        en: 'With class weights the mean is Σw·l/Σw, not the mean of `none` (pytorch#40560).',
        zh: '使用类别权重时均值为 Σw·l/Σw，而不是 `none` 结果的平均（pytorch#40560）。',
      },
    ],
    sources: [
      {
        title: 'Fisher 1922, On the Mathematical Foundations of Theoretical Statistics',
        link: 'https://doi.org/10.1098/rsta.1922.0009',
      },
    ],
  },
  presets: [],
  aliases: torchNames('NLLLoss', 'nll_loss', {
    arguments: { weight: 'weight', ignore_index: 'ignoreIndex' },
  }),
};
