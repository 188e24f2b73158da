// L2 penalty (ridge, weight decay).
import { mul, square, sumSamples } from '../../math/build';
import type { Declaration } from '../declaration';
import { FACTOR } from '../parameters';
import { parameter } from '../symbols';
import { LAMBDA, NO_REDUCTION_PITFALL, WEIGHT, WEIGHTS_ONLY } from './weights';

export const L2: Declaration = {
  id: 'l2',
  kind: 'loss',
  name: { en: 'L2 penalty (ridge)', zh: 'L2 正则项（岭）' },
  abbreviation: 'L2',
  ...WEIGHTS_ONLY,
  parameters: [LAMBDA, FACTOR],
  form: () => ({
    kind: 'groups',
    groups: 'all',
    value: mul(parameter('factor', 'c'), parameter('lambda', '\\lambda'), sumSamples(square(WEIGHT))),
  }),
  note: {
    formula: 'R = \\lambda \\sum_j w_j^2',
    summary: {
      en: 'The sum of squared weights: large weights cost far more than small ones, so the model spreads its trust over many features and answers smoothly to a shift of its input.',
      zh: '权重平方和：大权重的代价远高于小权重，模型因而把信任分散到许多特征上，对输入的偏移反应平缓。',
    },
    gradient: {
      en: '$2\\lambda w$ (or $\\lambda w$ with the ½): each weight shrinks by the same proportion.',
      zh: '为 $2\\lambda w$（带 ½ 时为 $\\lambda w$）：每个权重按相同比例收缩。',
    },
    use: { en: 'The default against overfitting.', zh: '防止过拟合的默认选择。' },
    avoid: {
      en: 'Sparse answers are wanted; biases and normalisation scales, which should not be shrunk.',
      zh: '需要稀疏解时；以及不应收缩的偏置与归一化尺度。',
    },
    neighbours: {
      en: 'With plain SGD it equals weight decay; with Adam it does not (AdamW decouples them). L1 gives zeros.',
      zh: '用普通 SGD 时等价于权重衰减，用 Adam 时不等价（AdamW 将两者解耦）。L1 会产生零。',
    },
    pitfalls: [
      NO_REDUCTION_PITFALL,
      {
        en: 'With and without the factor ½ both circulate: a lambda copied from one to the other is off by 2.',
        zh: '带与不带因子 ½ 的写法都很常见：互相照搬 lambda 会差一倍。',
      },
    ],
    sources: [
      {
        title: 'Hoerl and Kennard 1970, Ridge Regression',
        link: 'https://doi.org/10.1080/00401706.1970.10488634',
      },
      {
        title: 'Loshchilov and Hutter 2019, Decoupled Weight Decay',
        link: 'https://arxiv.org/abs/1711.05101',
      },
    ],
  },
  presets: [
    {
      name: 'half',
      params: { factor: 0.5 },
      meaning: { en: 'with the ½ that cancels the 2 of the derivative', zh: '带 ½，抵消导数中的 2' },
    },
  ],
  aliases: [],
};
