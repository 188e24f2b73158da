// Generalized Dice loss.
import type { Declaration } from '../declaration';
import { smoothParameter } from '../parameters';
import { MA_2021, SUDRE_2017 } from '../sources';
import { generalizedDiceLoss, WEIGHT_TYPE } from './generalizedTerms';
import { CLASS_REGION_PARAMETERS, REGION_INPUTS } from './overlap';

export const GENERALIZED_DICE: Declaration = {
  id: 'generalized_dice',
  kind: 'loss',
  name: { en: 'Generalized Dice loss', zh: '广义 Dice 损失' },
  abbreviation: 'GDL',
  tasks: ['segmentation'],
  family: 'region',
  ...REGION_INPUTS,
  parameters: [WEIGHT_TYPE, smoothParameter(0), ...CLASS_REGION_PARAMETERS],
  form: (setting) => ({ kind: 'groups', groups: 'class', value: generalizedDiceLoss(setting) }),
  note: {
    formula:
      'L = 1 - 2\\, \\frac{\\sum_c w_c \\sum_i p_{ic} y_{ic}}{\\sum_c w_c \\sum_i (p_{ic} + y_{ic})}, \\qquad w_c = \\frac{1}{\\left(\\sum_i y_{ic}\\right)^2}',
    summary: {
      en: 'One Dice fraction for all classes, in which a class counts by the inverse square of its size, so that small structures weigh as much as large ones.',
      zh: '把所有类别合成一个 Dice 分式，类别按大小平方的倒数加权，使小结构与大结构同样重要。',
    },
    gradient: {
      en: 'Pixels of rare classes pull far harder than those of common ones, in proportion to $w_c$; the weights depend on the label only.',
      zh: '稀有类别的像素拉力远大于常见类别，与 $w_c$ 成正比；权重只取决于标签。',
    },
    use: {
      en: 'Several organs or tissues of very different size in one image.',
      zh: '同一图像中大小悬殊的多种器官或组织。',
    },
    avoid: {
      en: 'Classes of a few pixels in small patches: their weight makes the gradient jump from patch to patch.',
      zh: '小图块中只有几个像素的类别：其权重会使梯度在图块间剧烈跳动。',
    },
    neighbours: {
      en: '`dice` per class averages the fractions instead of summing them up and needs no weights. The penalty form (`penalty_generalized_dice`) is steeper far from the goal.',
      zh: '按类别的 `dice` 对各分式取平均而非合并，不需要权重。惩罚形式（`penalty_generalized_dice`）在远离目标时更陡。',
    },
    pitfalls: [
      {
        en: 'A class that the label lacks would have an infinite weight: as in MONAI it takes the largest finite one. Other code adds a small number, which makes the absent class rule everything.',
        zh: '标签中没有的类别权重本应无穷：与 MONAI 一致，取最大的有限权重。另一些代码加一个小数，会使缺席类别主导一切。',
      },
      {
        en: 'Sums in float16 overflow, squared ones at once.',
        zh: 'float16 求和会溢出，平方后更甚。',
      },
    ],
    sources: [SUDRE_2017, MA_2021],
  },
  presets: [
    {
      name: 'MONAI',
      params: { smooth: 1e-5, per: 'sample' },
      meaning: { en: 'a value each sample, smoothed by 1e-5', zh: '每个样本一个值，平滑系数 1e-5' },
    },
  ],
  aliases: [
    {
      path: 'monai.losses.GeneralizedDiceLoss',
      preset: 'MONAI',
      arguments: { w_type: 'weightType', smooth_nr: 'smooth', smooth_dr: 'smooth' },
    },
    { path: 'losses_pytorch.dice_loss.GDiceLoss' },
    { path: 'losses_pytorch.dice_loss.GDiceLossV2' },
  ],
};
