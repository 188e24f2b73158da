// Expected calibration error.
import { torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';

export const ECE: Declaration = {
  id: 'ece',
  kind: 'metric',
  name: { en: 'Expected calibration error', zh: '期望校准误差' },
  abbreviation: 'ECE',
  tasks: ['classification'],
  family: 'ranking',
  layouts: ['elements', 'classes'],
  prediction: (params) => (params['input'] === 'logits' ? 'logit' : 'probability'),
  label: (_, layout) => (layout === 'classes' ? 'class' : 'binary'),
  parameters: [
    {
      kind: 'number',
      name: 'bins',
      latex: 'B',
      default: 15,
      min: 1,
      max: 1000,
      slider: [5, 50],
      integer: true,
      meaning: { en: 'bins of equal width over confidence 0 to 1', zh: '在置信度 0 到 1 上等宽划分的格数' },
    },
    inputParameter(),
    { ...IGNORE_INDEX, default: null },
    CLASS_AXIS,
  ],
  noGradient: {
    en: 'Samples jump between bins: it is not continuous in the prediction.',
    zh: '样本会在格间跳变：它对预测不连续。',
  },
  form: () => ({ kind: 'algorithm', algorithm: 'ece' }),
  note: {
    formula:
      '\\mathrm{ECE} = \\sum_{b=1}^{B} \\frac{n_b}{N} \\left|\\mathrm{acc}(b) - \\mathrm{conf}(b)\\right|',
    summary: {
      en: 'How far stated confidence is from being right that often, averaged over bins of confidence.',
      zh: '各置信度区间内，所声称的置信度与实际正确率的差距的平均。',
    },
    gradient: {
      en: 'Samples jump between bins: within them it is piecewise linear, and not made for descent.',
      zh: '样本会在格间跳变：格内分段线性，不宜做梯度下降。',
    },
    use: {
      en: 'Checking whether probabilities can be taken at their word, before and after temperature scaling.',
      zh: '检验概率是否可信，用于温度缩放前后对比。',
    },
    avoid: {
      en: 'Ranking models: a constant prediction at the base rate has ECE 0.',
      zh: '给模型排序：恒定预测基准率的 ECE 为 0。',
    },
    neighbours: {
      en: 'Brier score and log loss are proper scores and include calibration.',
      zh: 'Brier 分数与对数损失是严格评分，已包含校准。',
    },
    pitfalls: [
      {
        en: 'It depends on the number of bins and on their borders: (lo, hi] here, confidence 1 in the last bin.',
        zh: '取决于格数与边界：此处为 (lo, hi]，置信度 1 归入最后一格。',
      },
      {
        en: 'Binary confidence is max(p, 1 − p); other code uses p itself and gets another number.',
        zh: '二分类的置信度为 max(p, 1 − p)；有的实现直接用 p，数值不同。',
      },
    ],
    sources: [
      {
        title: 'Guo et al. 2017, On Calibration of Modern Neural Networks',
        link: 'https://arxiv.org/abs/1706.04599',
      },
      {
        title: 'Naeini et al. 2015, Obtaining Well Calibrated Probabilities Using Bayesian Binning',
        link: 'https://doi.org/10.1609/aaai.v29i1.9602',
      },
    ],
  },
  presets: [],
  aliases: torchmetricsNames('CalibrationError', 'calibration_error', ['Binary', 'Multiclass'], {
    arguments: { n_bins: 'bins' },
  }),
};
