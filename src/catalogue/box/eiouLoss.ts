// Efficient IoU loss, and the Extended IoU that mmdetection calls EIoU.
import { add, div, less, mul, select, square, sub } from '../../math/build';
import { named } from '../aliases';
import { parameter } from '../symbols';
import { extendedIou } from './extendedIou';
import type { Declaration } from '../declaration';
import { BOX_EPS, BOX_FORMAT, BOX_INPUTS, BOX_PITFALLS, enclosing } from './geometry';
import { centrePenalty, EPS, height, pairOf, sizeErrors, width } from './measures';

export const EIOU_LOSS: Declaration = {
  id: 'eiou_loss',
  kind: 'loss',
  name: { en: 'Efficient IoU loss', zh: 'EIoU 损失' },
  abbreviation: 'EIoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [
    BOX_FORMAT,
    BOX_EPS,
    {
      kind: 'choice',
      name: 'form',
      default: 'efficient',
      choices: ['efficient', 'extended'],
      meaning: {
        en: 'Efficient IoU (Zhang et al.), or Extended IoU (Peng et al., mmdetection)',
        zh: 'Efficient IoU（Zhang 等），或 Extended IoU（Peng 等，mmdetection）',
      },
    },
    {
      kind: 'number',
      name: 'smoothPoint',
      latex: 's',
      default: 0.1,
      min: 0,
      max: 1,
      meaning: { en: 'below it the extended form is quadratic', zh: '低于该值时 extended 形式为二次' },
    },
  ],
  form: ({ params }) => {
    const pair = pairOf(params, 'loss');
    if (params['form'] === 'extended') {
      const [miss, point] = [sub(1, extendedIou(pair)), parameter('smoothPoint', 's')];
      const near = div(mul(0.5, square(miss)), point);
      return { kind: 'samples', loss: select(less(miss, point), near, sub(miss, mul(0.5, point))) };
    }
    const hull = enclosing(pair.p, pair.t);
    const { dw, dh } = sizeErrors(pair);
    const sides = add(
      div(square(dw), add(square(width(hull)), EPS)),
      div(square(dh), add(square(height(hull)), EPS)),
    );
    return { kind: 'samples', loss: add(sub(1, pair.iou), centrePenalty(pair), sides) };
  },
  note: {
    formula:
      'L = 1 - \\mathrm{IoU} + \\frac{\\rho^2(b, b^*)}{w_c^2 + h_c^2} + \\frac{(w - w^*)^2}{w_c^2} + \\frac{(h - h^*)^2}{h_c^2}',
    summary: {
      en: 'DIoU loss plus the errors of width and height, each relative to the enclosing box: what CIoU asks of the ratio, EIoU asks of the sides.',
      zh: 'DIoU 损失加上宽与高各自相对外接框的误差：CIoU 约束比值，EIoU 约束边长。',
    },
    gradient: {
      en: 'Width and height each have their own pull towards the target and may grow together, which CIoU’s ratio does not allow.',
      zh: '宽与高各自受到朝向目标的拉力，可以同时增大，而 CIoU 的比值项做不到。',
    },
    use: {
      en: 'Detectors that end with well-placed boxes of wrong size.',
      zh: '最终框位置正确而大小不准的检测器。',
    },
    avoid: {
      en: 'Mixing results: two losses share this name. mmdetection’s EIoULoss is the Extended IoU (preset mmdet).',
      zh: '混用结果：有两个损失同名。mmdetection 的 EIoULoss 是 Extended IoU（预设 mmdet）。',
    },
    neighbours: {
      en: 'CIoU penalises the aspect ratio. Focal-EIoU multiplies it by IoU to favour good boxes.',
      zh: 'CIoU 惩罚长宽比。Focal-EIoU 再乘以 IoU 以偏重好框。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [
      { title: 'Zhang et al. 2021, Focal and Efficient IOU Loss', link: 'https://arxiv.org/abs/2101.08158' },
      {
        title: 'Peng and Yu 2021, A Systematic IoU-Related Method (Extended IoU)',
        link: 'https://doi.org/10.1109/TIP.2021.3077144',
      },
    ],
  },
  presets: [
    {
      name: 'mmdet',
      params: { form: 'extended', smoothPoint: 0.1 },
      meaning: {
        en: 'Extended IoU: intersection goes negative for boxes apart, smoothed below .1',
        zh: 'Extended IoU：两框分离时交集取负值，低于 .1 时平滑',
      },
    },
  ],
  aliases: named(['mmdet.models.losses.EIoULoss', 'mmdet.models.EIoULoss'], {
    preset: 'mmdet',
    arguments: { smooth_point: 'smoothPoint', eps: 'eps' },
  }),
};
