// L1 penalty (lasso).
import { abs, mul, sumSamples } from '../../math/build';
import type { Declaration } from '../declaration';
import { parameter } from '../symbols';
import { LAMBDA, NO_REDUCTION_PITFALL, WEIGHT, WEIGHTS_ONLY } from './weights';

export const L1: Declaration = {
  id: 'l1',
  kind: 'loss',
  name: { en: 'L1 penalty (lasso)', zh: 'L1 正则项（lasso）' },
  abbreviation: 'L1',
  ...WEIGHTS_ONLY,
  parameters: [LAMBDA],
  form: () => ({
    kind: 'groups',
    groups: 'all',
    value: mul(parameter('lambda', '\\lambda'), sumSamples(abs(WEIGHT))),
  }),
  note: {
    formula: 'R = \\lambda \\sum_j |w_j|',
    summary: {
      en: 'The sum of absolute weights. Its corner at 0 makes small weights exactly 0, so it selects features; it is the prior of a Laplace distribution.',
      zh: '权重绝对值之和。其在 0 处的尖角会使小权重恰为 0，从而选择特征；对应拉普拉斯先验。',
    },
    gradient: {
      en: '$\\lambda\\,\\mathrm{sgn}(w)$: every weight is drawn to 0 with the same force, however small it is already.',
      zh: '为 $\\lambda\\,\\mathrm{sgn}(w)$：每个权重无论多小都以同样的力被拉向 0。',
    },
    use: { en: 'Many features of which few matter; sparse models.', zh: '特征众多而少数有用；稀疏模型。' },
    avoid: {
      en: 'Groups of correlated features: it keeps one of them at random.',
      zh: '成组相关的特征：它会随机只保留其中一个。',
    },
    neighbours: {
      en: 'L2 shrinks weights in proportion and zeroes none. The elastic net mixes both.',
      zh: 'L2 按比例收缩而不置零。弹性网络是二者的混合。',
    },
    pitfalls: [
      NO_REDUCTION_PITFALL,
      {
        en: 'Plain gradient steps jump across 0 and back: exact zeros need a proximal step (soft thresholding).',
        zh: '普通梯度步会在 0 两侧跳动：要得到精确的零需用近端步（软阈值）。',
      },
    ],
    sources: [
      {
        title: 'Tibshirani 1996, Regression Shrinkage and Selection via the Lasso',
        link: 'https://doi.org/10.1111/j.2517-6161.1996.tb02080.x',
      },
    ],
  },
  presets: [],
  aliases: [],
};
