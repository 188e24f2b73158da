// Cross entropy of the samples whose label got less than a threshold.
import { lessEqual, select, sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, THRESHOLD } from '../parameters';
import { MA_2021 } from '../sources';
import { parameter } from '../symbols';
import { HARDEST_SAMPLES, sampleOf } from './hardest';

export const TOPK_THRESHOLD: Declaration = {
  id: 'topk_threshold',
  kind: 'loss',
  name: { en: 'TopK loss by threshold', zh: 'TopK 损失（阈值）' },
  abbreviation: 'TopK',
  tasks: ['classification', 'segmentation'],
  family: 'distribution',
  ...HARDEST_SAMPLES,
  parameters: [
    {
      ...THRESHOLD,
      min: 0,
      max: 1,
      meaning: {
        en: 'samples whose label has at least this probability are left out',
        zh: '标签概率不低于该值的样本不计入',
      },
    },
    inputParameter(),
    IGNORE_INDEX,
    CLASS_AXIS,
  ],
  form: (setting) => {
    const { crossEntropy, ofLabel } = sampleOf(setting);
    // In this order, so that a probability of NaN is not left out.
    const hard = sub(1, lessEqual(parameter('threshold', 't'), ofLabel));
    return { kind: 'samples', loss: select(hard, crossEntropy, 0), weight: hard, meanOfNone: 0 };
  },
  note: {
    formula: 'L = -\\frac{\\sum_i [p_{i, y_i} < t] \\ln p_{i, y_i}}{\\sum_i [p_{i, y_i} < t]}',
    summary: {
      en: 'The mean cross entropy of the hard samples only, those whose label has a probability under $t$.',
      zh: '只对难样本（标签概率低于 $t$）求平均的交叉熵。',
    },
    gradient: {
      en: 'That of cross entropy for hard samples, divided by their number; exactly 0 for easy ones.',
      zh: '难样本为交叉熵的梯度除以难样本数；易分样本恰为 0。',
    },
    use: { en: 'Segmentation with a large easy background.', zh: '大面积易分背景的分割。' },
    avoid: {
      en: 'Noisy labels, and late training: the fewer hard samples remain, the more each weighs.',
      zh: '标签有噪声，或训练后期：剩下的难样本越少，每个的权重越大。',
    },
    neighbours: {
      en: '`topk_percent` keeps a fixed share instead. Focal loss fades smoothly where this one cuts. At $t = 1$ it is cross entropy over all samples that are not perfect.',
      zh: '`topk_percent` 保留固定比例。Focal 平滑淡化，本损失直接截断。$t = 1$ 时为所有不完美样本的交叉熵。',
    },
    pitfalls: [
      {
        en: 'Once every sample is easy there is nothing to average: the loss is 0 and the result says so.',
        zh: '所有样本都变得易分后没有可平均的对象：损失为 0，并在结果中说明。',
      },
      {
        en: 'The loss jumps when a sample crosses the threshold, and its mean can rise although every sample improved.',
        zh: '样本越过阈值时损失会跳变；即使每个样本都在改进，均值也可能上升。',
      },
    ],
    sources: [
      MA_2021,
      {
        title: 'Wu et al. 2016, Bridging Category-level and Instance-level Semantic Image Segmentation',
        link: 'https://arxiv.org/abs/1605.06885',
      },
    ],
  },
  presets: [],
  aliases: [],
};
