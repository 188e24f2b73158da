// Binary cross entropy, from probabilities or from logits.
import { add, mul, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import { kerasNames } from '../aliases';
import type { Declaration, Setting } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, LABEL_SMOOTHING } from '../parameters';
import { parameter } from '../symbols';
import { BINARY_PROBABILITIES, binaryTerms, weightedCrossEntropy } from './binary';
import { CLIP } from './clip';

/** −[w y ln p + (1 − y) ln(1 − p)] of one element, the label moved towards ½ by label smoothing. */
function loss(setting: Setting): Expr {
  const epsilon = parameter('labelSmoothing', '\\varepsilon');
  const { y } = binaryTerms(setting);
  const smoothed = add(mul(y, sub(1, epsilon)), mul(0.5, epsilon));
  return weightedCrossEntropy(setting, parameter('posWeight', 'w_+'), smoothed);
}

export const BCE: Declaration = {
  id: 'bce',
  kind: 'loss',
  name: { en: 'Binary cross entropy', zh: '二元交叉熵' },
  abbreviation: 'BCE',
  tasks: ['classification', 'segmentation'],
  family: 'distribution',
  ...BINARY_PROBABILITIES,
  parameters: [
    inputParameter(),
    {
      kind: 'number',
      name: 'posWeight',
      latex: 'w_+',
      default: 1,
      min: 0,
      max: Infinity,
      slider: [0.1, 10],
      scale: 'log',
      meaning: {
        en: 'weight of label 1; above 1 it trades false negatives for false positives',
        zh: '标签 1 的权重；大于 1 时以假阳性换取更少的假阴性',
      },
    },
    LABEL_SMOOTHING,
    CLIP,
    { ...IGNORE_INDEX, default: null },
    CLASS_AXIS,
  ],
  form: (setting) => ({ kind: 'samples', loss: loss(setting) }),
  note: {
    formula:
      '\\mathrm{BCE} = -\\frac{1}{n} \\sum_{i=1}^{n} \\left[ y_i \\ln p_i + (1 - y_i) \\ln(1 - p_i) \\right]',
    summary: {
      en: 'The negative log likelihood of labels 0 and 1 under predicted probabilities. Label 1 falls as $p$ rises to 1, label 0 as $p$ falls to 0; at $p = ½$ either costs $\\ln 2 ≈ 0.693$.',
      zh: '在预测概率下 0/1 标签的负对数似然。标签为 1 时随 $p$ 升向 1 而下降，标签为 0 时随 $p$ 降向 0 而下降；$p = ½$ 时两者都为 $\\ln 2 ≈ 0.693$。',
    },
    gradient: {
      en: 'In the probability it is $(p - y)/(p(1 - p))$ and unbounded; in the logit it is just $p - y$, never larger than 1, which is why losses on logits train better.',
      zh: '对概率的梯度为 $(p - y)/(p(1 - p))$，没有上界；对 logit 则只是 $p - y$，绝对值不超过 1，因此以 logits 为输入的形式更易训练。',
    },
    use: {
      en: 'Binary and multi-label classification, one independent decision an output; pixels of a mask.',
      zh: '二分类与多标签分类，每个输出各自独立判断；掩码的像素。',
    },
    avoid: {
      en: 'Exclusive classes (use cross entropy). With one positive in a thousand the negatives dominate the sum: weigh them, use focal loss, or add Dice.',
      zh: '互斥的类别（应使用交叉熵）。当正样本只有千分之一时，负样本主导总和：加权、使用 focal loss，或与 Dice 结合。',
    },
    neighbours: {
      en: 'Focal loss is BCE with easy elements faded out; at γ = 0 they are equal. Weighted and balanced BCE only move the trade between the two errors.',
      zh: 'Focal loss 是淡化易分样本的 BCE，γ = 0 时两者相等。加权与平衡 BCE 只改变两类错误之间的权衡。',
    },
    pitfalls: [
      {
        en: 'log 0 is clamped at −100, as PyTorch does: a certain wrong answer costs 100, not ∞. Keras clips $p$ at 1e-7 and stops at 16.1.',
        zh: 'log 0 按 PyTorch 的做法截断为 −100：完全错误的确定回答代价为 100 而非 ∞。Keras 将 $p$ 截断在 1e-7，上限为 16.1。',
      },
      {
        en: 'In float16, 1 − p rounds to 0 long before p reaches 1: compute from logits (pytorch#61098).',
        zh: '在 float16 中，p 远未到 1 时 1 − p 就已舍入为 0：请用 logits 计算（pytorch#61098）。',
      },
    ],
    sources: [
      { title: 'Good 1952, Rational Decisions', link: 'https://doi.org/10.1111/j.2517-6161.1952.tb00104.x' },
    ],
  },
  presets: [
    {
      name: 'keras',
      params: { clip: 1e-7 },
      meaning: { en: 'clips probabilities at 1e-7 before the log', zh: '取对数前将概率截断在 1e-7' },
    },
  ],
  aliases: [
    { path: 'torch.nn.BCELoss' },
    { path: 'torch.nn.functional.binary_cross_entropy' },
    {
      path: 'torch.nn.BCEWithLogitsLoss',
      params: { input: 'logits' },
      arguments: { pos_weight: 'posWeight' },
    },
    {
      path: 'torch.nn.functional.binary_cross_entropy_with_logits',
      params: { input: 'logits' },
      arguments: { pos_weight: 'posWeight' },
    },
    ...kerasNames('BinaryCrossentropy', 'binary_crossentropy', ['bce'], {
      preset: 'keras',
      arguments: { label_smoothing: 'labelSmoothing' },
    }),
    { path: 'optax.sigmoid_binary_cross_entropy', params: { input: 'logits' }, reduction: 'none' },
    {
      path: 'segmentation_models_pytorch.losses.SoftBCEWithLogitsLoss',
      params: { input: 'logits' },
      arguments: { pos_weight: 'posWeight', smooth_factor: 'labelSmoothing' },
      takes: { shapes: ['equal'] },
    },
  ],
};
