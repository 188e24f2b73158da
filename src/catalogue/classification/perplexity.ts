// Perplexity: the exponential of the mean negative log likelihood.
import { div, exp, sumSamples } from '../../math/build';
import { named } from '../aliases';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { VALID } from '../symbols';
import { CLASS_SAMPLES, crossEntropyForm } from './classes';
import { logProbability } from './logProbability';

export const PERPLEXITY: Declaration = {
  id: 'perplexity',
  kind: 'metric',
  name: { en: 'Perplexity', zh: '困惑度' },
  abbreviation: 'PPL',
  tasks: ['classification'],
  family: 'distribution',
  ...CLASS_SAMPLES,
  parameters: [inputParameter(), IGNORE_INDEX, CLASS_AXIS],
  form: (setting) => {
    const { loss } = crossEntropyForm(setting, logProbability(setting.params));
    return { kind: 'groups', groups: 'all', value: exp(div(sumSamples(loss), sumSamples(VALID))) };
  },
  note: {
    formula: '\\mathrm{PPL} = \\exp\\left(-\\frac{1}{N} \\sum_{i=1}^{N} \\ln p_{i, y_i}\\right)',
    summary: {
      en: 'How many equally likely choices the model is in effect hesitating between at each token: 1 is certainty, the size of the vocabulary is a blind guess.',
      zh: '模型在每个词元上相当于在多少个等可能的选项间犹豫：1 为确定，等于词表大小则为盲猜。',
    },
    gradient: {
      en: 'That of the mean cross entropy, times the perplexity itself.',
      zh: '等于平均交叉熵的梯度乘以困惑度本身。',
    },
    use: { en: 'Language models on one tokenisation.', zh: '同一分词方式下的语言模型。' },
    avoid: {
      en: 'Comparing models with different vocabularies: use bits per character.',
      zh: '比较词表不同的模型：应使用每字符比特数。',
    },
    neighbours: {
      en: 'It is exp of `cross_entropy`; minimising either is the same.',
      zh: '等于 `cross_entropy` 的指数；最小化二者等价。',
    },
    pitfalls: [
      {
        en: 'The mean of the perplexities of batches is larger than the perplexity of the text: average the log likelihoods first.',
        zh: '各批次困惑度的平均大于全文的困惑度：应先对对数似然取平均。',
      },
      {
        en: 'Padding must be ignored (ignoreIndex), or it makes the model look better than it is.',
        zh: '填充位置必须忽略（ignoreIndex），否则模型会显得比实际更好。',
      },
    ],
    sources: [
      {
        title: 'Jelinek et al. 1977, Perplexity, a measure of the difficulty of speech recognition tasks',
        link: 'https://doi.org/10.1121/1.2016299',
      },
    ],
  },
  presets: [],
  aliases: named(['torchmetrics.text.Perplexity', 'torchmetrics.functional.text.perplexity'], {
    takes: { prediction: 'logit', shapes: ['indexLast'] },
  }),
};
