// Pearson's correlation of prediction and target.
import { div, mul, sqrt, square, sub, sumSamples } from '../../math/build';
import type { Declaration } from '../declaration';
import { COUNT, LABEL } from '../symbols';
import { PREDICTED, REAL_PAIRS } from './pairs';

export const PEARSON: Declaration = {
  id: 'pearson',
  kind: 'metric',
  name: { en: 'Pearson correlation', zh: 'Pearson 相关系数' },
  abbreviation: 'r',
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [],
  form: () => {
    const a = sub(PREDICTED, div(sumSamples(PREDICTED), COUNT));
    const b = sub(LABEL, div(sumSamples(LABEL), COUNT));
    const spreads = mul(sqrt(sumSamples(square(a))), sqrt(sumSamples(square(b))));
    return { kind: 'groups', groups: 'all', value: div(sumSamples(mul(a, b)), spreads) };
  },
  note: {
    formula:
      'r = \\frac{\\sum_i (\\hat y_i - \\bar{\\hat y})(y_i - \\bar y)}{\\sqrt{\\sum_i (\\hat y_i - \\bar{\\hat y})^2} \\sqrt{\\sum_i (y_i - \\bar y)^2}}',
    summary: {
      en: 'How nearly prediction and target lie on one rising line: 1 exactly, −1 on a falling one, 0 without a linear relation. Scale and offset do not matter.',
      zh: '预测与目标在多大程度上落在同一条上升直线上：恰好为 1，下降直线为 −1，无线性关系为 0。尺度与偏移不影响。',
    },
    gradient: {
      en: 'Couples all elements through the means: it has no part along a common shift or a common factor of the predictions.',
      zh: '通过均值把所有元素耦合在一起：沿预测整体平移或整体缩放的方向没有分量。',
    },
    use: {
      en: 'Rankings and scores whose scale is arbitrary; agreement of sensors before calibration.',
      zh: '尺度任意的评分；校准前传感器之间的一致性。',
    },
    avoid: {
      en: 'Checking that values are right: predictions twice as large correlate perfectly.',
      zh: '检验数值是否正确：放大一倍的预测仍完全相关。',
    },
    neighbours: {
      en: 'R² also demands scale and offset. It is the cosine similarity of the centred vectors.',
      zh: 'R² 还要求尺度与偏移正确。它等于中心化向量的余弦相似度。',
    },
    pitfalls: [
      {
        en: 'A constant prediction or target has no correlation: NaN, as in SciPy.',
        zh: '预测或目标为常数时相关系数无定义：结果为 NaN，与 SciPy 相同。',
      },
      {
        en: 'One outlier can make or break it: look at the scatter.',
        zh: '一个离群点就足以造就或毁掉它：请看散点图。',
      },
    ],
    sources: [
      {
        title: 'Pearson 1895, Notes on regression and inheritance',
        link: 'https://doi.org/10.1098/rspl.1895.0041',
      },
    ],
  },
  presets: [],
  aliases: [{ path: 'scipy.stats.pearsonr' }],
};
