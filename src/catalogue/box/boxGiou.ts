// Generalized IoU of boxes, as a measure.
import { sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { REZATOFIGHI_2019 } from '../sources';
import { BOX_FORMAT, BOX_INPUTS, BOX_PITFALLS } from './geometry';
import { pairOf, uncovered } from './measures';

export const BOX_GIOU: Declaration = {
  id: 'box_giou',
  kind: 'metric',
  name: { en: 'Generalized IoU of boxes', zh: '边框 GIoU' },
  abbreviation: 'GIoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [BOX_FORMAT],
  form: ({ params }) => {
    const pair = pairOf(params, 'metric');
    return { kind: 'samples', loss: sub(pair.iou, uncovered(pair, 'metric')) };
  },
  note: {
    formula: '\\mathrm{GIoU} = \\mathrm{IoU} - \\frac{|C| - |A \\cup B|}{|C|}',
    summary: {
      en: 'IoU minus the share of the smallest enclosing box $C$ that neither box covers: between −1 and 1, and still falling as boxes that do not meet move apart.',
      zh: 'IoU 减去最小外接框 $C$ 中两框都未覆盖的比例：取值 −1 到 1，两框不相交时仍随距离增大而下降。',
    },
    gradient: {
      en: 'Inside $C$ it acts like IoU; apart, it grows the predicted box towards the target.',
      zh: '重叠时与 IoU 相同；分离时使预测框朝目标扩张。',
    },
    use: {
      en: 'Comparing predictions that may miss their target entirely.',
      zh: '比较可能完全偏离目标的预测。',
    },
    avoid: {
      en: 'Nested boxes: it falls back to IoU there and does not see where the inner box lies.',
      zh: '一框包含另一框时：它退化为 IoU，看不出内框的位置。',
    },
    neighbours: {
      en: 'Never larger than IoU; equal when the union fills $C$. DIoU and CIoU look at the centres instead.',
      zh: '不大于 IoU，当并集填满 $C$ 时相等。DIoU 与 CIoU 改看中心距离。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [REZATOFIGHI_2019],
  },
  presets: [],
  aliases: [
    { path: 'torchvision.ops.generalized_box_iou', takes: { shapes: ['pairs'] } },
    { path: 'torchmetrics.detection.GeneralizedIntersectionOverUnion' },
    { path: 'torchmetrics.functional.detection.generalized_intersection_over_union' },
  ],
};
