// Complete IoU of boxes, as a measure.
import { sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { ZHENG_2020 } from '../sources';
import { BOX_FORMAT, BOX_INPUTS, BOX_PITFALLS } from './geometry';
import { aspectPenalty, centrePenalty, DETACH_ALPHA, pairOf } from './measures';

export const BOX_CIOU: Declaration = {
  id: 'box_ciou',
  kind: 'metric',
  name: { en: 'Complete IoU of boxes', zh: '边框 CIoU' },
  abbreviation: 'CIoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [BOX_FORMAT, DETACH_ALPHA],
  form: ({ params }) => {
    const pair = pairOf(params, 'metric');
    const { penalty, held } = aspectPenalty(pair, params, 'metric');
    return { kind: 'samples', loss: sub(sub(pair.iou, centrePenalty(pair, 'metric')), penalty), held };
  },
  note: {
    formula:
      '\\mathrm{CIoU} = \\mathrm{IoU} - \\frac{\\rho^2(b, b^*)}{c^2} - \\alpha v, \\qquad v = \\frac{4}{\\pi^2} \\left(\\arctan \\frac{w^*}{h^*} - \\arctan \\frac{w}{h}\\right)^2, \\quad \\alpha = \\frac{v}{1 - \\mathrm{IoU} + v}',
    summary: {
      en: 'DIoU minus a penalty for a wrong aspect ratio, so that overlap, centre and shape all enter.',
      zh: 'DIoU 再减去长宽比不一致的惩罚，使重叠面积、中心距离、长宽比三者都计入。',
    },
    gradient: {
      en: 'The aspect term turns width against height: one grows while the other shrinks.',
      zh: '长宽比项使宽与高反向变化：一个增大，另一个减小。',
    },
    use: { en: 'One number for how good a box is in every respect.', zh: '用一个数概括框在各方面的好坏。' },
    avoid: {
      en: 'Equal aspect ratios of different size: $v$ is 0 there and says nothing.',
      zh: '长宽比相同而大小不同的框：此时 $v$ 为 0，不提供信息。',
    },
    neighbours: {
      en: 'EIoU compares width and height one by one instead of their ratio.',
      zh: 'EIoU 分别比较宽与高，而不是其比值。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [ZHENG_2020],
  },
  presets: [],
  aliases: [{ path: 'torchvision.ops.complete_box_iou', takes: { shapes: ['pairs'] } }],
};
