// Cross entropy weighted by the effective number of samples of each class.
import { div, equal, expm1, log, mul, neg, select, sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { CLASS_COUNTS, parameter } from '../symbols';
import { CLASS_SAMPLES, crossEntropyForm, DIVIDE_BY } from './classes';
import { logProbability } from './logProbability';

export const CLASS_BALANCED_CE: Declaration = {
  id: 'class_balanced_ce',
  kind: 'loss',
  name: { en: 'Class-balanced cross entropy', zh: '类别平衡交叉熵' },
  abbreviation: 'CB-CE',
  tasks: ['classification'],
  family: 'distribution',
  ...CLASS_SAMPLES,
  parameters: [
    inputParameter(),
    {
      kind: 'number',
      name: 'beta',
      latex: '\\beta',
      default: 0.9999,
      min: 0,
      max: 1,
      slider: [0.9, 0.9999],
      meaning: {
        en: 'how much new samples of a class still add: 0 weighs all classes alike, towards 1 by inverse frequency',
        zh: '同类新样本仍带来多少新信息：0 时各类权重相同，趋于 1 时按频率倒数加权',
      },
    },
    IGNORE_INDEX,
    DIVIDE_BY,
    CLASS_AXIS,
  ],
  form: (setting) => {
    const beta = parameter('beta', '\\beta');
    const present = select(equal(CLASS_COUNTS, 0), 1, CLASS_COUNTS);
    // 1 − βⁿ as −expm1(n ln β), which keeps its digits for β near 1; the limit at β = 1 is 1/n.
    const effective = neg(expm1(mul(present, log(beta))));
    const atOne = equal(beta, 1);
    const weight = select(atOne, div(1, present), div(sub(1, beta), select(atOne, 1, effective)));
    return {
      ...crossEntropyForm(setting, logProbability(setting.params), weight),
      derived: { classCounts: 'classCounts' },
    };
  },
  note: {
    formula:
      'L = -\\frac{\\sum_i w_{y_i} \\ln p_{i, y_i}}{\\sum_i w_{y_i}}, \\qquad w_c = \\frac{1 - \\beta}{1 - \\beta^{n_c}}',
    summary: {
      en: 'Weights each class by the inverse of its effective number of samples $(1-\\beta^{n})/(1-\\beta)$, which saturates because later samples repeat earlier ones. $n_c$ is counted in the given label.',
      zh: '以有效样本数 $(1-\\beta^{n})/(1-\\beta)$ 的倒数为类别权重；由于新样本会与旧样本重复，有效样本数会饱和。$n_c$ 由所给标签统计。',
    },
    gradient: {
      en: 'That of cross entropy with class weights; rare classes pull harder, up to a bounded factor.',
      zh: '等于带类别权重的交叉熵梯度；稀有类别拉力更强，但倍数有界。',
    },
    use: { en: 'Long-tailed image classification.', zh: '长尾图像分类。' },
    avoid: {
      en: 'Small batches, if the counts are taken from the batch: pass class counts of the whole training set as weights instead.',
      zh: '小批次时若用批内计数：应改用整个训练集的类别计数作为权重。',
    },
    neighbours: {
      en: '`weighted_cross_entropy` takes any weights. `logit_adjusted_ce` moves the decision border without reweighing gradients.',
      zh: '`weighted_cross_entropy` 可取任意权重。`logit_adjusted_ce` 移动判决边界而不重新加权梯度。',
    },
    pitfalls: [
      {
        en: 'The paper scales the weights to sum to the number of classes; here the mean divides by the weights of the labels, which makes any scale cancel.',
        zh: '论文把权重缩放为总和等于类别数；这里均值除以标签权重之和，任何缩放都会抵消。',
      },
    ],
    sources: [
      {
        title: 'Cui et al. 2019, Class-Balanced Loss Based on Effective Number of Samples',
        link: 'https://arxiv.org/abs/1901.05555',
      },
    ],
  },
  presets: [],
  aliases: [],
};
