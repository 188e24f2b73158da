// Dice loss plus the cross entropy of the worst pixels.
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, PER, smoothParameter, TWO_CLASSES } from '../parameters';
import { DENOMINATOR, REGION_INPUTS } from '../region/overlap';
import { ISENSEE_2018, MA_2021 } from '../sources';
import { partWeight, weightedSum } from './weightedSum';
const [W_DICE, W_TOPK] = [partWeight('wDice', 'w_D'), partWeight('wTopk', 'w_K')];

export const DICE_TOPK: Declaration = {
  id: 'dice_topk',
  kind: 'loss',
  name: { en: 'Dice + TopK', zh: 'Dice + TopK 损失' },
  abbreviation: 'DiceTopK',
  tasks: ['segmentation'],
  family: 'compound',
  ...REGION_INPUTS,
  parameters: [
    W_DICE,
    W_TOPK,
    {
      kind: 'number',
      name: 'k',
      latex: 'k',
      default: 10,
      min: 0,
      max: 100,
      meaning: { en: 'the percentage of pixels that the cross entropy keeps', zh: '交叉熵保留像素的百分比' },
    },
    inputParameter(),
    smoothParameter(1),
    DENOMINATOR,
    PER,
    { ...IGNORE_INDEX, default: null },
    CLASS_AXIS,
  ],
  limits: () => ({ columns: TWO_CLASSES }),
  form: () =>
    weightedSum([
      { id: 'dice', weight: W_DICE },
      { id: 'topk_percent', weight: W_TOPK },
    ]),
  note: {
    formula: 'L = w_D\\, L_{\\mathrm{Dice}} + w_K\\, L_{\\mathrm{TopK}}',
    summary: {
      en: 'Dice plus the mean cross entropy of the worst $k$ percent of pixels.',
      zh: 'Dice 加上最差 $k\\%$ 像素的平均交叉熵。',
    },
    gradient: {
      en: 'Dice pulls everywhere; cross entropy acts on the worst pixels alone, ten times as hard at k = 10 as its mean over all would.',
      zh: 'Dice 处处施力；交叉熵只作用于最差的像素，k = 10 时力度约为对全部取均值的十倍。',
    },
    use: {
      en: 'Tumours and lesions with hard parts; one of the best in the comparison of Ma et al.',
      zh: '含难分部分的肿瘤与病灶；在 Ma 等人的比较中名列前茅。',
    },
    avoid: {
      en: 'Labels with errors: the worst pixels are then the wrong labels.',
      zh: '标签有错误时：最差的像素往往就是错标处。',
    },
    neighbours: {
      en: 'At k = 100 it is `dice_ce` (or `dice_bce`). `dice_focal` fades instead of cutting off.',
      zh: 'k = 100 时即 `dice_ce`（或 `dice_bce`）。`dice_focal` 是淡化而非截断。',
    },
    pitfalls: [
      {
        en: 'The worst pixels are chosen over the whole batch, not in each image.',
        zh: '最差像素在整个批次中挑选，而不是逐图挑选。',
      },
    ],
    sources: [ISENSEE_2018, MA_2021],
  },
  presets: [
    {
      name: 'SegLoss',
      params: { smooth: 1, per: 'sample-class', k: 10 },
      meaning: {
        en: 'Dice a value each sample and class; the class returns TopK − Dice, this minus 1',
        zh: 'Dice 对每个样本与类别各一个值；其类返回 TopK − Dice，即此值减 1',
      },
    },
  ],
  aliases: [
    { path: 'losses_pytorch.dice_loss.DC_and_topk_loss', preset: 'SegLoss', params: { input: 'logits' } },
  ],
};
