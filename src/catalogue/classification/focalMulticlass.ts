// Focal loss of exclusive classes.
import { mul, neg, ONE, pow, pick, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import { kerasNames } from '../aliases';
import type { Declaration, SamplesForm, Setting } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { LIN_2017 } from '../sources';
import { classParameter, COLUMN_LABEL, COLUMNS, parameter } from '../symbols';
import { CLASS_SAMPLES } from './classes';
import { CLIP } from './clip';
import { GAMMA } from './focalTerms';
import { complement, logProbability } from './logProbability';

function weightOf(alpha: unknown): Expr {
  if (Array.isArray(alpha)) return classParameter('alpha', '\\alpha');
  return typeof alpha === 'number' ? parameter('alpha', '\\alpha') : ONE;
}

function form({ params, labels }: Setting): SamplesForm {
  const cost = neg(
    mul(
      weightOf(params['alpha']),
      pow(complement(params), parameter('gamma', '\\gamma')),
      logProbability(params),
    ),
  );
  const loss = labels === 'index' ? pick(cost) : sumColumns(mul(COLUMN_LABEL, cost));
  return { kind: 'samples', loss, ...(params['divideBy'] === 'elements' ? { weight: COLUMNS } : {}) };
}

export const FOCAL_MULTICLASS: Declaration = {
  id: 'focal_multiclass',
  kind: 'loss',
  name: { en: 'Multi-class focal loss', zh: '多分类焦点损失' },
  abbreviation: 'FL',
  tasks: ['classification', 'segmentation'],
  family: 'distribution',
  ...CLASS_SAMPLES,
  parameters: [
    inputParameter(),
    GAMMA,
    {
      kind: 'vector',
      name: 'alpha',
      latex: '\\alpha',
      default: null,
      orNumber: true,
      meaning: {
        en: 'a weight for each class, one for all, or none',
        zh: '每个类别的权重、所有类别共用的一个权重，或不加权',
      },
    },
    {
      kind: 'choice',
      name: 'divideBy',
      default: 'samples',
      choices: ['samples', 'elements'],
      meaning: {
        en: 'what the mean divides by: the samples, or all their channels too (MONAI)',
        zh: '均值的除数：样本数，或样本数乘通道数（MONAI）',
      },
    },
    CLIP,
    IGNORE_INDEX,
    CLASS_AXIS,
  ],
  form,
  note: {
    formula: '\\mathrm{FL} = -\\frac{1}{N} \\sum_i \\alpha_{y_i} (1 - p_{i, y_i})^\\gamma \\ln p_{i, y_i}',
    summary: {
      en: 'Cross entropy of classes in which a sample fades as its label’s probability approaches 1.',
      zh: '多分类交叉熵，样本的标签概率越接近 1，计入越少。',
    },
    gradient: {
      en: 'The row of cross entropy’s gradient, $p - \\mathrm{onehot}(y)$, times a factor that goes to 0 for easy samples.',
      zh: '交叉熵梯度 $p - \\mathrm{onehot}(y)$ 整行乘以一个对易分样本趋于 0 的因子。',
    },
    use: {
      en: 'Long-tailed or dense classification with many easy samples.',
      zh: '易分样本很多的长尾或密集分类。',
    },
    avoid: {
      en: 'Noisy labels, and where calibrated confidence is needed at small losses.',
      zh: '标签有噪声，或需要校准的置信度时。',
    },
    neighbours: {
      en: 'At $\\gamma = 0$ it is (weighted) cross entropy, but its mean divides by N. `focal` treats channels as independent sigmoids.',
      zh: '$\\gamma = 0$ 时即（加权）交叉熵，但均值除以 N。`focal` 把各通道视为独立的 sigmoid。',
    },
    pitfalls: [
      {
        en: 'Computing $p_t = e^{-\\mathrm{CE}}$ from a cross entropy that was already averaged over the batch gives every sample the same factor: a known bug of copied code. Reduce last.',
        zh: '若用已对批次取平均的交叉熵计算 $p_t = e^{-\\mathrm{CE}}$，每个样本的因子都会相同：这是流传代码中的已知错误。应最后再归约。',
      },
      {
        en: 'A single $\\alpha$ scales the whole loss and balances nothing; balancing needs one a class.',
        zh: '单个 $\\alpha$ 只缩放整个损失，不起平衡作用；要平衡需为每个类别设一个。',
      },
    ],
    sources: [LIN_2017],
  },
  presets: [
    {
      name: 'MONAI',
      params: { divideBy: 'elements' },
      meaning: {
        en: 'FocalLoss(use_softmax=True) averages over the channels too, so it is smaller by the number of classes',
        zh: 'FocalLoss(use_softmax=True) 对通道也取平均，因而小了类别数倍',
      },
    },
    {
      name: 'keras',
      params: { alpha: 0.25, clip: 1e-7 },
      meaning: {
        en: 'scales everything by ¼ and clips probabilities at 1e-7',
        zh: '整体乘 ¼，并将概率截断在 1e-7',
      },
    },
  ],
  aliases: [
    ...kerasNames('CategoricalFocalCrossentropy', 'categorical_focal_crossentropy', [], {
      preset: 'keras',
      arguments: { alpha: 'alpha', gamma: 'gamma' },
    }),
    {
      path: 'kornia.losses.focal_loss',
      params: { input: 'logits' },
      reduction: 'none',
      arguments: { alpha: 'alpha', gamma: 'gamma' },
    },
    {
      path: 'losses_pytorch.focal_loss.FocalLoss',
      arguments: { alpha: 'alpha', gamma: 'gamma' },
    },
  ],
};
