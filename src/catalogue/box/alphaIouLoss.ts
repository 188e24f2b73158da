// Alpha-IoU loss: one minus a power of IoU.
import { pow, sub } from '../../math/build';
import { parameter } from '../symbols';
import type { Declaration } from '../declaration';
import { BOX_EPS, BOX_FORMAT, BOX_INPUTS, BOX_PITFALLS } from './geometry';
import { pairOf } from './measures';

export const ALPHA_IOU_LOSS: Declaration = {
  id: 'alpha_iou_loss',
  kind: 'loss',
  name: { en: 'Alpha-IoU loss', zh: 'α-IoU 损失' },
  abbreviation: 'α-IoU',
  tasks: ['detection'],
  family: 'box',
  ...BOX_INPUTS,
  parameters: [
    BOX_FORMAT,
    BOX_EPS,
    {
      kind: 'number',
      name: 'alpha',
      latex: '\\alpha',
      default: 3,
      min: 0,
      max: Infinity,
      slider: [0.5, 6],
      meaning: {
        en: 'the power: above 1 good boxes count more, 1 is IoU loss',
        zh: '幂次：大于 1 时更重视好框，1 即 IoU 损失',
      },
    },
  ],
  form: ({ params }) => {
    const { iou } = pairOf(params, 'loss');
    return { kind: 'samples', loss: sub(1, pow(iou, parameter('alpha', '\\alpha'))) };
  },
  note: {
    formula: 'L = 1 - \\mathrm{IoU}^\\alpha',
    summary: {
      en: 'IoU loss with a power: for $\\alpha > 1$ it sharpens the difference between good and perfect boxes.',
      zh: '带幂次的 IoU 损失：$\\alpha > 1$ 时放大“好”与“完美”之间的差别。',
    },
    gradient: {
      en: 'IoU’s, times $\\alpha\\,\\mathrm{IoU}^{\\alpha-1}$: weaker than IoU’s for poor boxes, up to $\\alpha$ times as strong for good ones.',
      zh: '等于 IoU 的梯度乘以 $\\alpha\\,\\mathrm{IoU}^{\\alpha-1}$：差框的拉力更弱，好框最多强 $\\alpha$ 倍。',
    },
    use: {
      en: 'High-precision boxes (AP at IoU .75 and above), noisy boxes.',
      zh: '高精度定位（IoU ≥ .75 的 AP）、标注有噪声的框。',
    },
    avoid: {
      en: 'Boxes far off at the start: their gradient all but vanishes.',
      zh: '起初偏离很远的框：梯度几乎消失。',
    },
    neighbours: {
      en: 'At $\\alpha = 1$ it is IoU loss; the paper raises the penalties of GIoU, DIoU and CIoU likewise.',
      zh: '$\\alpha = 1$ 时即 IoU 损失；论文也对 GIoU、DIoU、CIoU 的惩罚项取幂。',
    },
    pitfalls: BOX_PITFALLS,
    sources: [{ title: 'He et al. 2021, Alpha-IoU', link: 'https://arxiv.org/abs/2110.13675' }],
  },
  presets: [],
  aliases: [],
};
