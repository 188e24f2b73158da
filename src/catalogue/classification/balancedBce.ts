// Binary cross entropy whose two labels weigh beta and 1 − beta, by default in proportion to how rare they are.
import { add, mul, sub } from '../../math/build';
import { numberOf, type Declaration, type Setting } from '../declaration';
import { inputParameter } from '../parameters';
import { extraInput, parameter } from '../symbols';
import { BINARY_PROBABILITIES, binaryTerms } from './binary';

export const BALANCED_BCE: Declaration = {
  id: 'balanced_bce',
  kind: 'loss',
  name: { en: 'Balanced binary cross entropy', zh: '平衡二元交叉熵' },
  tasks: ['classification', 'segmentation'],
  family: 'distribution',
  ...BINARY_PROBABILITIES,
  layouts: ['elements'],
  parameters: [
    inputParameter(),
    {
      kind: 'number',
      name: 'beta',
      latex: '\\beta',
      default: null,
      min: 0,
      max: 1,
      optional: true,
      words: ['auto'],
      meaning: {
        en: 'weight of label 1, label 0 has 1 − beta; none or `auto` is the share of zeros in each sample’s label',
        zh: '标签 1 的权重，标签 0 为 1 − beta；不设或 `auto` 时取每个样本标签中 0 的比例',
      },
    },
  ],
  form: (setting: Setting) => {
    const auto = numberOf(setting.params, 'beta') === null;
    const { y, ofOne, ofZero } = binaryTerms(setting);
    const beta = auto
      ? sub(1, extraInput('positiveShare', 'sample', '\\bar y'))
      : parameter('beta', '\\beta');
    const loss = add(mul(beta, y, ofOne), mul(sub(1, beta), sub(1, y), ofZero));
    return {
      kind: 'samples',
      loss,
      ...(auto ? { derived: { positiveShare: 'positiveShare' as const } } : {}),
    };
  },
  note: {
    formula:
      'L = -\\frac{1}{n} \\sum_i \\left[ \\beta\\, y_i \\ln p_i + (1 - \\beta)(1 - y_i) \\ln(1 - p_i) \\right], \\qquad \\beta = 1 - \\frac{\\sum y}{H \\cdot W}',
    summary: {
      en: 'Both labels are weighted, and the weights sum to 1. With the automatic $\\beta$ the positives of an image weigh as much in all as its negatives.',
      zh: '两类都加权且权重之和为 1。取自动 $\\beta$ 时，每幅图像的全部正样本与全部负样本总权重相等。',
    },
    gradient: {
      en: 'That of cross entropy times $\\beta$ for positives and $1 - \\beta$ for negatives; it does not flow through $\\beta$, which depends on the label alone.',
      zh: '正样本为交叉熵梯度的 $\\beta$ 倍，负样本为 $1 - \\beta$ 倍；$\\beta$ 只由标签决定，没有梯度流过。',
    },
    use: {
      en: 'Edge and boundary detection, thin structures, any mask that is mostly background.',
      zh: '边缘检测、细长结构，以及大部分为背景的掩码。',
    },
    avoid: {
      en: 'Images without positives in the data: they then cost exactly 0 whatever is predicted, so false alarms there are free.',
      zh: '数据中有不含正样本的图像时：此类图像无论预测什么代价都恰为 0，误报没有惩罚。',
    },
    neighbours: {
      en: '`weighted_bce` leaves the negatives at 1. Focal loss weighs by difficulty; Dice balances by areas without weights.',
      zh: '`weighted_bce` 不改变负样本的权重。Focal 按难度加权；Dice 不用权重而按面积平衡。',
    },
    pitfalls: [
      {
        en: 'The automatic $\\beta$ changes with every image: values of different images are not on one scale.',
        zh: '自动 $\\beta$ 随图像变化：不同图像的值不在同一尺度上。',
      },
      {
        en: 'At 1 % positives the whole loss is about 2 % of plain cross entropy: the learning rate needs to follow.',
        zh: '正样本为 1% 时，损失整体约为普通交叉熵的 2%：学习率需相应调整。',
      },
    ],
    sources: [
      {
        title: 'Xie and Tu 2015, Holistically-Nested Edge Detection',
        link: 'https://arxiv.org/abs/1504.06375',
      },
    ],
  },
  presets: [],
  aliases: [],
};
