// SCYLLA-IoU loss: overlap, direction, distance and shape.
import { abs, add, div, exp, max, mul, neg, pow, square, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import { parameter } from '../symbols';
import type { Declaration } from '../declaration';
import { BOX_EPS, BOX_FORMAT, BOX_INPUTS, BOX_PITFALLS, enclosing } from './geometry';
import { height, offsets, pairOf, sizeErrors, width, EPS } from './measures';

export const SIOU_LOSS: Declaration = {
  id: 'siou_loss',
  kind: 'loss',
  name: { en: 'SCYLLA-IoU loss', zh: 'SIoU 损失' },
  abbreviation: 'SIoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [
    BOX_FORMAT,
    BOX_EPS,
    {
      kind: 'number',
      name: 'theta',
      latex: '\\theta',
      default: 4,
      min: 1,
      max: Infinity,
      slider: [2, 6],
      meaning: { en: 'how much the shape counts', zh: '形状项的重视程度' },
    },
  ],
  form: ({ params }) => {
    const pair = pairOf(params, 'loss');
    const { p, t } = pair;
    const { dx, dy } = offsets(pair);
    const hull = enclosing(p, t);
    // sin(2 arcsin(|dy|/σ)) = 2 |dx dy| / σ²: 1 for an offset along the diagonal, 0 along an axis.
    const angle = div(mul(2, abs(mul(dx, dy))), add(square(dx), square(dy), EPS));
    const gamma = sub(2, angle);
    const far = (d: Expr, side: Expr): Expr => sub(1, exp(neg(mul(gamma, square(div(d, add(side, EPS)))))));
    const distance = add(far(dx, width(hull)), far(dy, height(hull)));
    const { dw, dh } = sizeErrors(pair);
    const theta = parameter('theta', '\\theta');
    const off = (error: Expr, a: Expr, b: Expr): Expr =>
      pow(sub(1, exp(neg(div(error, add(max(a, b), EPS))))), theta);
    const shape = add(off(dw, width(p), width(t)), off(dh, height(p), height(t)));
    return { kind: 'samples', loss: add(sub(1, pair.iou), mul(0.5, add(distance, shape))) };
  },
  note: {
    formula:
      'L = 1 - \\mathrm{IoU} + \\frac{\\Delta + \\Omega}{2}, \\qquad \\Delta = \\sum_{t \\in \\{x, y\\}} \\left(1 - e^{-(2 - \\Lambda) \\rho_t}\\right), \\quad \\Omega = \\sum_{t \\in \\{w, h\\}} \\left(1 - e^{-\\omega_t}\\right)^\\theta',
    summary: {
      en: 'IoU loss plus a distance cost and a shape cost. The distance cost depends on the direction of the offset ($\\Lambda$): a box first drifts onto the nearer axis, then along it.',
      zh: 'IoU 损失加上距离代价与形状代价。距离代价取决于偏移方向（$\\Lambda$）：框先移到较近的坐标轴方向上，再沿轴靠近。',
    },
    gradient: {
      en: 'Distances saturate exponentially, so far boxes are not pulled harder than near ones; shape has hardly a slope until it is clearly wrong ($\\theta = 4$).',
      zh: '距离项按指数饱和，远处的框不会受更大的拉力；形状项在明显错误之前几乎没有斜率（$\\theta = 4$）。',
    },
    use: { en: 'YOLO-style detectors that train for a fixed budget.', zh: '训练预算固定的 YOLO 类检测器。' },
    avoid: {
      en: 'Where a simple loss is to be reasoned about: four terms interact.',
      zh: '需要便于分析的简单损失时：四项互相作用。',
    },
    neighbours: {
      en: 'DIoU pulls centres without regard to direction. EIoU penalises the sides without saturation.',
      zh: 'DIoU 拉近中心而不考虑方向。EIoU 惩罚边长且不饱和。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [{ title: 'Gevorgyan 2022, SIoU Loss', link: 'https://arxiv.org/abs/2205.12740' }],
  },
  presets: [],
  aliases: [],
};
