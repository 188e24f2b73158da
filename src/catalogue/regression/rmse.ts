// Root mean squared error.
import { div, equal, select, sqrt, square, sumSamples } from '../../math/build';
import { kerasMetrics } from '../aliases';
import type { Declaration } from '../declaration';
import { PER } from '../parameters';
import { COUNT } from '../symbols';
import { ERROR, REAL_PAIRS } from './pairs';

export const RMSE: Declaration = {
  id: 'rmse',
  kind: 'metric',
  name: { en: 'Root mean squared error', zh: '均方根误差' },
  abbreviation: 'RMSE',
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [{ ...PER, choices: ['all', 'sample'] }],
  form: () => {
    const mean = div(sumSamples(square(ERROR)), COUNT);
    const none = equal(mean, 0);
    // The slope of the root is infinite at 0; there is no error to move then, and the gradient is 0.
    return { kind: 'groups', value: select(none, 0, sqrt(select(none, 1, mean))) };
  },
  note: {
    formula: '\\mathrm{RMSE} = \\sqrt{\\frac{1}{n} \\sum_{i=1}^{n} \\left(\\hat y_i - y_i\\right)^2}',
    summary: {
      en: 'The root of the mean squared error, back in the units of the target. Never less than MAE; the gap between the two grows with the spread of the errors.',
      zh: '均方误差的平方根，单位与目标相同。不小于 MAE；误差越分散，两者差距越大。',
    },
    gradient: {
      en: 'That of MSE divided by twice the RMSE: its length no longer shrinks as the fit improves, only its direction matters.',
      zh: '等于 MSE 的梯度除以两倍 RMSE：拟合变好时长度不再缩小，只有方向有意义。',
    },
    use: {
      en: 'Reporting a regression whose large errors count more than in proportion.',
      zh: '报告大误差代价超过正比的回归结果。',
    },
    avoid: {
      en: 'Comparing data sets of different noise or size of outliers; averaging over batches, because a mean of roots is not the root of the mean.',
      zh: '比较噪声或离群点大小不同的数据集；按批次平均也不妥，因为平方根的平均不等于平均的平方根。',
    },
    neighbours: {
      en: 'Minimising it is minimising MSE. MAE reads as a typical error, RMSE as one that outliers have pulled up.',
      zh: '最小化它等价于最小化 MSE。MAE 反映典型误差，RMSE 则被离群点抬高。',
    },
    pitfalls: [
      {
        en: 'The mean of the RMSE of batches is smaller than the RMSE of all the data, unless all batches are equally good.',
        zh: '各批次 RMSE 的平均小于全部数据的 RMSE，除非各批次误差相同。',
      },
    ],
    sources: [
      {
        title: 'Chai and Draxler 2014, RMSE or MAE?',
        link: 'https://doi.org/10.5194/gmd-7-1247-2014',
      },
    ],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.root_mean_squared_error' },
    ...kerasMetrics(['RootMeanSquaredError'], ['root_mean_squared_error']),
  ],
};
