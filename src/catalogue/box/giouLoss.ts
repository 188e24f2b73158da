// Generalized IoU loss.
import { add, div, sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { parameter } from '../symbols';
import { area, BOX_EPS, BOX_FORMAT, corners, enclosing, intersection, union } from './geometry';

export const GIOU_LOSS: Declaration = {
  id: 'giou_loss',
  kind: 'loss',
  name: { en: 'Generalized IoU loss', zh: 'GIoU 损失' },
  abbreviation: 'GIoU',
  tasks: ['detection'],
  family: 'box',
  layouts: ['boxes'],
  parameters: [BOX_FORMAT, BOX_EPS],
  prediction: () => 'box',
  label: () => 'box',
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
    pitfalls: [
      {
        en: 'Boxes written as x, y, width, height but read as two corners give a plausible number (detectron2#2632): set boxFormat.',
        zh: '按 x、y、宽、高存储的框若被当作两个角点，会得到看似合理的值（detectron2#2632）：请设置 boxFormat。',
      },
      {
        en: 'A box without area makes IoU 0/0 in libraries without eps (vision#7746); such boxes are named in the result.',
        zh: '没有面积的框在没有 eps 的库中会使 IoU 为 0/0（vision#7746）；结果中会列出这些框。',
      },
    ],
    sources: [
      {
        title: 'Rezatofighi et al. 2019, Generalized Intersection over Union',
        link: 'https://arxiv.org/abs/1902.09630',
      },
    ],
  },
  presets: [],
  aliases: [
    { path: 'torchvision.ops.generalized_box_iou_loss', reduction: 'none', arguments: { eps: 'eps' } },
    { path: 'mmdet.models.losses.GIoULoss' },
  ],
};
