// Dice loss plus cross entropy of classes.
import { CLASS_SAMPLES } from '../classification/classes';
import type { Declaration } from '../declaration';
import {
  CLASS_AXIS,
  CLASS_WEIGHT,
  IGNORE_INDEX,
  inputParameter,
  LABEL_SMOOTHING,
  PER,
  smoothParameter,
  TWO_CLASSES,
} from '../parameters';
import { DENOMINATOR } from '../region/overlap';
import { ISENSEE_2018, MA_2021 } from '../sources';
import { partWeight, weightedSum } from './weightedSum';
const [W_DICE, W_CE] = [partWeight('wDice', 'w_D'), partWeight('wCe', 'w_C')];

export const DICE_CE: Declaration = {
  id: 'dice_ce',
  kind: 'loss',
  name: { en: 'Dice + cross entropy', zh: 'Dice + 交叉熵' },
  abbreviation: 'DiceCE',
  tasks: ['segmentation'],
  family: 'compound',
  ...CLASS_SAMPLES,
  parameters: [
    W_DICE,
    W_CE,
    inputParameter(),
    smoothParameter(1),
    DENOMINATOR,
    PER,
    CLASS_WEIGHT,
    LABEL_SMOOTHING,
    IGNORE_INDEX,
    CLASS_AXIS,
  ],
  limits: () => ({ columns: TWO_CLASSES }),
  form: () =>
    weightedSum([
      { id: 'dice', weight: W_DICE },
      { id: 'cross_entropy', weight: W_CE },
    ]),
  note: {
    formula: 'L = w_D\\, L_{\\mathrm{Dice}} + w_C\\, L_{\\mathrm{CE}}',
    summary: {
      en: 'The workhorse of medical segmentation: cross entropy gives every pixel a smooth pull, Dice takes care of regions and of imbalance.',
      zh: '医学分割的主力：交叉熵让每个像素都有平滑的拉力，Dice 兼顾区域与类别不平衡。',
    },
    gradient: {
      en: 'The sum of both: early on cross entropy leads, because Dice is flat where there is no overlap; later Dice keeps small structures alive.',
      zh: '两者之和：初期由交叉熵主导，因为没有重叠时 Dice 很平；后期 Dice 保住小结构。',
    },
    use: { en: 'The first thing to try in segmentation of several classes.', zh: '多类分割的首选尝试。' },
    avoid: {
      en: 'One output channel: its softmax is always 1. Use dice_bce.',
      zh: '只有一个输出通道时：softmax 恒为 1，应使用 dice_bce。',
    },
    neighbours: {
      en: '`dice_focal` and `dice_topk` exchange cross entropy for one that favours hard pixels. In the comparison of Ma et al. compounds with Dice were the most robust.',
      zh: '`dice_focal`、`dice_topk` 把交叉熵换成偏重难像素的形式。Ma 等人的比较中，含 Dice 的复合损失最稳健。',
    },
    pitfalls: [
      {
        en: 'A softmax over one channel is 1 whatever the network says, and the cross entropy 0: refused here, silent elsewhere.',
        zh: '单通道的 softmax 与网络输出无关，恒为 1，交叉熵恒为 0：此处会拒绝，其他库则不提示。',
      },
      {
        en: 'The two parts are of different size: Dice lies in [0, 1], cross entropy starts at ln K.',
        zh: '两部分量级不同：Dice 在 [0, 1] 内，交叉熵起始约为 ln K。',
      },
      {
        en: 'Smoothing and `per` differ between libraries, and with them the balance of the two parts.',
        zh: '各库的平滑系数与 `per` 不同，两部分的平衡也随之不同。',
      },
    ],
    sources: [ISENSEE_2018, MA_2021],
  },
  presets: [
    {
      name: 'MONAI',
      params: { smooth: 1e-5, per: 'sample-class' },
      meaning: {
        en: 'Dice a value each sample and class, hardly smoothed',
        zh: 'Dice 对每个样本与类别各一个值，几乎不平滑',
      },
    },
    {
      name: 'SegLoss',
      params: { smooth: 1, per: 'sample-class' },
      meaning: {
        en: 'Dice a value each sample and class, smoothed by 1; the class returns CE − Dice, this minus 1',
        zh: 'Dice 对每个样本与类别各一个值，平滑系数 1；其类返回 CE − Dice，即此值减 1',
      },
    },
  ],
  aliases: [
    {
      path: 'monai.losses.DiceCELoss',
      preset: 'MONAI',
      arguments: {
        lambda_dice: 'wDice',
        lambda_ce: 'wCe',
        smooth_nr: 'smooth',
        smooth_dr: 'smooth',
        weight: 'weight',
      },
    },
    { path: 'losses_pytorch.dice_loss.DC_and_CE_loss', preset: 'SegLoss', params: { input: 'logits' } },
  ],
};
