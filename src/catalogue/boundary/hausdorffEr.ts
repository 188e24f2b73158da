// Hausdorff loss by erosions.
import { square, sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { inputParameter } from '../parameters';
import { probabilityAndLabel } from '../region/overlap';
import { KARIMI_2019, MA_2021 } from '../sources';
import { HAUSDORFF_ALPHA } from './hausdorffDt';
import { SPACING_PITFALL, SPATIAL_DIMS } from './spatial';

export const HAUSDORFF_ER: Declaration = {
  id: 'hausdorff_er',
  kind: 'loss',
  name: { en: 'Hausdorff loss (erosion)', zh: 'Hausdorff 损失（腐蚀）' },
  abbreviation: 'HD-ER',
  tasks: ['segmentation'],
  family: 'boundary',
  layouts: ['elements'],
  prediction: (params) => (params['input'] === 'logits' ? 'logit' : 'probability'),
  label: () => 'binary',
  parameters: [
    {
      kind: 'number',
      name: 'erosions',
      latex: 'K',
      default: 10,
      min: 1,
      max: 100,
      slider: [1, 20],
      integer: true,
      meaning: { en: 'how many times the error is eroded', zh: '误差被腐蚀的次数' },
    },
    HAUSDORFF_ALPHA,
    inputParameter(),
    SPATIAL_DIMS,
  ],
  form: (setting) => {
    const { p, y } = probabilityAndLabel(setting);
    return { kind: 'algorithm', algorithm: 'hausdorff_er', terms: square(sub(p, y)) };
  },
  note: {
    formula:
      'L = \\frac{1}{n} \\sum_{k=0}^{K-1} \\sum_i \\left[\\left((p - y)^2 \\ominus_k B\\right)_i\\right] (k + 1)^\\alpha',
    summary: {
      en: 'The squared error is eroded again and again; what survives many erosions is a thick error, far from any border, and counts more with each.',
      zh: '对平方误差反复做腐蚀；经多次腐蚀仍留存的是远离边界的厚误差，每多一次计入越多。',
    },
    gradient: {
      en: 'Flows through the soft erosions (a convolution, minus ½, clipped at 0, rescaled), so a thick error is pulled in its core.',
      zh: '经由软腐蚀（卷积、减 ½、截断于 0、再缩放）传播，厚误差在其中心受到拉力。',
    },
    use: {
      en: 'Hausdorff distance as the goal where distance transforms are too slow.',
      zh: '以 Hausdorff 距离为目标，而距离变换太慢时。',
    },
    avoid: {
      en: 'Errors thinner than the kernel: they vanish with the first erosion. Anisotropic voxels: the kernel knows no spacing.',
      zh: '比核还薄的误差：第一次腐蚀就消失。各向异性体素：核不考虑间距。',
    },
    neighbours: {
      en: '`hausdorff_dt` measures the distance exactly and needs two transforms each step.',
      zh: '`hausdorff_dt` 精确度量距离，但每步需两次变换。',
    },
    pitfalls: [
      {
        en: 'Each erosion is rescaled to its own largest value, so the size of the loss says little: compare it with itself only.',
        zh: '每次腐蚀都按自身最大值缩放，因此损失大小本身意义不大：只宜与自身比较。',
      },
      SPACING_PITFALL,
    ],
    sources: [KARIMI_2019, MA_2021],
  },
  presets: [],
  aliases: [],
};
