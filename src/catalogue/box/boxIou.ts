// Intersection over union of boxes.
import { div } from '../../math/build';
import type { Declaration } from '../declaration';
import { BOX_INPUTS, BOX_PITFALLS, BOX_FORMAT, corners, intersection, union } from './geometry';

export const BOX_IOU: Declaration = {
  id: 'box_iou',
  kind: 'metric',
  name: { en: 'Intersection over union of boxes', zh: '边框交并比（IoU）' },
  abbreviation: 'IoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [BOX_FORMAT],
  form: ({ params }) => {
    const [p, t] = [corners('prediction', params), corners('label', params)];
    return { kind: 'samples', loss: div(intersection(p, t), union(p, t)) };
  },
  note: {
    formula:
      '\\mathrm{IoU} = \\frac{|A \\cap B|}{|A \\cup B|} = \\frac{\\mathrm{TP}}{\\mathrm{TP} + \\mathrm{FP} + \\mathrm{FN}}',
    summary: {
      en: 'The area that two boxes share, divided by the area that they cover together: 1 for equal boxes, 0 for boxes apart, the same at every scale.',
      zh: '两框共有面积除以共同覆盖的面积：完全重合为 1，分离为 0，与尺度无关。',
    },
    gradient: {
      en: 'Edges of the predicted box that move towards the target raise it. Apart, it is 0 in every direction: nothing says where to go.',
      zh: '预测框的边朝目标移动会使其升高。两框分离时各方向梯度都为 0：无法指示该往哪里移动。',
    },
    use: {
      en: 'Matching predictions to targets, non-maximum suppression, and as the yardstick of detection.',
      zh: '预测与目标的匹配、非极大值抑制，以及作为检测的衡量标准。',
    },
    avoid: {
      en: 'As a loss from scratch (no gradient when apart), or where layout matters: very different overlaps can share one value.',
      zh: '从头训练时作为损失（分离时无梯度），或在意重叠方式时：差别很大的重叠可能取值相同。',
    },
    neighbours: {
      en: 'GIoU, DIoU and CIoU equal it minus a penalty that still speaks when the boxes are apart; none of them exceeds it.',
      zh: 'GIoU、DIoU、CIoU 都是在它的基础上减去一个分离时仍起作用的惩罚项，均不大于它。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [
      {
        title: 'Everingham et al. 2010, The Pascal Visual Object Classes Challenge',
        link: 'https://doi.org/10.1007/s11263-009-0275-4',
      },
    ],
  },
  presets: [],
  aliases: [
    { path: 'torchvision.ops.box_iou', takes: { shapes: ['pairs'] } },
    { path: 'torchmetrics.detection.IntersectionOverUnion' },
    { path: 'torchmetrics.functional.detection.intersection_over_union' },
  ],
};
