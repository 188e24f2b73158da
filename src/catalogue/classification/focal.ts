// Focal loss of independent binary elements.
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { LIN_2017 } from '../sources';
import { kerasNames, named } from '../aliases';
import { BINARY_PROBABILITIES } from './binary';
import { CLIP } from './clip';
import { binaryFocal, GAMMA } from './focalTerms';

export const FOCAL: Declaration = {
  id: 'focal',
  kind: 'loss',
  name: { en: 'Focal loss', zh: '焦点损失（Focal）' },
  abbreviation: 'FL',
  tasks: ['classification', 'detection', 'segmentation'],
  family: 'distribution',
  ...BINARY_PROBABILITIES,
  parameters: [
    inputParameter(),
    GAMMA,
    {
      kind: 'number',
      name: 'alpha',
      latex: '\\alpha',
      default: null,
      min: 0,
      max: 1,
      optional: true,
      meaning: {
        en: 'weight of label 1, label 0 has 1 − alpha; none weighs both by 1',
        zh: '标签 1 的权重，标签 0 为 1 − alpha；不设时两者权重都为 1',
      },
    },
    CLIP,
    { ...IGNORE_INDEX, default: null },
    CLASS_AXIS,
  ],
  form: (setting) => ({ kind: 'samples', loss: binaryFocal(setting) }),
  note: {
    formula:
      '\\mathrm{FL}(p_t) = -\\alpha_t (1 - p_t)^\\gamma \\ln p_t, \\qquad p_t = \\begin{cases} p & y = 1 \\\\ 1 - p & y = 0 \\end{cases}',
    summary: {
      en: 'Cross entropy in which an element counts less the better it is predicted. At $\\gamma = 2$ an element at $p_t = .9$ is faded a hundredfold and one at $p_t = .1$ hardly at all, so the hard ones steer the training.',
      zh: '一种交叉熵：样本预测得越好，计入越少。$\\gamma = 2$ 时，$p_t = .9$ 的样本被削弱一百倍，而 $p_t = .1$ 的几乎不变，于是训练由难样本主导。',
    },
    gradient: {
      en: 'Not only the loss but the gradient of easy elements shrinks, by about $(1-p_t)^\\gamma(1 + \\gamma p_t \\ln(1/p_t)/(1-p_t))$ against cross entropy. For elements of middling difficulty at $\\gamma > 0$ the gradient can even exceed that of cross entropy.',
      zh: '不仅损失，易分样本的梯度也会变小，约为交叉熵的 $(1-p_t)^\\gamma(1 + \\gamma p_t \\ln(1/p_t)/(1-p_t))$ 倍。对较难的样本，$\\gamma > 0$ 时梯度甚至可能大于交叉熵。',
    },
    use: {
      en: 'Dense detection and segmentation with a thousand easy negatives for each positive.',
      zh: '每个正样本伴随上千个易分负样本的密集检测与分割。',
    },
    avoid: {
      en: 'Noisy labels: a wrong label looks like a hard element and gets all the attention. Calibrated probabilities are wanted: it draws them towards ½.',
      zh: '标签有噪声时：错误标签看起来就像难样本，会得到全部关注。需要校准概率时：它会把概率拉向 ½。',
    },
    neighbours: {
      en: 'At $\\gamma = 0$ without $\\alpha$ it is BCE. Weighted and balanced BCE look at the class only, focal loss at the difficulty; $\\alpha$ does both. OHEM and top-k drop easy elements altogether.',
      zh: '$\\gamma = 0$ 且无 $\\alpha$ 时即 BCE。加权与平衡 BCE 只看类别，focal 看难度，$\\alpha$ 两者兼顾。OHEM 与 top-k 则完全丢弃易分样本。',
    },
    pitfalls: [
      {
        en: '$\\alpha = .25$ weighs positives *less* than negatives: with $\\gamma = 2$ the negatives are already faded, and the two are tuned together.',
        zh: '$\\alpha = .25$ 使正样本的权重*小于*负样本：$\\gamma = 2$ 已削弱负样本，两者需一起调节。',
      },
      {
        en: 'RetinaNet divides the sum by the number of positives, not by the number of elements: a `mean` is smaller by that ratio.',
        zh: 'RetinaNet 用正样本数而非元素总数去除总和：取 `mean` 会小这个倍数。',
      },
      {
        en: 'Without a bias of the last layer that starts at a small probability, the negatives drown the first steps.',
        zh: '若最后一层偏置的初值没有使初始概率很小，训练最初几步会被负样本淹没。',
      },
    ],
    sources: [LIN_2017],
  },
  presets: [
    {
      name: 'form 1',
      params: { gamma: 2, alpha: null },
      meaning: { en: 'fades easy elements, both labels weigh the same', zh: '只淡化易分样本，两类权重相同' },
    },
    {
      name: 'form 2',
      params: { gamma: 2, alpha: 0.25 },
      meaning: { en: 'also weighs label 1 by ¼ and label 0 by ¾', zh: '另对标签 1 加权 ¼、标签 0 加权 ¾' },
    },
    {
      name: 'torchvision',
      params: { gamma: 2, alpha: 0.25 },
      meaning: {
        en: 'alpha .25 by default; its function takes logits and does not reduce',
        zh: '默认 alpha 为 .25；其函数以 logits 为输入且不做归约',
      },
    },
    {
      name: 'MONAI',
      params: { gamma: 2, alpha: null },
      meaning: {
        en: 'no alpha by default; its class takes logits',
        zh: '默认无 alpha；其类以 logits 为输入',
      },
    },
    {
      name: 'keras',
      params: { gamma: 2, alpha: null, clip: 1e-7 },
      meaning: {
        en: 'clips probabilities at 1e-7; alpha .25 only with apply_class_balancing',
        zh: '将概率截断在 1e-7；仅在 apply_class_balancing 时使用 alpha .25',
      },
    },
  ],
  aliases: [
    {
      path: 'torchvision.ops.sigmoid_focal_loss',
      preset: 'torchvision',
      params: { input: 'logits' },
      reduction: 'none',
      arguments: { alpha: 'alpha', gamma: 'gamma' },
    },
    {
      path: 'monai.losses.FocalLoss',
      preset: 'MONAI',
      params: { input: 'logits' },
      arguments: { alpha: 'alpha', gamma: 'gamma' },
    },
    ...kerasNames('BinaryFocalCrossentropy', 'binary_focal_crossentropy', [], {
      preset: 'keras',
      arguments: { alpha: 'alpha', gamma: 'gamma' },
    }),
    {
      path: 'optax.sigmoid_focal_loss',
      preset: 'form 1',
      params: { input: 'logits' },
      reduction: 'none',
      arguments: { alpha: 'alpha', gamma: 'gamma' },
    },
    {
      path: 'segmentation_models_pytorch.losses.FocalLoss',
      preset: 'form 1',
      params: { input: 'logits' },
      arguments: { alpha: 'alpha', gamma: 'gamma', ignore_index: 'ignoreIndex' },
    },
    ...named(['mmdet.models.losses.FocalLoss', 'mmdet.models.FocalLoss'], {
      preset: 'form 2',
      params: { input: 'logits' },
      arguments: { alpha: 'alpha', gamma: 'gamma' },
    }),
  ],
};
