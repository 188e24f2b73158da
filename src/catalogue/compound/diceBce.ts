// Dice loss plus binary cross entropy.
import { BINARY_PROBABILITIES } from '../classification/binary';
import type { Declaration } from '../declaration';
import { IGNORE_INDEX, inputParameter, LABEL_SMOOTHING, PER, smoothParameter } from '../parameters';
import { DENOMINATOR } from '../region/overlap';
import { MA_2021, MILLETARI_2016 } from '../sources';
import { partWeight, weightedSum } from './weightedSum';
const [W_DICE, W_BCE] = [partWeight('wDice', 'w_D'), partWeight('wBce', 'w_B')];

export const DICE_BCE: Declaration = {
  id: 'dice_bce',
  kind: 'loss',
  name: { en: 'Dice + binary cross entropy', zh: 'Dice + 二元交叉熵' },
  abbreviation: 'DiceBCE',
  tasks: ['segmentation'],
  family: 'compound',
  ...BINARY_PROBABILITIES,
  parameters: [
    W_DICE,
    W_BCE,
    inputParameter(),
    smoothParameter(1),
    DENOMINATOR,
    PER,
    LABEL_SMOOTHING,
    { ...IGNORE_INDEX, default: null },
  ],
  form: () =>
    weightedSum([
      { id: 'dice', weight: W_DICE },
      { id: 'bce', weight: W_BCE },
    ]),
  note: {
    formula: 'L = w_D\\, L_{\\mathrm{Dice}} + w_B\\, L_{\\mathrm{BCE}}',
    summary: {
      en: 'Dice loss plus binary cross entropy for one mask, or for masks that may overlap.',
      zh: '单个掩码或可重叠多掩码的 Dice 损失加二元交叉熵。',
    },
    gradient: {
      en: 'Each pixel feels its own error from BCE and, from Dice, the pull that its whole region shares.',
      zh: '每个像素既感受来自 BCE 的自身误差，也感受来自 Dice 的区域共同拉力。',
    },
    use: {
      en: 'Binary segmentation under imbalance; multi-label masks.',
      zh: '类别不平衡的二值分割；多标签掩码。',
    },
    avoid: { en: 'Exclusive classes: use dice_ce.', zh: '互斥类别：应使用 dice_ce。' },
    neighbours: {
      en: '`dice_focal` fades easy pixels as well. BCE alone drowns small objects, Dice alone trains roughly.',
      zh: '`dice_focal` 还淡化易分像素。单用 BCE 会淹没小目标，单用 Dice 训练不稳。',
    },
    pitfalls: [
      {
        en: 'With very large images BCE’s mean is tiny once the background is learnt, and Dice takes over: that is intended.',
        zh: '图像很大时，背景学好后 BCE 的均值很小，转由 Dice 主导：这是有意为之。',
      },
      {
        en: 'Labels of 0 and 255 give a negative Dice loss that hides in the sum: divide by 255.',
        zh: '0/255 的标签会使 Dice 损失为负，且被总和掩盖：请除以 255。',
      },
    ],
    sources: [MILLETARI_2016, MA_2021],
  },
  presets: [],
  aliases: [],
};
