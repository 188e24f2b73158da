// Dice loss: one minus the overlap of prediction and label, relative to their sizes.
import { add, div, mul, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import { kerasNames, named } from '../aliases';
import type { Declaration, Setting } from '../declaration';
import { smoothParameter } from '../parameters';
import { MA_2021, MILLETARI_2016 } from '../sources';
import { parameter } from '../symbols';
import {
  DENOMINATOR,
  EMPTY_LABEL,
  overlapOf,
  REGION_INPUTS,
  REGION_PARAMETERS,
  unlessEmpty,
} from './overlap';

/** 1 − (2I + s)/(A + B + s) of one group. */
export function diceLoss(setting: Setting): Expr {
  const { overlap, predicted, labelled } = overlapOf(setting);
  const smooth = parameter('smooth', 's');
  const score = div(add(mul(2, overlap), smooth), add(predicted, labelled, smooth));
  return unlessEmpty(sub(1, score), labelled, setting.params);
}

export const DICE: Declaration = {
  id: 'dice',
  kind: 'loss',
  name: { en: 'Dice loss', zh: 'Dice 损失' },
  abbreviation: 'Dice',
  tasks: ['segmentation'],
  family: 'region',
  ...REGION_INPUTS,
  parameters: [smoothParameter(1), DENOMINATOR, EMPTY_LABEL, ...REGION_PARAMETERS],
  form: (setting) => ({ kind: 'groups', value: diceLoss(setting) }),
  note: {
    formula:
      'L = 1 - \\frac{2\\,|X \\cap Y| + s}{|X| + |Y| + s} = 1 - \\frac{2 \\sum p_i y_i + s}{\\sum p_i + \\sum y_i + s}',
    summary: {
      en: 'One minus the Dice coefficient, the F1 score of a mask. True negatives do not enter, so a large empty background costs nothing.',
      zh: '1 减 Dice 系数（掩码的 F1 分数）。真阴性不参与，因此大片空白背景没有代价。',
    },
    gradient: {
      en: 'Every foreground pixel gets the same pull and every background pixel the same push: their sizes depend on the sums alone, not on how wrong the pixel is.',
      zh: '所有前景像素受同样的拉力，所有背景像素受同样的推力：大小只取决于总和，与该像素错得多厉害无关。',
    },
    use: {
      en: 'Segmentation with a small foreground, and wherever Dice or F1 is the score that counts; often added to cross entropy.',
      zh: '前景很小的分割任务，或以 Dice、F1 为最终指标时；常与交叉熵相加。',
    },
    avoid: {
      en: 'Objects of a few pixels: one flipped pixel moves the loss a lot and training becomes noisy. Calibrated probabilities: Dice pushes them to 0 and 1.',
      zh: '只有几个像素的目标：翻转一个像素就会使损失大幅变化，训练不稳。需要校准的概率时：Dice 会把概率推向 0 和 1。',
    },
    neighbours: {
      en: 'IoU loss orders single masks alike (IoU = D/(2 − D)) but punishes poor overlap more. Tversky weighs false positives and false negatives apart; at α = β = ½ it is Dice.',
      zh: 'IoU 损失对单个掩码的排序相同（IoU = D/(2 − D)），但对重叠差的惩罚更重。Tversky 分别加权假阳与假阴，α = β = ½ 时即 Dice。',
    },
    pitfalls: [
      {
        en: 'Both masks empty: the loss is 0 with smoothing and 0/0 without; libraries disagree, and means over images then hide missed objects (MONAI#7504).',
        zh: '两个掩码都为空：有平滑时损失为 0，无平滑时为 0/0；各库约定不一，对图像取均值会掩盖漏检（MONAI#7504）。',
      },
      {
        en: 'Masks of 0 and 255 give Dice above 1 and a negative loss: divide by 255 first (Pytorch-UNet#84).',
        zh: '0/255 的掩码会使 Dice 大于 1、损失为负：请先除以 255（Pytorch-UNet#84）。',
      },
      {
        en: 'Sums in float16 overflow at 512×512 pixels (smp#463); here they are float64.',
        zh: 'float16 求和在 512×512 像素时溢出（smp#463）；这里用 float64。',
      },
    ],
    sources: [MILLETARI_2016, MA_2021],
  },
  presets: [
    { name: 'form 1', params: { smooth: 0 }, meaning: { en: 'no smoothing', zh: '无平滑' } },
    { name: 'form 2', params: { smooth: 1 }, meaning: { en: 'smoothed by 1', zh: '平滑系数为 1' } },
    {
      name: 'form 3',
      params: { denominator: 'squared', smooth: 0 },
      meaning: { en: 'squares in the denominator', zh: '分母取平方和' },
    },
    {
      name: 'sorensen',
      params: { smooth: 1e-5, per: 'sample' },
      meaning: {
        en: 'tensorlayer: plain sums, a value each sample',
        zh: 'tensorlayer：普通求和，每个样本一个值',
      },
    },
    {
      name: 'jaccard',
      params: { denominator: 'squared', smooth: 1e-5, per: 'sample' },
      meaning: {
        en: 'tensorlayer: squared sums, a value each sample',
        zh: 'tensorlayer：平方求和，每个样本一个值',
      },
    },
    {
      name: 'MONAI',
      params: { smooth: 1e-5, per: 'sample-class' },
      meaning: {
        en: 'a value each sample and class, hardly smoothed: one empty class weighs as much as a full one',
        zh: '每个样本、每个类别各一个值，几乎不平滑：空类别与满类别权重相同',
      },
    },
    {
      name: 'SegLoss',
      params: { smooth: 1, per: 'sample-class' },
      meaning: {
        en: 'a value each sample and class, smoothed by 1; the class returns −Dice, this minus 1',
        zh: '每个样本、每个类别各一个值，平滑系数 1；其类返回 −Dice，即此值减 1',
      },
    },
    {
      name: 'smp',
      params: { smooth: 0, per: 'class', emptyLabel: 'zero' },
      meaning: {
        en: 'a value each class over the whole batch; a class without a label costs 0',
        zh: '每个类别在整个批次上一个值；标签中没有的类别代价为 0',
      },
    },
    {
      name: 'keras',
      params: { smooth: 1e-7 },
      meaning: { en: 'one value for everything, smoothed by 1e-7', zh: '全部一个值，平滑系数 1e-7' },
    },
  ],
  aliases: [
    {
      path: 'monai.losses.DiceLoss',
      preset: 'MONAI',
      arguments: { smooth_nr: 'smooth', smooth_dr: 'smooth' },
    },
    { path: 'monai.losses.MaskedDiceLoss', preset: 'MONAI' },
    {
      path: 'segmentation_models_pytorch.losses.DiceLoss',
      preset: 'smp',
      params: { input: 'logits' },
      arguments: { smooth: 'smooth', ignore_index: 'ignoreIndex' },
    },
    ...kerasNames('Dice', 'dice', [], { preset: 'keras' }),
    { path: 'kornia.losses.dice_loss', params: { input: 'logits', per: 'sample', smooth: 1e-8 } },
    ...named(['losses_pytorch.dice_loss.SoftDiceLoss'], {
      preset: 'SegLoss',
      arguments: { smooth: 'smooth' },
    }),
    { path: 'tl.cost.dice_coe', preset: 'jaccard', arguments: { smooth: 'smooth' } },
    { path: 'tensorlayer.cost.dice_coe', preset: 'jaccard', arguments: { smooth: 'smooth' } },
  ],
};
