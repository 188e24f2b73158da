// Distance IoU loss.
import { add, sub } from '../../math/build';
import { named } from '../aliases';
import type { Declaration } from '../declaration';
import { ZHENG_2020 } from '../sources';
import { BOX_EPS, BOX_FORMAT, BOX_INPUTS, BOX_PITFALLS } from './geometry';
import { centrePenalty, pairOf } from './measures';

export const DIOU_LOSS: Declaration = {
  id: 'diou_loss',
  kind: 'loss',
  name: { en: 'Distance IoU loss', zh: 'DIoU 损失' },
  abbreviation: 'DIoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [BOX_FORMAT, BOX_EPS],
  form: ({ params }) => {
    const pair = pairOf(params, 'loss');
    return { kind: 'samples', loss: add(sub(1, pair.iou), centrePenalty(pair)) };
  },
  note: {
    formula: 'L = 1 - \\mathrm{IoU} + \\frac{\\rho^2(b, b^*)}{c^2}',
    summary: {
      en: 'IoU loss plus the squared distance of the centres over the squared diagonal of the smallest enclosing box. Dividing by the diagonal makes it free of scale.',
      zh: 'IoU 损失加上中心距离平方与最小外接框对角线平方之比；除以对角线使其与尺度无关。',
    },
    gradient: {
      en: 'The centre is drawn straight to its target at any distance, so boxes arrive in fewer steps than with GIoU, above all for boxes side by side or nested.',
      zh: '无论相距多远，中心都直接被拉向目标，因此所需步数少于 GIoU，在框左右或上下排列、互相包含时尤其明显。',
    },
    use: { en: 'Box regression where fast convergence counts.', zh: '在意收敛速度的框回归。' },
    avoid: {
      en: 'Shape is what is still wrong: around the right centre only the IoU term is left.',
      zh: '剩余误差在形状时：中心对准后只剩 IoU 项。',
    },
    neighbours: {
      en: 'CIoU adds the aspect ratio, EIoU the sides. GIoU first grows the box until it overlaps, DIoU moves it.',
      zh: 'CIoU 增加长宽比，EIoU 增加边长。GIoU 先扩张至重叠，DIoU 直接移动。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [ZHENG_2020],
  },
  presets: [],
  aliases: [
    { path: 'torchvision.ops.distance_box_iou_loss', reduction: 'none', arguments: { eps: 'eps' } },
    ...named(['mmdet.models.losses.DIoULoss', 'mmdet.models.DIoULoss'], { arguments: { eps: 'eps' } }),
  ],
};
