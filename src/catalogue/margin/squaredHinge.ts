// Squared hinge loss.
import { lessEqual, select, square, sub } from '../../math/build';
import { kerasNames } from '../aliases';
import type { Declaration } from '../declaration';
import { MARGIN, SIGNED_SCORES } from './scores';

export const SQUARED_HINGE: Declaration = {
  id: 'squared_hinge',
  kind: 'loss',
  name: { en: 'Squared hinge loss', zh: '平方合页损失' },
  tasks: ['classification'],
  family: 'margin',
  ...SIGNED_SCORES,
  parameters: [],
  form: () => ({ kind: 'samples', loss: select(lessEqual(1, MARGIN), 0, square(sub(1, MARGIN))) }),
  note: {
    formula: 'L = \\frac{1}{n} \\sum_i \\max\\left(0,\\, 1 - y_i f_i\\right)^2',
    summary: {
      en: 'The hinge loss squared: small misses of the margin cost little, gross mistakes cost much.',
      zh: '合页损失的平方：略微未达间隔代价小，严重错误代价大。',
    },
    gradient: {
      en: '$-2y\\,(1 - yf)$ below the margin and 0 beyond, without a jump: the pull fades as the margin is reached.',
      zh: '未达间隔时为 $-2y\\,(1 - yf)$，之后为 0，没有跳变：接近间隔时拉力减弱。',
    },
    use: {
      en: 'Linear SVMs with solvers that want a smooth loss.',
      zh: '需要光滑损失的求解器所用的线性 SVM。',
    },
    avoid: {
      en: 'Mislabelled samples: their cost grows with the square.',
      zh: '存在错标样本时：其代价按平方增长。',
    },
    neighbours: {
      en: 'Hinge keeps outliers at a constant pull. Logistic loss is as smooth and linear far out.',
      zh: '合页损失对离群点只有恒定拉力。Logistic 同样光滑，且在远处为线性。',
    },
    pitfalls: [
      {
        en: 'Labels 0 and 1 are turned into −1 and 1; the bare formula would charge every negative exactly 1.',
        zh: '0/1 标签会被转为 −1/1；直接代入公式会使每个负样本代价恒为 1。',
      },
    ],
    sources: [
      {
        title: 'Lee and Lin 2013, A Study on L2-Loss (Squared Hinge-Loss) Multiclass SVM',
        link: 'https://doi.org/10.1162/NECO_a_00434',
      },
    ],
  },
  presets: [],
  aliases: kerasNames('SquaredHinge', 'squared_hinge'),
};
