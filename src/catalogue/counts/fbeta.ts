// F-beta: recall counts beta times as much as precision.
import { add, div, equal, mul, select, square } from '../../math/build';
import { kerasMetrics, torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { VAN_RIJSBERGEN_1979, POWERS_2011 } from '../sources';
import { FN, FP, parameter, TP } from '../symbols';
import {
  COUNT_ARGUMENTS,
  COUNT_INPUTS,
  COUNT_PARAMETERS,
  NOT_DIFFERENTIABLE,
  KERAS_F_SCORE,
} from './decisions';

export const FBETA: Declaration = {
  id: 'fbeta',
  kind: 'metric',
  name: { en: 'F-beta score', zh: 'Fβ 分数' },
  abbreviation: 'Fβ',
  tasks: ['classification', 'segmentation'],
  family: 'counts',
  ...COUNT_INPUTS,
  parameters: [
    {
      kind: 'number',
      name: 'beta',
      latex: '\\beta',
      default: 1,
      min: 0,
      max: Infinity,
      slider: [0.1, 4],
      meaning: { en: 'how many times recall counts as much as precision', zh: '召回率相对精确率的重视倍数' },
    },
    ...COUNT_PARAMETERS,
  ],
  noGradient: NOT_DIFFERENTIABLE,
  form: () => {
    const squared = square(parameter('beta', '\\beta'));
    const found = mul(add(1, squared), TP);
    const sizes = add(found, mul(squared, FN), FP);
    return {
      kind: 'counts',
      value: select(equal(sizes, 0), parameter('zeroDivision', 'z_0'), div(found, sizes)),
    };
  },
  note: {
    formula:
      'F_\\beta = \\frac{(1 + \\beta^2)\\, \\mathrm{TP}}{(1 + \\beta^2)\\, \\mathrm{TP} + \\beta^2\\, \\mathrm{FN} + \\mathrm{FP}}',
    summary: {
      en: 'A weighted harmonic mean of precision and recall: β = 2 where misses hurt more, β = ½ where false alarms do.',
      zh: '精确率与召回率的加权调和平均：漏报更严重时取 β = 2，误报更严重时取 β = ½。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: { en: 'A stated preference between the two kinds of error.', zh: '对两类错误有明确偏好时。' },
    avoid: { en: 'Comparing scores of different β.', zh: '比较不同 β 的分数。' },
    neighbours: {
      en: 'At β = 1 it is F1; β → 0 is precision and β → ∞ recall. The asymmetric similarity loss is its soft form.',
      zh: 'β = 1 时即 F1；β → 0 为精确率，β → ∞ 为召回率。非对称相似度损失是其软化形式。',
    },
    pitfalls: [
      {
        en: 'β weighs recall by its square: β = 2 makes a miss four times as heavy as a false alarm.',
        zh: 'β 以平方加权召回：β = 2 使一次漏报相当于四次误报。',
      },
      {
        en: 'Micro-averaged over all classes of a multi-class problem it is accuracy (torchmetrics#2280).',
        zh: '在多分类中对所有类别取 micro 平均时它就是准确率（torchmetrics#2280）。',
      },
    ],
    sources: [VAN_RIJSBERGEN_1979, POWERS_2011],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.fbeta_score', arguments: { ...COUNT_ARGUMENTS, beta: 'beta' } },
    ...torchmetricsNames('FBetaScore', 'fbeta_score', undefined, {
      arguments: { ...COUNT_ARGUMENTS, beta: 'beta' },
    }),
    ...kerasMetrics(['FBetaScore'], ['f_beta_score'], {
      ...KERAS_F_SCORE,
      arguments: { ...KERAS_F_SCORE.arguments, beta: 'beta' },
    }),
  ],
};
