// Smooth L1: a parabola around no ERROR, straight lines outside.
import { abs, div, less, mul, select, square, sub } from '../../math/build';
import { torchNames } from '../aliases';
import type { Declaration } from '../declaration';
import { HUBER_1964 } from '../sources';
import { parameter } from '../symbols';
import { ERROR, REAL_PAIRS } from './pairs';

export const SMOOTH_L1: Declaration = {
  id: 'smooth_l1',
  kind: 'loss',
  name: { en: 'Smooth L1 loss', zh: '平滑 L1 损失' },
  abbreviation: 'Smooth L1',
  tasks: ['regression', 'detection'],
  family: 'error',
  ...REAL_PAIRS,
  parameters: [
    {
      kind: 'number',
      name: 'beta',
      latex: '\\beta',
      default: 1,
      min: 0,
      max: Infinity,
      slider: [0, 5],
      meaning: {
        en: 'the error at which the parabola turns into a line; 0 is plain L1',
        zh: '由抛物线转为直线处的误差；为 0 时即 L1',
      },
    },
  ],
  form: () => {
    const beta = parameter('beta', '\\beta');
    const near = div(square(ERROR), mul(2, beta));
    return {
      kind: 'samples',
      loss: select(less(abs(ERROR), beta), near, sub(abs(ERROR), mul(0.5, beta))),
    };
  },
  note: {
    formula:
      'L = \\frac{1}{n} \\sum_i \\begin{cases} e_i^2 / (2\\beta) & |e_i| < \\beta \\\\ |e_i| - \\beta/2 & \\text{else} \\end{cases} \\qquad e_i = \\hat y_i - y_i',
    summary: {
      en: 'Quadratic for errors below $\\beta$ and linear beyond, joined without a kink. It keeps the robustness of MAE and the calm finish of MSE.',
      zh: '误差小于 $\\beta$ 时为二次，之外为线性，两段平滑相接。兼有 MAE 的稳健与 MSE 收尾时的平稳。',
    },
    gradient: {
      en: '$e/\\beta$ inside, $\\pm 1$ outside: no single element pulls harder than 1, and the pull fades out near the target.',
      zh: '内部为 $e/\\beta$，外部为 $\\pm 1$：任何元素的拉力都不超过 1，且靠近目标时逐渐减弱。',
    },
    use: {
      en: 'Box regression (Fast R-CNN) and any regression with occasional gross errors.',
      zh: '边框回归（Fast R-CNN），以及偶有粗大误差的回归。',
    },
    avoid: {
      en: 'When the four coordinates of a box matter together: it treats them as independent, IoU losses do not.',
      zh: '需要整体看待框的四个坐标时：它把坐标视为相互独立，IoU 类损失则不然。',
    },
    neighbours: {
      en: 'Huber is $\\delta$ times this at $\\beta = \\delta$: with smooth L1 the slope of the lines is always 1, with Huber the curvature of the parabola is.',
      zh: 'Huber 在 $\\delta = \\beta$ 时是它的 $\\delta$ 倍：平滑 L1 固定直线的斜率为 1，Huber 固定抛物线的曲率为 1。',
    },
    pitfalls: [
      {
        en: '$\\beta$ is in units of the target: the default of 1 is far too wide for normalised box offsets of about 0.1, where the loss is then pure MSE.',
        zh: '$\\beta$ 与目标同单位：对大小约 0.1 的归一化框偏移而言默认值 1 过宽，此时损失实际上就是 MSE。',
      },
    ],
    sources: [{ title: 'Girshick 2015, Fast R-CNN', link: 'https://arxiv.org/abs/1504.08083' }, HUBER_1964],
  },
  presets: [],
  aliases: torchNames('SmoothL1Loss', 'smooth_l1_loss', { arguments: { beta: 'beta' } }),
};
