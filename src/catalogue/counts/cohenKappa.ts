// Cohen's kappa: agreement beyond chance.
import { div, mul, sub, sumGroups } from '../../math/build';
import { torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { MAIER_HEIN_2024 } from '../sources';
import { TP } from '../symbols';
import { ALL, COUNT_INPUTS, LABELLED, MATRIX_PARAMETERS, NOT_DIFFERENTIABLE, PREDICTED } from './decisions';

export const COHEN_KAPPA: Declaration = {
  id: 'cohen_kappa',
  kind: 'metric',
  name: { en: 'Cohen’s kappa', zh: 'Cohen κ 系数' },
  abbreviation: 'κ',
  tasks: ['classification', 'segmentation'],
  family: 'counts',
  ...COUNT_INPUTS,
  parameters: MATRIX_PARAMETERS,
  noGradient: NOT_DIFFERENTIABLE,
  form: () => {
    const beyond = sub(mul(ALL, sumGroups(TP)), sumGroups(mul(LABELLED, PREDICTED)));
    return { kind: 'counts', value: div(beyond, sumGroups(mul(LABELLED, sub(ALL, PREDICTED)))) };
  },
  note: {
    formula:
      '\\kappa = \\frac{p_o - p_e}{1 - p_e}, \\qquad p_o = \\sum_c \\frac{M_{cc}}{N},\\quad p_e = \\sum_c \\frac{M_{c\\cdot} M_{\\cdot c}}{N^2}',
    summary: {
      en: 'Agreement $p_o$ with what two raters of the same habits would share by chance, $p_e$, taken away: 1 is perfect, 0 is chance.',
      zh: '从一致率 $p_o$ 中扣除两名习惯相同的评判者的随机一致率 $p_e$：1 为完美，0 为随机。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: { en: 'Two annotators, or a model against one.', zh: '两名标注者之间，或模型与标注者之间。' },
    avoid: {
      en: 'Very skewed classes: κ can be low at 95 % agreement.',
      zh: '类别极度偏斜：一致率 95% 时 κ 也可能很低。',
    },
    neighbours: {
      en: 'MCC is the correlation of the same table. Accuracy does not correct for chance.',
      zh: 'MCC 是同一张表的相关系数。准确率不做随机校正。',
    },
    pitfalls: [
      {
        en: 'It treats all mistakes alike: between ordered grades a weighted kappa tells more.',
        zh: '所有错误同等对待：有序等级之间用加权 κ 更能说明问题。',
      },
      {
        en: 'Both raters always say the same one class: 0/0, NaN.',
        zh: '双方始终只给同一类时为 0/0，结果为 NaN。',
      },
    ],
    sources: [
      {
        title: 'Cohen 1960, A Coefficient of Agreement for Nominal Scales',
        link: 'https://doi.org/10.1177/001316446002000104',
      },
      MAIER_HEIN_2024,
    ],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.cohen_kappa_score' },
    ...torchmetricsNames('CohenKappa', 'cohen_kappa', ['Binary', 'Multiclass']),
  ],
};
