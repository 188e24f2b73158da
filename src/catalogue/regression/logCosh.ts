// Log-cosh loss: twice differentiable everywhere, quadratic near 0 and linear far out.
import { logCosh } from '../../math/build';
import { kerasNames } from '../aliases';
import type { Declaration } from '../declaration';
import { ERROR, REAL_PAIRS } from './pairs';

export const LOG_COSH: Declaration = {
  id: 'log_cosh',
  kind: 'loss',
  name: { en: 'Log-cosh loss', zh: 'Log-cosh 损失' },
  tasks: ['regression'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [],
  form: () => ({ kind: 'samples', loss: logCosh(ERROR) }),
  note: {
    formula: 'L = \\frac{1}{n} \\sum_i \\ln \\cosh\\left(\\hat y_i - y_i\\right)',
    summary: {
      en: 'About $e^2/2$ for small errors and $|e| - \\ln 2$ for large ones, with no seam in between.',
      zh: '误差小时约为 $e^2/2$，误差大时约为 $|e| - \\ln 2$，中间没有接缝。',
    },
    gradient: {
      en: '$\\tanh e$: never steeper than 1, and the curvature $1 - \\tanh^2 e$ is positive everywhere, which second-order boosters need.',
      zh: '$\\tanh e$：斜率不超过 1；曲率 $1 - \\tanh^2 e$ 处处为正，适合需要二阶导的提升算法。',
    },
    use: {
      en: 'Robust regression with optimisers that use second derivatives.',
      zh: '使用二阶导的优化器做稳健回归。',
    },
    avoid: {
      en: 'When the width of the quadratic part should be chosen: it is fixed at about 1 in units of the target.',
      zh: '需要选择二次段宽度时：它固定约为 1（目标单位）。',
    },
    neighbours: {
      en: 'Huber at $\\delta = 1$ is nearly the same curve with a parameter.',
      zh: '$\\delta = 1$ 的 Huber 几乎是同一条曲线，且带有可调参数。',
    },
    pitfalls: [
      {
        en: 'Written as log(cosh(e)) it overflows from $|e| = 711$ and loses all digits below 1e-8; here it is |e| + log1p(e^{−2|e|}) − ln 2 or log1p(2 sinh²(e/2)).',
        zh: '直接写成 log(cosh(e)) 时，$|e|$ 达 711 即溢出，小于 1e-8 时失去全部精度；这里采用 |e| + log1p(e^{−2|e|}) − ln 2 或 log1p(2 sinh²(e/2))。',
      },
    ],
    sources: [
      {
        title: 'Saleh and Saleh 2022, Statistical Properties of the log-cosh Loss Function',
        link: 'https://arxiv.org/abs/2208.04564',
      },
    ],
  },
  presets: [],
  aliases: [...kerasNames('LogCosh', 'log_cosh', ['logcosh']), { path: 'optax.log_cosh', reduction: 'none' }],
};
