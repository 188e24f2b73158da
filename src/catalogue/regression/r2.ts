// Coefficient of determination.
import { div, equal, select, square, sub, sumSamples } from '../../math/build';
import { kerasMetrics, torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { COUNT, LABEL } from '../symbols';
import { ERROR, REAL_PAIRS } from './pairs';

export const R2: Declaration = {
  id: 'r2',
  kind: 'metric',
  name: { en: 'Coefficient of determination', zh: '决定系数 R²' },
  abbreviation: 'R²',
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [],
  form: () => {
    const residual = sumSamples(square(ERROR));
    const spread = sumSamples(square(sub(LABEL, div(sumSamples(LABEL), COUNT))));
    // A constant target: 1 if it is met, else 0, as scikit-learn has it.
    const flat = equal(spread, 0);
    const value = sub(1, div(residual, select(flat, 1, spread)));
    return { kind: 'groups', groups: 'all', value: select(flat, equal(residual, 0), value) };
  },
  note: {
    formula: 'R^2 = 1 - \\frac{\\sum_i (y_i - \\hat y_i)^2}{\\sum_i (y_i - \\bar y)^2}',
    summary: {
      en: 'The share of the targets’ variance that the prediction explains: 1 is perfect, 0 is as good as predicting the mean, and worse than that is negative.',
      zh: '预测所解释的目标方差的比例：1 为完美，0 等同于预测均值，更差则为负。',
    },
    gradient: {
      en: 'That of the squared error, divided by the spread of the targets.',
      zh: '等于平方误差的梯度除以目标的离散程度。',
    },
    use: { en: 'Comparing regressions on one data set.', zh: '在同一数据集上比较回归模型。' },
    avoid: {
      en: 'Comparing data sets: the same errors give a high R² where the targets spread widely.',
      zh: '跨数据集比较：目标越分散，同样的误差得到的 R² 越高。',
    },
    neighbours: {
      en: 'Pearson’s correlation forgives a wrong scale and offset; R² does not. For a least-squares line with intercept, R² is the square of the correlation.',
      zh: 'Pearson 相关不计较尺度与偏移，R² 计较。对带截距的最小二乘直线，R² 等于相关系数的平方。',
    },
    pitfalls: [
      {
        en: 'A constant target makes it 0/0: 1 if it is met exactly, else 0, as in scikit-learn.',
        zh: '目标为常数时为 0/0：完全命中取 1，否则取 0，与 scikit-learn 相同。',
      },
      {
        en: 'The mean of the R² of batches is not the R² of the data.',
        zh: '各批次 R² 的平均不是整个数据的 R²。',
      },
    ],
    sources: [
      {
        title: 'Wright 1921, Correlation and Causation',
        link: 'https://naldc.nal.usda.gov/catalog/IND43966364',
      },
    ],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.r2_score' },
    ...torchmetricsNames('R2Score', 'r2_score', []),
    ...kerasMetrics(['R2Score'], ['r2_score']),
  ],
};
