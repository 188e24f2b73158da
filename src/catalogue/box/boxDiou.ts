// Distance IoU of boxes, as a measure.
import { sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { ZHENG_2020 } from '../sources';
import { BOX_FORMAT, BOX_INPUTS, BOX_PITFALLS } from './geometry';
import { centrePenalty, pairOf } from './measures';

export const BOX_DIOU: Declaration = {
  id: 'box_diou',
  kind: 'metric',
  name: { en: 'Distance IoU of boxes', zh: '边框 DIoU' },
  abbreviation: 'DIoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [BOX_FORMAT],
  form: ({ params }) => {
    const pair = pairOf(params, 'metric');
    return { kind: 'samples', loss: sub(pair.iou, centrePenalty(pair, 'metric')) };
  },
  note: {
    formula: '\\mathrm{DIoU} = \\mathrm{IoU} - \\frac{\\rho^2(b, b^*)}{c^2}',
    summary: {
      en: 'IoU minus the squared distance $\\rho^2$ of the centres, measured in diagonals $c$ of the smallest enclosing box.',
      zh: 'IoU 减去中心距离的平方 $\\rho^2$（以最小外接框对角线 $c$ 归一化）。',
    },
    gradient: {
      en: 'Draws the centres together wherever the boxes lie, nested ones included.',
      zh: '无论两框如何摆放（包括互相包含），都把中心拉近。',
    },
    use: {
      en: 'Ranking and suppressing boxes where centres matter: DIoU-NMS keeps two objects that overlap.',
      zh: '在意中心位置的排序与抑制：DIoU-NMS 能保留互相遮挡的两个目标。',
    },
    avoid: {
      en: 'Shape matters: boxes of different aspect ratio around one centre score alike at equal IoU.',
      zh: '在意形状时：同一中心、IoU 相同而长宽比不同的框得分相同。',
    },
    neighbours: {
      en: 'CIoU subtracts a term for the aspect ratio as well. GIoU measures empty area instead of distance.',
      zh: 'CIoU 另减去长宽比项。GIoU 度量的是空白面积而非距离。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [ZHENG_2020],
  },
  presets: [],
  aliases: [{ path: 'torchvision.ops.distance_box_iou', takes: { shapes: ['pairs'] } }],
};
