// Lovász hinge: the Jaccard loss of hard masks, extended to margins of scores.
import type { Declaration } from '../declaration';
import { HINGE_ERROR } from '../margin/scores';
import { IGNORE_INDEX, PER } from '../parameters';
import { BERMAN_2018, MA_2021 } from '../sources';

export const LOVASZ_HINGE: Declaration = {
  id: 'lovasz_hinge',
  kind: 'loss',
  name: { en: 'Lovász hinge loss', zh: 'Lovász hinge 损失' },
  tasks: ['segmentation'],
  family: 'region',
  layouts: ['elements'],
  prediction: () => 'score',
  label: () => 'sign',
  parameters: [
    { ...PER, choices: ['all', 'sample'] },
    { ...IGNORE_INDEX, default: null },
  ],
  form: () => ({ kind: 'algorithm', algorithm: 'lovasz_hinge', alone: HINGE_ERROR }),
  note: {
    formula: 'L = \\overline{\\Delta_J}\\left(\\max(0,\\, 1 - f_i\\, s_i)\\right), \\qquad s_i = 2 y_i - 1',
    summary: {
      en: 'A convex stand-in for IoU itself: hinge errors of all pixels are sorted, and each is weighed by how much the Jaccard index drops when that pixel, too, is wrong.',
      zh: 'IoU 本身的凸替代：对所有像素的 hinge 误差排序，每个误差按“该像素也判错时 Jaccard 指数再下降多少”加权。',
    },
    gradient: {
      en: 'Each pixel’s weight depends on its rank: the first mistakes of a small object weigh most. Pixels beyond the margin have none.',
      zh: '每个像素的权重取决于其名次：小目标最先的几个错误权重最大。越过间隔的像素没有梯度。',
    },
    use: {
      en: 'Fine-tuning binary segmentation for IoU after cross entropy.',
      zh: '交叉熵训练之后，针对 IoU 微调二值分割。',
    },
    avoid: {
      en: 'Training from scratch, and probabilities as input: it takes raw scores.',
      zh: '从头训练；以及以概率为输入：它需要原始得分。',
    },
    neighbours: {
      en: 'Soft IoU replaces sets by products and is not tight at hard masks. `lovasz_softmax` does the same for probabilities of several classes.',
      zh: '软 IoU 用乘积代替集合，在硬掩码处并不紧。`lovasz_softmax` 对多类概率做同样的事。',
    },
    pitfalls: [
      {
        en: 'The sort needs all pixels of a group at once: the mean over images (`per: sample`) and the value of the batch differ.',
        zh: '排序需要一组内的全部像素：对图像取均值（`per: sample`）与整个批次的值不同。',
      },
      {
        en: 'An image without foreground costs its largest hinge error, not 0.',
        zh: '没有前景的图像代价为其最大的 hinge 误差，而不是 0。',
      },
    ],
    sources: [BERMAN_2018, MA_2021],
  },
  presets: [
    {
      name: 'smp',
      params: { per: 'all' },
      meaning: { en: 'all pixels of the batch in one group', zh: '整个批次的像素为一组' },
    },
  ],
  aliases: [],
};
