// Dice loss plus focal loss.
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, PER, smoothParameter } from '../parameters';
import { DENOMINATOR, REGION_INPUTS } from '../region/overlap';
import { GAMMA } from '../classification/focalTerms';
import { LIN_2017, MA_2021 } from '../sources';
import { partWeight, weightedSum } from './weightedSum';
const [W_DICE, W_FOCAL] = [partWeight('wDice', 'w_D'), partWeight('wFocal', 'w_F')];

export const DICE_FOCAL: Declaration = {
  id: 'dice_focal',
  kind: 'loss',
  name: { en: 'Dice + focal loss', zh: 'Dice + Focal 损失' },
  abbreviation: 'DiceFocal',
  tasks: ['segmentation'],
  family: 'compound',
  ...REGION_INPUTS,
  parameters: [
    W_DICE,
    W_FOCAL,
    GAMMA,
    {
      kind: 'number',
      name: 'alpha',
      latex: '\\alpha',
      default: null,
      min: 0,
      max: 1,
      optional: true,
      meaning: { en: 'weight of label 1 in the focal part', zh: 'focal 部分中标签 1 的权重' },
    },
    inputParameter(),
    smoothParameter(1),
    DENOMINATOR,
    PER,
    { ...IGNORE_INDEX, default: null },
    CLASS_AXIS,
  ],
  form: ({ layout }) =>
    weightedSum([
      { id: 'dice', weight: W_DICE },
      { id: layout === 'classes' ? 'focal_multiclass' : 'focal', weight: W_FOCAL },
    ]),
  note: {
    formula: 'L = w_D\\, L_{\\mathrm{Dice}} + w_F\\, L_{\\mathrm{focal}}',
    summary: {
      en: 'Dice for regions, focal loss for the pixels that are still hard.',
      zh: '用 Dice 顾及区域，用 focal 关注仍然难分的像素。',
    },
    gradient: {
      en: 'Easy background gets next to nothing from the focal part, so Dice’s shared pull is less disturbed than with cross entropy.',
      zh: '易分背景几乎不受 focal 部分影响，因此 Dice 的共同拉力比与交叉熵相加时更少受干扰。',
    },
    use: { en: 'Small structures with hard, ambiguous borders.', zh: '边界难分的小结构。' },
    avoid: {
      en: 'Noisy borders: focal loss learns the noise.',
      zh: '边界标注有噪声时：focal 会去拟合噪声。',
    },
    neighbours: {
      en: 'At γ = 0 it is `dice_bce` or `dice_ce`. The unified focal loss ties both parts to shared parameters.',
      zh: 'γ = 0 时即 `dice_bce` 或 `dice_ce`。统一焦点损失把两部分绑定到共享参数。',
    },
    pitfalls: [
      {
        en: 'MONAI’s class applies the focal part to sigmoids even where Dice uses a softmax: with classes its value differs from this one.',
        zh: 'MONAI 的类即使在 Dice 使用 softmax 时，focal 部分仍用 sigmoid：多类时数值与此处不同。',
      },
    ],
    sources: [LIN_2017, MA_2021],
  },
  presets: [
    {
      name: 'MONAI',
      params: { smooth: 1e-5, per: 'sample-class', gamma: 2, alpha: null },
      meaning: {
        en: 'Dice a value each sample and class, hardly smoothed; focal without alpha',
        zh: 'Dice 对每个样本与类别各一个值，几乎不平滑；focal 无 alpha',
      },
    },
  ],
  aliases: [
    {
      path: 'monai.losses.DiceFocalLoss',
      preset: 'MONAI',
      arguments: {
        lambda_dice: 'wDice',
        lambda_focal: 'wFocal',
        gamma: 'gamma',
        alpha: 'alpha',
        smooth_nr: 'smooth',
        smooth_dr: 'smooth',
      },
    },
  ],
};
