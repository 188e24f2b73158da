// Asymmetric similarity loss: the F-beta form of Tversky.
import { add, div, square } from '../../math/build';
import type { Declaration } from '../declaration';
import { smoothParameter } from '../parameters';
import { MA_2021 } from '../sources';
import { REGION_INPUTS, REGION_PARAMETERS } from './overlap';
import { BETA, tverskyLoss } from './tverskyTerms';

export const ASYMMETRIC_SIMILARITY: Declaration = {
  id: 'asymmetric_similarity',
  kind: 'loss',
  name: { en: 'Asymmetric similarity loss', zh: '非对称相似度损失' },
  abbreviation: 'Asym',
  tasks: ['segmentation'],
  family: 'region',
  ...REGION_INPUTS,
  parameters: [
    {
      kind: 'number',
      name: 'beta',
      latex: '\\beta',
      default: 1.5,
      min: 0,
      max: Infinity,
      slider: [0.25, 4],
      meaning: {
        en: 'how many times recall counts as much as precision',
        zh: '召回相对精确的重视倍数',
      },
    },
    smoothParameter(1),
    ...REGION_PARAMETERS,
  ],
  form: (setting) => {
    const total = add(1, square(BETA));
    return { kind: 'groups', value: tverskyLoss(setting, div(1, total), div(square(BETA), total)) };
  },
  note: {
    formula:
      'L = 1 - \\frac{\\mathrm{TP} + s}{\\mathrm{TP} + \\frac{\\beta^2}{1 + \\beta^2} \\mathrm{FN} + \\frac{1}{1 + \\beta^2} \\mathrm{FP} + s}',
    summary: {
      en: 'One minus the $F_\\beta$ score of a soft mask: $\\beta > 1$ favours recall, $\\beta < 1$ precision.',
      zh: '1 减软掩码的 $F_\\beta$ 分数：$\\beta > 1$ 偏重召回，$\\beta < 1$ 偏重精确。',
    },
    gradient: {
      en: 'As with Tversky; the two slopes stand in the ratio $\\beta^2 : 1$.',
      zh: '与 Tversky 相同；两类斜率之比为 $\\beta^2 : 1$。',
    },
    use: {
      en: 'Imbalanced lesions with a stated preference between misses and false alarms.',
      zh: '病灶失衡，且对漏检与误报有明确偏好时。',
    },
    avoid: {
      en: 'Scores of different $\\beta$ in one table: they are not on one scale.',
      zh: '把不同 $\\beta$ 的分数放在同一表中：它们不在同一尺度。',
    },
    neighbours: {
      en: 'Tversky with $\\alpha + \\beta = 1$, parametrised by one number. At $\\beta = 1$ it is Dice.',
      zh: '即 $\\alpha + \\beta = 1$ 的 Tversky，用一个数参数化。$\\beta = 1$ 时为 Dice。',
    },
    pitfalls: [
      {
        en: 'Its $\\beta$ is that of $F_\\beta$, not Tversky’s: 1.5 here is Tversky with .69 for misses and .31 for false alarms.',
        zh: '这里的 $\\beta$ 是 $F_\\beta$ 的 β，而非 Tversky 的：1.5 相当于 Tversky 中漏检 .69、误报 .31。',
      },
    ],
    sources: [
      {
        title: 'Hashemi et al. 2018, Asymmetric Loss Functions and Deep Densely Connected Networks',
        link: 'https://arxiv.org/abs/1803.11078',
      },
      MA_2021,
    ],
  },
  presets: [
    {
      name: 'SegLoss',
      params: { beta: 1.5, smooth: 1, per: 'sample-class' },
      meaning: {
        en: 'a value each sample and class; the class returns the negative index, this minus 1',
        zh: '每个样本与类别一个值；其类返回指数的相反数，即此值减 1',
      },
    },
  ],
  aliases: [
    { path: 'losses_pytorch.dice_loss.AsymLoss', preset: 'SegLoss', arguments: { smooth: 'smooth' } },
  ],
};
