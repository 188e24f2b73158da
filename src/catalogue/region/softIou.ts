// Soft IoU (Jaccard) loss: one minus intersection over union of masks of probabilities.
import { add, div, sub } from '../../math/build';
import type { Declaration, GroupsForm, Setting } from '../declaration';
import { smoothParameter } from '../parameters';
import { MA_2021 } from '../sources';
import { parameter } from '../symbols';
import {
  DENOMINATOR,
  EMPTY_LABEL,
  overlapOf,
  REGION_INPUTS,
  REGION_PARAMETERS,
  unlessEmpty,
} from './overlap';

function form(setting: Setting): GroupsForm {
  const { overlap, predicted, labelled } = overlapOf(setting);
  const smooth = parameter('smooth', 's');
  const union = sub(add(predicted, labelled), overlap);
  const loss = sub(1, div(add(overlap, smooth), add(union, smooth)));
  return { kind: 'groups', value: unlessEmpty(loss, labelled, setting.params) };
}

export const SOFT_IOU: Declaration = {
  id: 'soft_iou',
  kind: 'loss',
  name: { en: 'Soft IoU (Jaccard) loss', zh: '软 IoU（Jaccard）损失' },
  abbreviation: 'IoU',
  tasks: ['segmentation'],
  family: 'region',
  ...REGION_INPUTS,
  parameters: [smoothParameter(1), DENOMINATOR, EMPTY_LABEL, ...REGION_PARAMETERS],
  form,
  note: {
    formula:
      'L = 1 - \\frac{|X \\cap Y| + s}{|X \\cup Y| + s} = 1 - \\frac{\\sum p_i y_i + s}{\\sum p_i + \\sum y_i - \\sum p_i y_i + s}',
    summary: {
      en: 'One minus intersection over union, with products in place of set operations so that probabilities have a gradient. True negatives do not enter.',
      zh: '1 减交并比；用乘积代替集合运算，使概率具有梯度。真阴性不参与。',
    },
    gradient: {
      en: 'As with Dice, every foreground pixel has one slope and every background pixel another, both set by the sums alone. Poor overlap pulls relatively less than good overlap.',
      zh: '与 Dice 类似，所有前景像素共用一个斜率，所有背景像素共用另一个，都只由总和决定。重叠差时的拉力相对小于重叠好时。',
    },
    use: { en: 'Segmentation that is judged by IoU.', zh: '以 IoU 为评价指标的分割任务。' },
    avoid: {
      en: 'The first steps of a training, where overlap is near 0 and its slope is flat: start with cross entropy added.',
      zh: '训练初期重叠接近 0、斜率平缓时：起步宜与交叉熵相加。',
    },
    neighbours: {
      en: 'For one mask $\\mathrm{IoU} = D/(2 - D)$, so both rank alike; means over masks differ. Lovász-softmax extends the Jaccard index of hard decisions instead of softening the sets.',
      zh: '对单个掩码 $\\mathrm{IoU} = D/(2 - D)$，两者排序相同；对多个掩码取均值则不同。Lovász-softmax 延拓的是硬判决的 Jaccard 指数，而非软化集合。',
    },
    pitfalls: [
      {
        en: 'With soft labels a perfect prediction $p = y$ is not a loss of 0: $\\sum y^2 < \\sum y$. Squared sizes repair that.',
        zh: '标签为软标签时，完美预测 $p = y$ 的损失也不为 0：$\\sum y^2 < \\sum y$。分母取平方和可修正。',
      },
      {
        en: 'Both masks empty: 0 with smoothing, 0/0 without; averages over images then hide missed objects (MONAI#9095).',
        zh: '两个掩码都为空：有平滑时为 0，无平滑时为 0/0；对图像取均值会掩盖漏检（MONAI#9095）。',
      },
    ],
    sources: [
      {
        title: 'Rahman and Wang 2016, Optimizing Intersection-Over-Union in Deep Neural Networks',
        link: 'https://doi.org/10.1007/978-3-319-50835-1_22',
      },
      MA_2021,
    ],
  },
  presets: [
    {
      name: 'MONAI jaccard',
      params: { smooth: 5e-6, per: 'sample-class' },
      meaning: {
        en: 'DiceLoss(jaccard=True): 1e-5 is added to twice the areas, so 5e-6 to the areas; a value each sample and class',
        zh: 'DiceLoss(jaccard=True)：1e-5 加在两倍面积上，相当于对面积加 5e-6；每个样本与类别一个值',
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
      name: 'SegLoss',
      params: { smooth: 1, per: 'sample-class' },
      meaning: {
        en: 'a value each sample and class, smoothed by 1; the class returns −IoU, this minus 1',
        zh: '每个样本、每个类别各一个值，平滑系数 1；其类返回 −IoU，即此值减 1',
      },
    },
  ],
  aliases: [
    {
      path: 'segmentation_models_pytorch.losses.JaccardLoss',
      preset: 'smp',
      params: { input: 'logits' },
      arguments: { smooth: 'smooth' },
    },
    { path: 'losses_pytorch.dice_loss.IoULoss', preset: 'SegLoss', arguments: { smooth: 'smooth' } },
  ],
};
