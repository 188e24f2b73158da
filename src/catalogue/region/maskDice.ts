// Dice loss of instance masks, with scaled sums and a given number of masks.
import { add, div, mul, sigmoid, sub, sumGroups, sumSamples } from '../../math/build';
import { numberOf, type Declaration } from '../declaration';
import { MILLETARI_2016 } from '../sources';
import { GROUPS, LABEL, parameter, predictionOf } from '../symbols';

export const MASK_DICE: Declaration = {
  id: 'mask_dice',
  kind: 'loss',
  name: { en: 'Mask Dice loss', zh: '实例掩码 Dice 损失' },
  tasks: ['segmentation'],
  family: 'region',
  layouts: ['elements'],
  prediction: () => 'logit',
  label: () => 'binary',
  parameters: [
    {
      kind: 'number',
      name: 'scale',
      latex: 'k',
      default: 1000,
      min: 1e-12,
      max: Infinity,
      slider: [1, 1e4],
      scale: 'log',
      meaning: {
        en: 'sums are divided by it, against overflow in half precision',
        zh: '求和除以该值，防止半精度溢出',
      },
    },
    {
      kind: 'number',
      name: 'eps',
      latex: '\\epsilon',
      default: 1e-6,
      min: 0,
      max: Infinity,
      slider: [0, 1e-2],
      meaning: { en: 'added to the scaled numerator and denominator', zh: '加到缩放后的分子与分母' },
    },
    {
      kind: 'number',
      name: 'numMasks',
      latex: 'M',
      default: null,
      min: 0,
      max: Infinity,
      slider: [1, 100],
      optional: true,
      words: ['auto'],
      meaning: {
        en: 'what the sum over masks is divided by; none or `auto` is their number',
        zh: '对掩码求和后的除数；不设或 `auto` 时为掩码个数',
      },
    },
  ],
  form: ({ params }) => {
    const [p, y] = [sigmoid(predictionOf('logit')), LABEL];
    const [scale, eps] = [parameter('scale', 'k'), parameter('eps', '\\epsilon')];
    const masks = numberOf(params, 'numMasks') === null ? GROUPS : parameter('numMasks', 'M');
    const overlap = add(div(mul(2, sumSamples(mul(p, y))), scale), eps);
    const sizes = add(div(add(sumSamples(p), sumSamples(y)), scale), eps);
    const value = div(sumGroups(sub(1, div(overlap, sizes))), add(masks, 1e-8));
    return { kind: 'groups', groups: 'sample', value };
  },
  note: {
    formula:
      'L = \\frac{1}{M + 10^{-8}} \\sum_m \\left(1 - \\frac{2 \\sum_i (p_{mi}/k)\\, y_{mi} + \\epsilon}{\\sum_i p_{mi}/k + \\sum_i y_{mi}/k + \\epsilon}\\right), \\qquad p = \\sigma(z)',
    summary: {
      en: 'The Dice loss of promptable and query-based segmenters: one value a mask from its logits, summed and divided by the number of masks in the batch.',
      zh: '可提示分割与基于查询的分割模型所用的 Dice 损失：由 logits 对每个掩码得一个值，求和后除以批次中的掩码数。',
    },
    gradient: {
      en: 'As for Dice, through the sigmoid; the scale cancels except in front of $\\epsilon$.',
      zh: '与 Dice 相同，并经过 sigmoid；除 $\\epsilon$ 处外缩放相互抵消。',
    },
    use: {
      en: 'Training masks in mixed precision, one mask a query or prompt.',
      zh: '混合精度下训练掩码，每个查询或提示一个掩码。',
    },
    avoid: {
      en: 'Semantic segmentation with many classes: use `dice` or `generalized_dice`.',
      zh: '多类语义分割：应使用 `dice` 或 `generalized_dice`。',
    },
    neighbours: {
      en: 'It is `dice` per sample with smooth $= k\\epsilon$, here .001, on logits.',
      zh: '等于以 logits 为输入、smooth $= k\\epsilon$（此处 .001）的逐样本 `dice`。',
    },
    pitfalls: [
      {
        en: 'The scale is not neutral: the effective smoothing is $k\\epsilon$, so a larger scale smooths more.',
        zh: '缩放并非无影响：有效平滑系数为 $k\\epsilon$，缩放越大平滑越强。',
      },
      {
        en: 'With several GPUs numMasks is an average over them: dividing by the local count changes the weight of images.',
        zh: '多卡训练时 numMasks 为各卡平均：若除以本卡个数，会改变图像的权重。',
      },
    ],
    sources: [
      MILLETARI_2016,
      {
        title: 'Cheng et al. 2022, Masked-attention Mask Transformer (Mask2Former)',
        link: 'https://arxiv.org/abs/2112.01527',
      },
    ],
  },
  presets: [],
  aliases: [],
};
