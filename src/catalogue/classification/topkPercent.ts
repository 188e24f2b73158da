// Mean of the largest k percent of the cross entropies.
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { MA_2021 } from '../sources';
import { HARDEST_SAMPLES, sampleOf } from './hardest';

export const TOPK_PERCENT: Declaration = {
  id: 'topk_percent',
  kind: 'loss',
  name: { en: 'TopK loss by percent', zh: 'TopK 损失（百分比）' },
  abbreviation: 'TopK',
  tasks: ['classification', 'segmentation'],
  family: 'distribution',
  ...HARDEST_SAMPLES,
  parameters: [
    {
      kind: 'number',
      name: 'k',
      latex: 'k',
      default: 10,
      min: 0,
      max: 100,
      meaning: { en: 'the percentage of samples that is kept', zh: '保留样本的百分比' },
    },
    inputParameter(),
    IGNORE_INDEX,
    CLASS_AXIS,
  ],
  form: (setting) => {
    const { crossEntropy } = sampleOf(setting);
    // At least one sample is kept, so one alone costs its cross entropy.
    return { kind: 'algorithm', algorithm: 'topk_percent', terms: crossEntropy, alone: crossEntropy };
  },
  note: {
    formula:
      'L = \\frac{1}{|T|} \\sum_{i \\in T} -\\ln p_{i, y_i}, \\qquad T = \\text{the } \\max\\left(1, \\lfloor N k / 100 \\rfloor\\right) \\text{ largest}',
    summary: {
      en: 'The mean of the worst $k$ percent of all samples’ cross entropies.',
      zh: '全部样本交叉熵中最差的 $k\\%$ 的平均。',
    },
    gradient: {
      en: 'Only the kept samples have one, each divided by how many are kept.',
      zh: '只有被保留的样本有梯度，且除以保留的个数。',
    },
    use: {
      en: 'Segmentation with a large easy background, online hard example mining.',
      zh: '大面积易分背景的分割、在线难例挖掘。',
    },
    avoid: {
      en: 'Noisy labels: the worst samples are then the wrong labels.',
      zh: '标签有噪声时：最差的样本往往就是标错的。',
    },
    neighbours: {
      en: '`topk_threshold` lets the number of hard samples vary. At $k = 100$ it is plain cross entropy; nnU-Net adds it to Dice (`dice_topk`).',
      zh: '`topk_threshold` 允许难样本数变化。$k = 100$ 时即普通交叉熵；nnU-Net 把它与 Dice 相加（`dice_topk`）。',
    },
    pitfalls: [
      {
        en: 'The share is of all pixels of the batch together: one difficult image can take all places.',
        zh: '比例是对整个批次的像素而言：一幅困难图像可能占满全部名额。',
      },
      {
        en: '⌊N·k/100⌋ is 0 for few samples; at least one is kept here.',
        zh: '样本很少时 ⌊N·k/100⌋ 为 0；这里至少保留一个。',
      },
    ],
    sources: [
      MA_2021,
      {
        title:
          'Shrivastava et al. 2016, Training Region-based Object Detectors with Online Hard Example Mining',
        link: 'https://arxiv.org/abs/1604.03540',
      },
    ],
  },
  presets: [],
  aliases: [
    { path: 'losses_pytorch.ND_Crossentropy.TopKLoss', params: { input: 'logits' }, arguments: { k: 'k' } },
  ],
};
