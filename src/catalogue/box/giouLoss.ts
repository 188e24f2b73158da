// Generalized IoU loss.
import { add, div, sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { REZATOFIGHI_2019 } from '../sources';
import { parameter } from '../symbols';
import {
  area,
  BOX_EPS,
  BOX_FORMAT,
  BOX_INPUTS,
  BOX_PITFALLS,
  corners,
  enclosing,
  intersection,
  union,
} from './geometry';

export const GIOU_LOSS: Declaration = {
  id: 'giou_loss',
  kind: 'loss',
  name: { en: 'Generalized IoU loss', zh: 'GIoU 损失' },
  abbreviation: 'GIoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [BOX_FORMAT, BOX_EPS],
  form: ({ params }) => {
    const [p, t] = [corners('prediction', params), corners('label', params)];
    const eps = parameter('eps', '\\epsilon');
    const joined = union(p, t);
    const hull = area(enclosing(p, t));
    const iou = div(intersection(p, t), add(joined, eps));
    return { kind: 'samples', loss: sub(1, sub(iou, div(sub(hull, joined), add(hull, eps)))) };
  },
  note: {
    formula: 'L = 1 - \\mathrm{IoU} + \\frac{|C| - |A \\cup B|}{|C|}',
    summary: {
      en: 'IoU loss plus the share of the enclosing box $C$ that neither box covers. Unlike IoU it still tells how far apart two boxes are once they no longer meet; it lies between 0 and 2.',
      zh: 'IoU 损失再加上最小外接框 $C$ 中两框都未覆盖的比例。与 IoU 不同，两框分离后它仍能反映距离；取值在 0 与 2 之间。',
    },
    gradient: {
      en: 'Apart, the gradient first grows the predicted box towards the target until they meet, then works like IoU. With one box inside the other $C$ is the union and the extra term vanishes.',
      zh: '两框分离时，梯度先使预测框朝目标扩张直至相交，之后与 IoU 相同。一框包含另一框时 $C$ 等于并集，附加项消失。',
    },
    use: {
      en: 'Box regression from scratch, where predictions may miss the target entirely.',
      zh: '从头训练的框回归，预测可能完全偏离目标。',
    },
    avoid: {
      en: 'When fast centring matters or boxes are often nested: DIoU and CIoU keep a gradient there.',
      zh: '需要快速对准中心或框常互相包含时：DIoU 与 CIoU 在此仍有梯度。',
    },
    neighbours: {
      en: 'GIoU never exceeds IoU and equals it when the union fills the enclosing box. DIoU replaces the area term by the distance of centres.',
      zh: 'GIoU 不大于 IoU，当并集填满外接框时相等。DIoU 用中心距离代替面积项。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [REZATOFIGHI_2019],
  },
  presets: [],
  aliases: [
    { path: 'torchvision.ops.generalized_box_iou_loss', reduction: 'none', arguments: { eps: 'eps' } },
    { path: 'mmdet.models.losses.GIoULoss', arguments: { eps: 'eps' } },
    { path: 'mmdet.models.GIoULoss', arguments: { eps: 'eps' } },
  ],
};
