// Cross entropy of classes, form 1: only the label's channel enters.
import { kerasNames } from '../aliases';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, CLASS_WEIGHT, IGNORE_INDEX, inputParameter, LABEL_SMOOTHING } from '../parameters';
import { CLIP } from './clip';
import { CLASS_SAMPLES, crossEntropyForm, DIVIDE_BY } from './classes';
import { logProbability } from './logProbability';

export const CROSS_ENTROPY: Declaration = {
  id: 'cross_entropy',
  kind: 'loss',
  name: { en: 'Cross entropy', zh: '交叉熵' },
  abbreviation: 'CE',
  tasks: ['classification', 'segmentation'],
  family: 'distribution',
  ...CLASS_SAMPLES,
  parameters: [inputParameter(), CLASS_WEIGHT, IGNORE_INDEX, LABEL_SMOOTHING, DIVIDE_BY, CLIP, CLASS_AXIS],
  form: (setting) => crossEntropyForm(setting, logProbability(setting.params)),
  note: {
    formula: '\\mathrm{CE} = -\\frac{1}{N} \\sum_{i=1}^{N} \\ln p_{i, y_i}',
    summary: {
      en: 'The negative log of the probability given to the true class. It falls only as that probability rises; the other classes enter through the softmax that makes the row sum to 1.',
      zh: '真实类别所得概率的负对数。只有该概率上升时它才下降；其他类别通过使每行和为 1 的 softmax 间接参与。',
    },
    gradient: {
      en: 'In the logits it is $p - \\mathrm{onehot}(y)$: every channel is pulled, the label up and each other one down by its own probability.',
      zh: '对 logits 的梯度为 $p - \\mathrm{onehot}(y)$：每个通道都受到拉力，标签通道向上，其余通道按各自概率向下。',
    },
    use: {
      en: 'Exclusive classes: image classification, language models, semantic segmentation.',
      zh: '互斥类别：图像分类、语言模型、语义分割。',
    },
    avoid: {
      en: 'Labels that may hold together (use binary cross entropy a class). Strong imbalance: weigh the classes, or combine with Dice.',
      zh: '可同时成立的标签（应对每类使用二元交叉熵）。类别严重失衡时：加权或与 Dice 结合。',
    },
    neighbours: {
      en: 'Form 2 adds −ln(1 − p) of every other channel and is larger. Focal loss fades out easy samples. KL divergence differs by the entropy of the label, which is constant.',
      zh: '形式二另加其余通道的 −ln(1 − p)，数值更大。Focal loss 淡化易分样本。与 KL 散度只差标签的熵（常数）。',
    },
    pitfalls: [
      {
        en: 'A softmax in front of a loss that applies softmax: with $K$ classes it cannot fall under $\\ln(e + K - 1) - 1$, 0.744 at $K = 4$ (pytorch#55902).',
        zh: '在自带 softmax 的损失前再加 softmax：$K$ 类时它不可能低于 $\\ln(e + K - 1) - 1$，$K = 4$ 时为 0.744（pytorch#55902）。',
      },
      {
        en: 'With class weights, `mean` is Σw·l/Σw and not the mean of `none` (pytorch#40560).',
        zh: '使用类别权重时，`mean` 是 Σw·l/Σw，而不是 `none` 结果的平均（pytorch#40560）。',
      },
      {
        en: 'When every label is ignored the mean is 0/0, NaN (pytorch#70348); a class whose index equals ignoreIndex vanishes silently.',
        zh: '所有标签都被忽略时均值为 0/0，即 NaN（pytorch#70348）；类别编号若等于 ignoreIndex 会悄然消失。',
      },
    ],
    sources: [
      {
        title: 'Bridle 1990, Probabilistic interpretation of feedforward network outputs',
        link: 'https://doi.org/10.1007/978-3-642-76153-9_28',
      },
      { title: 'Szegedy et al. 2016 (label smoothing)', link: 'https://arxiv.org/abs/1512.00567' },
    ],
  },
  presets: [
    {
      name: 'keras',
      params: { divideBy: 'samples', clip: 1e-7 },
      meaning: {
        en: 'divides the weighted sum by N, not by the summed weights; clips probabilities at 1e-7',
        zh: '加权和除以 N 而非权重之和；概率截断在 1e-7',
      },
    },
  ],
  aliases: [
    {
      path: 'torch.nn.CrossEntropyLoss',
      params: { input: 'logits' },
      arguments: { weight: 'weight', ignore_index: 'ignoreIndex', label_smoothing: 'labelSmoothing' },
      takes: { shapes: ['index', 'oneHot'] },
    },
    {
      path: 'torch.nn.functional.cross_entropy',
      params: { input: 'logits' },
      arguments: { weight: 'weight', ignore_index: 'ignoreIndex', label_smoothing: 'labelSmoothing' },
      takes: { shapes: ['index', 'oneHot'] },
    },
    ...kerasNames('CategoricalCrossentropy', 'categorical_crossentropy', [], {
      preset: 'keras',
      arguments: { label_smoothing: 'labelSmoothing' },
    }),
    ...kerasNames('SparseCategoricalCrossentropy', 'sparse_categorical_crossentropy', [], {
      preset: 'keras',
      arguments: { ignore_class: 'ignoreIndex' },
      takes: { shapes: ['indexLast'] },
    }),
    { path: 'optax.softmax_cross_entropy', params: { input: 'logits' }, reduction: 'none' },
    {
      path: 'optax.softmax_cross_entropy_with_integer_labels',
      params: { input: 'logits' },
      reduction: 'none',
      takes: { shapes: ['indexLast'] },
    },
    {
      path: 'segmentation_models_pytorch.losses.SoftCrossEntropyLoss',
      params: { input: 'logits' },
      arguments: { smooth_factor: 'labelSmoothing', ignore_index: 'ignoreIndex' },
    },
  ],
};
