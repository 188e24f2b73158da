// Focal Tversky loss.
import { equal, pow, select } from '../../math/build';
import type { Declaration } from '../declaration';
import { smoothParameter } from '../parameters';
import { MA_2021 } from '../sources';
import { parameter } from '../symbols';
import { REGION_INPUTS, REGION_PARAMETERS } from './overlap';
import { ALPHA, ALPHA_FP, BETA, BETA_FN, tverskyLoss } from './tverskyTerms';

export const FOCAL_TVERSKY: Declaration = {
  id: 'focal_tversky',
  kind: 'loss',
  name: { en: 'Focal Tversky loss', zh: 'Focal Tversky 损失' },
  tasks: ['segmentation'],
  family: 'region',
  ...REGION_INPUTS,
  parameters: [
    {
      kind: 'number',
      name: 'gamma',
      latex: '\\gamma',
      default: 0.75,
      min: 0,
      max: Infinity,
      slider: [0.25, 3],
      meaning: {
        en: 'the power: below 1 well segmented masks keep pulling, above 1 they fade',
        zh: '幂次：小于 1 时已分割好的掩码仍有拉力，大于 1 时逐渐淡出',
      },
    },
    ALPHA_FP,
    BETA_FN,
    smoothParameter(1),
    ...REGION_PARAMETERS,
  ],
  form: (setting) => {
    const miss = tverskyLoss(setting, ALPHA, BETA);
    const perfect = equal(miss, 0);
    // A power below 1 has an infinite slope at 0, where nothing is left to improve: 0 there.
    const value = select(perfect, 0, pow(select(perfect, 1, miss), parameter('gamma', '\\gamma')));
    return { kind: 'groups', value };
  },
  note: {
    formula:
      'L = \\left(1 - \\frac{\\mathrm{TP} + s}{\\mathrm{TP} + \\alpha\\, \\mathrm{FP} + \\beta\\, \\mathrm{FN} + s}\\right)^\\gamma',
    summary: {
      en: 'A power of the Tversky loss that shifts weight between masks which are already good and those that are not.',
      zh: 'Tversky 损失的幂，用于在已经分割好与尚未分割好的掩码之间移动权重。',
    },
    gradient: {
      en: 'Tversky’s, times $\\gamma (1 - T)^{\\gamma - 1}$: for $\\gamma < 1$ this grows without bound as a mask becomes perfect.',
      zh: '等于 Tversky 的梯度乘以 $\\gamma (1 - T)^{\\gamma - 1}$：$\\gamma < 1$ 时，随掩码趋于完美而无界增大。',
    },
    use: {
      en: 'Small structures of uneven difficulty, with deep supervision in the paper.',
      zh: '难度不均的小结构；论文中配合深监督使用。',
    },
    avoid: {
      en: 'A single value for the whole batch (`per: all`): there are then no masks to weigh against each other.',
      zh: '对整个批次只取一个值（`per: all`）时：没有多个掩码可供相互加权。',
    },
    neighbours: {
      en: 'At $\\gamma = 1$ it is `tversky`. The focal loss of pixels weighs pixels, this one masks.',
      zh: '$\\gamma = 1$ 时即 `tversky`。像素级 focal 对像素加权，本损失对掩码加权。',
    },
    pitfalls: [
      {
        en: 'The paper writes the power as $1/\\gamma$ with $\\gamma = 4/3$; code takes the power itself, .75. A $\\gamma$ of 4/3 taken as the power does the opposite.',
        zh: '论文把幂写作 $1/\\gamma$，$\\gamma = 4/3$；代码直接以 .75 为幂。若把 4/3 当作幂，效果相反。',
      },
    ],
    sources: [
      {
        title: 'Abraham and Khan 2019, A Novel Focal Tversky Loss Function with Improved Attention U-Net',
        link: 'https://arxiv.org/abs/1810.07842',
      },
      MA_2021,
    ],
  },
  presets: [
    {
      name: 'SegLoss',
      params: { gamma: 0.75, alpha: 0.3, beta: 0.7, smooth: 1, per: 'all' },
      meaning: {
        en: 'power .75; its Tversky index is averaged over samples and classes before the power',
        zh: '幂 .75；其 Tversky 指数先对样本与类别取平均再取幂',
      },
    },
    {
      name: 'smp',
      params: { gamma: 1, alpha: 0.5, beta: 0.5, smooth: 0, per: 'class' },
      meaning: {
        en: 'TverskyLoss with its own gamma, 1 by default, over the mean of the classes',
        zh: 'TverskyLoss 自带 gamma，默认 1，作用于各类别的均值',
      },
    },
  ],
  aliases: [
    {
      path: 'losses_pytorch.dice_loss.FocalTversky_loss',
      preset: 'SegLoss',
      arguments: { gamma: 'gamma' },
    },
  ],
};
