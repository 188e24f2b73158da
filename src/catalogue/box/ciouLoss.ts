// Complete IoU loss.
import { add, sub } from '../../math/build';
import { named } from '../aliases';
import type { Declaration } from '../declaration';
import { ZHENG_2020 } from '../sources';
import { BOX_EPS, BOX_FORMAT, BOX_INPUTS, BOX_PITFALLS } from './geometry';
import { aspectPenalty, centrePenalty, DETACH_ALPHA, pairOf } from './measures';

export const CIOU_LOSS: Declaration = {
  id: 'ciou_loss',
  kind: 'loss',
  name: { en: 'Complete IoU loss', zh: 'CIoU 损失' },
  abbreviation: 'CIoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [BOX_FORMAT, BOX_EPS, DETACH_ALPHA],
  form: ({ params }) => {
    const pair = pairOf(params, 'loss');
    const { penalty, held } = aspectPenalty(pair, params);
    return { kind: 'samples', loss: add(sub(1, pair.iou), centrePenalty(pair), penalty), held };
  },
  note: {
    formula:
      'L = 1 - \\mathrm{IoU} + \\frac{\\rho^2(b, b^*)}{c^2} + \\alpha v, \\qquad v = \\frac{4}{\\pi^2} \\left(\\arctan \\frac{w^*}{h^*} - \\arctan \\frac{w}{h}\\right)^2, \\quad \\alpha = \\frac{v}{1 - \\mathrm{IoU} + v}',
    summary: {
      en: 'DIoU loss plus a term for the aspect ratio, which weighs more the better the boxes already overlap: overlap, centre and shape at once.',
      zh: 'DIoU 损失加上长宽比项，且重叠越好该项权重越大：同时考虑重叠面积、中心距离与长宽比。',
    },
    gradient: {
      en: 'The aspect term pushes width and height in opposite directions and has a factor $1/(w^2 + h^2)$, which explodes for tiny normalised boxes.',
      zh: '长宽比项使宽与高反向变化，且带有因子 $1/(w^2 + h^2)$，对很小的归一化框会爆炸。',
    },
    use: { en: 'The usual choice for YOLO-style detectors.', zh: 'YOLO 类检测器的常用选择。' },
    avoid: {
      en: 'Boxes of right ratio and wrong size: the extra term is 0 there.',
      zh: '长宽比正确而大小错误的框：附加项为 0。',
    },
    neighbours: {
      en: 'EIoU splits the aspect term into width and height. SIoU adds the direction of the offset.',
      zh: 'EIoU 把长宽比项拆成宽与高。SIoU 另考虑偏移方向。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [ZHENG_2020],
  },
  presets: [
    {
      name: 'torchvision',
      params: { detachAlpha: true },
      meaning: { en: 'α is a constant for the gradient', zh: '求梯度时 α 为常数' },
    },
    {
      name: 'attached',
      params: { detachAlpha: false },
      meaning: { en: 'α takes part in the gradient; the value is the same', zh: 'α 参与求导；数值相同' },
    },
  ],
  aliases: [
    {
      path: 'torchvision.ops.complete_box_iou_loss',
      preset: 'torchvision',
      reduction: 'none',
      arguments: { eps: 'eps' },
    },
    ...named(['mmdet.models.losses.CIoULoss', 'mmdet.models.CIoULoss'], { arguments: { eps: 'eps' } }),
  ],
};
