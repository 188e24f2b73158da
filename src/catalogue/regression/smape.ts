// Symmetric mean absolute percentage error.
import { abs, add, div, equal, mul, select } from '../../math/build';
import type { Declaration } from '../declaration';
import { LABEL } from '../symbols';
import { ERROR, PREDICTED, REAL_PAIRS } from './pairs';

export const SMAPE: Declaration = {
  id: 'smape',
  kind: 'loss',
  name: { en: 'Symmetric mean absolute percentage error', zh: '对称平均绝对百分比误差' },
  abbreviation: 'SMAPE',
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [],
  form: () => {
    const size = add(abs(LABEL), abs(PREDICTED));
    // Both 0: no error, and no division.
    return { kind: 'samples', loss: div(mul(2, abs(ERROR)), select(equal(size, 0), 1, size)) };
  },
  note: {
    formula:
      '\\mathrm{SMAPE} = \\frac{1}{n} \\sum_i \\frac{2 \\left|\\hat y_i - y_i\\right|}{|y_i| + |\\hat y_i|}',
    summary: {
      en: 'The error relative to the mean size of prediction and target: between 0 and 2, and exchanging the two changes nothing.',
      zh: '相对于预测与目标平均大小的误差：取值在 0 与 2 之间，两者互换不变。',
    },
    gradient: {
      en: 'Fades as the prediction grows and is 0 once prediction and target have opposite signs: from there nothing pulls back.',
      zh: '随预测增大而减弱；预测与目标异号后为 0，此后没有拉力把它拉回。',
    },
    use: { en: 'Forecast competitions and reports that ask for it.', zh: '要求使用它的预测竞赛与报告。' },
    avoid: {
      en: 'As a training loss, and for data with zeros: a target of 0 costs 2 whatever is predicted.',
      zh: '作为训练损失，以及含零的数据：目标为 0 时无论预测多少代价都为 2。',
    },
    neighbours: {
      en: 'MAPE divides by the target alone. MSLE keeps its slope for bad predictions.',
      zh: 'MAPE 只除以目标。MSLE 对很差的预测仍保持斜率。',
    },
    pitfalls: [
      {
        en: 'There are several definitions: with the factor 2 it reaches 2 (as here), without it 1, in percent 200 or 100.',
        zh: '定义不止一种：带因子 2 时最大为 2（此处），不带则为 1，以百分数表示为 200 或 100。',
      },
    ],
    sources: [
      {
        title: 'Makridakis 1993, Accuracy measures: theoretical and practical concerns',
        link: 'https://doi.org/10.1016/0169-2070(93)90079-3',
      },
    ],
  },
  presets: [],
  aliases: [
    { path: 'torchmetrics.SymmetricMeanAbsolutePercentageError' },
    { path: 'torchmetrics.functional.symmetric_mean_absolute_percentage_error' },
  ],
};
