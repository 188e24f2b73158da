// IoU loss of boxes, linear or logarithmic.
import { log, max, neg, sub } from '../../math/build';
import { named } from '../aliases';
import type { Declaration } from '../declaration';
import { BOX_EPS, BOX_FORMAT, BOX_INPUTS, BOX_PITFALLS } from './geometry';
import { EPS, pairOf } from './measures';

export const IOU_LOSS: Declaration = {
  id: 'iou_loss',
  kind: 'loss',
  name: { en: 'IoU loss', zh: 'IoU 损失' },
  abbreviation: 'IoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [
    BOX_FORMAT,
    BOX_EPS,
    {
      kind: 'choice',
      name: 'form',
      default: 'linear',
      choices: ['linear', 'log'],
      meaning: {
        en: '1 − IoU, or −ln IoU with IoU at least eps',
        zh: '1 − IoU，或 −ln IoU（IoU 不小于 eps）',
      },
    },
  ],
  form: ({ params }) => {
    const { iou } = pairOf(params, 'loss');
    return { kind: 'samples', loss: params['form'] === 'log' ? neg(log(max(iou, EPS))) : sub(1, iou) };
  },
  note: {
    formula: 'L = 1 - \\mathrm{IoU} \\qquad \\text{or} \\qquad L = -\\ln \\mathrm{IoU}',
    summary: {
      en: 'One minus the intersection over union of predicted and true box: the four coordinates as one unit, the same at every scale.',
      zh: '1 减预测框与真实框的交并比：把四个坐标作为整体，与尺度无关。',
    },
    gradient: {
      en: 'Moves each edge in proportion to the area that it gains. Once the boxes are apart there is none at all.',
      zh: '每条边按其带来的面积增益移动。两框分离后完全没有梯度。',
    },
    use: {
      en: 'Fine-tuning boxes that already overlap; anchor-free heads (log form).',
      zh: '微调已有重叠的框；无锚框检测头（log 形式）。',
    },
    avoid: { en: 'Predictions that may start apart from their target.', zh: '预测起初可能与目标分离时。' },
    neighbours: {
      en: 'GIoU, DIoU, CIoU add a term that works when apart. Smooth L1 on coordinates ignores that the four belong together.',
      zh: 'GIoU、DIoU、CIoU 增加了分离时仍有效的项。对坐标用平滑 L1 则忽略了四者的关联。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [{ title: 'Yu et al. 2016, UnitBox', link: 'https://arxiv.org/abs/1608.01471' }],
  },
  presets: [
    {
      name: 'log',
      params: { form: 'log' },
      meaning: {
        en: '−ln IoU, as mmdetection has it: steeper for poor overlap',
        zh: '−ln IoU，即 mmdetection 的形式：重叠差时更陡',
      },
    },
  ],
  aliases: [
    ...named(['mmdet.models.losses.IoULoss', 'mmdet.models.IoULoss'], {
      preset: 'log',
      arguments: { eps: 'eps' },
    }),
  ],
};
