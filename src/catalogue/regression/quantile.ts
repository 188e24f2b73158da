// Quantile (pinball) loss.
import { max, mul, sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { LABEL, parameter } from '../symbols';
import { PREDICTED, REAL_PAIRS } from './pairs';

export const QUANTILE: Declaration = {
  id: 'quantile',
  kind: 'loss',
  name: { en: 'Quantile (pinball) loss', zh: '分位数损失（pinball）' },
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [
    {
      kind: 'number',
      name: 'tau',
      latex: '\\tau',
      default: 0.5,
      min: 0,
      max: 1,
      meaning: {
        en: 'the quantile to predict; above ½ underestimates cost more than overestimates',
        zh: '要预测的分位数；大于 ½ 时低估的代价高于高估',
      },
    },
  ],
  form: () => {
    const tau = parameter('tau', '\\tau');
    const short = sub(LABEL, PREDICTED);
    return { kind: 'samples', loss: max(mul(tau, short), mul(sub(tau, 1), short)) };
  },
  note: {
    formula:
      'L = \\frac{1}{n} \\sum_i \\max\\left(\\tau (y_i - \\hat y_i),\\ (\\tau - 1)(y_i - \\hat y_i)\\right)',
    summary: {
      en: 'A tilted absolute error: the prediction that minimises it has a share $\\tau$ of the targets below it.',
      zh: '倾斜的绝对误差：使其最小的预测值恰有比例为 $\\tau$ 的目标在其下方。',
    },
    gradient: {
      en: '$-\\tau$ below the target and $1 - \\tau$ above it, whatever the distance.',
      zh: '低于目标时为 $-\\tau$，高于目标时为 $1 - \\tau$，与距离无关。',
    },
    use: {
      en: 'Prediction intervals, demand and load forecasts, value at risk.',
      zh: '预测区间、需求与负荷预测、风险价值。',
    },
    avoid: {
      en: 'Extreme quantiles with little data: few targets lie beyond and the estimate is noise.',
      zh: '数据很少时的极端分位数：越界的目标太少，估计不可靠。',
    },
    neighbours: {
      en: 'At $\\tau = ½$ it is half of MAE. Expectiles tilt the squared error in the same way.',
      zh: '$\\tau = ½$ 时等于 MAE 的一半。expectile 以同样方式倾斜平方误差。',
    },
    pitfalls: [
      {
        en: 'Quantiles that are fitted one by one may cross: the 90 % line can fall below the 80 % one.',
        zh: '各分位数分别拟合时可能交叉：90% 线可能低于 80% 线。',
      },
    ],
    sources: [
      { title: 'Koenker and Bassett 1978, Regression Quantiles', link: 'https://doi.org/10.2307/1913643' },
    ],
  },
  presets: [],
  aliases: [{ path: 'sklearn.metrics.mean_pinball_loss', arguments: { alpha: 'tau' } }],
};
