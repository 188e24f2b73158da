// Generalized cross entropy: between cross entropy and mean absolute error.
import { div, equal, expm1, mul, neg, select } from '../../math/build';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { parameter } from '../symbols';
import { atLabel, CLASS_SAMPLES } from './classes';
import { logProbability } from './logProbability';

export const GCE: Declaration = {
  id: 'gce',
  kind: 'loss',
  name: { en: 'Generalized cross entropy', zh: '广义交叉熵' },
  abbreviation: 'GCE',
  tasks: ['classification'],
  family: 'distribution',
  ...CLASS_SAMPLES,
  parameters: [
    inputParameter(),
    {
      kind: 'number',
      name: 'q',
      latex: 'q',
      default: 0.7,
      min: 0,
      max: 1,
      meaning: {
        en: 'towards 0 cross entropy, at 1 one minus the label’s probability',
        zh: '趋于 0 为交叉熵，为 1 时是 1 减标签概率',
      },
    },
    IGNORE_INDEX,
    CLASS_AXIS,
  ],
  form: (setting) => {
    const q = parameter('q', 'q');
    const logP = logProbability(setting.params);
    const none = equal(q, 0);
    // 1 − p^q as −expm1(q ln p), which has no cancellation near p = 1 and tends to −ln p with q.
    const cost = select(none, neg(logP), neg(div(expm1(mul(q, logP)), select(none, 1, q))));
    return { kind: 'samples', loss: atLabel(cost, setting) };
  },
  note: {
    formula: 'L_q = \\frac{1}{N} \\sum_i \\frac{1 - p_{i, y_i}^{\\,q}}{q}',
    summary: {
      en: 'A bounded cross entropy: no sample costs more than $1/q$, so a wrong label cannot dominate.',
      zh: '有界的交叉熵：任何样本的代价不超过 $1/q$，错误标签因此无法主导训练。',
    },
    gradient: {
      en: 'Cross entropy’s, times $p_y^q$: samples that the model firmly disagrees with lose their pull.',
      zh: '等于交叉熵的梯度乘以 $p_y^q$：与模型判断严重不符的样本失去拉力。',
    },
    use: { en: 'Training on noisy labels.', zh: '标签有噪声的训练。' },
    avoid: {
      en: 'Clean data with hard classes: it is slow to learn them, for the same reason.',
      zh: '数据干净但含难学类别时：出于同样原因，学习很慢。',
    },
    neighbours: {
      en: 'Focal loss does the opposite and raises the share of hard samples. At $q = 1$ it is half of the absolute error between $p$ and the one-hot label.',
      zh: 'Focal 正好相反，抬高难样本的比重。$q = 1$ 时等于 $p$ 与 one-hot 标签绝对误差的一半。',
    },
    pitfalls: [
      {
        en: 'Near $q = 1$ it hardly trains from random initialisation with many classes: $p_y$ starts near 0, and so does the gradient.',
        zh: '$q$ 接近 1 且类别很多时，从随机初始化几乎无法训练：$p_y$ 起初接近 0，梯度亦然。',
      },
    ],
    sources: [
      {
        title:
          'Zhang and Sabuncu 2018, Generalized Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels',
        link: 'https://arxiv.org/abs/1805.07836',
      },
    ],
  },
  presets: [],
  aliases: [],
};
