// Is GIoU always smaller than IoU, and what does IoU not see?
import { REZATOFIGHI_2019 } from '../sources';
import { box, SEED, whole } from './controls';
import { measured, short, type Experiment } from './experiment';

export const GIOU_BELOW_IOU: Experiment = {
  id: 'giou-below-iou',
  title: { en: 'Is GIoU always below IoU?', zh: 'GIoU 永远小于 IoU 吗？' },
  claim: {
    en: 'GIoU is always smaller than IoU; IoU knows no scale, has no gradient once boxes are apart, and gives different layouts the same value.',
    zh: 'GIoU 永远小于 IoU；IoU 与尺度无关，两框分离后没有梯度，且不同的相交方式可有相同的 IoU。',
  },
  controls: [
    whole(
      'pairs',
      'N',
      100_000,
      [1, 2_000_000],
      { en: 'random pairs of boxes', zh: '随机框对的数量' },
      'log',
    ),
    SEED,
    box('prediction', [0, 0, 1, 1], {
      en: 'two corners of the predicted box, for the gradient',
      zh: '预测框的两个角点，用于求梯度',
    }),
    box('label', [2, 0, 3, 1], { en: 'two corners of the true box', zh: '真实框的两个角点' }),
  ],
  presets: [
    {
      name: 'overlapping',
      params: { prediction: [0, 0, 2, 2], label: [1, 1, 3, 3] },
      meaning: { en: 'two boxes that overlap', zh: '两个重叠的框' },
    },
  ],
  measures: [
    {
      name: 'largestDifference',
      meaning: { en: 'the largest GIoU − IoU of all pairs', zh: '所有框对中 GIoU − IoU 的最大值' },
    },
    { name: 'equalPairs', meaning: { en: 'pairs where both are equal', zh: '两者相等的框对数' } },
    {
      name: 'scaleDifference',
      meaning: {
        en: 'IoU of both boxes times 10, minus IoU: the largest',
        zh: '两框放大 10 倍后 IoU 的最大变化',
      },
    },
    {
      name: 'disjointGradient',
      meaning: { en: 'norm of the gradient at the two given boxes', zh: '给定两框处梯度的范数' },
    },
    {
      name: 'sameIou',
      meaning: { en: 'GIoU of two layouts whose IoU is the same 1/3', zh: 'IoU 同为 1/3 的两种布局的 GIoU' },
    },
  ],
  verdict: (measures) => {
    const [most, equal] = [measured(measures, 'largestDifference'), measured(measures, 'equalPairs')];
    const [iou, giou] = [
      measured(measures, 'disjointGradient.iou'),
      measured(measures, 'disjointGradient.giou'),
    ];
    const never = most <= 1e-12;
    return {
      en: `${never ? 'GIoU is never above IoU' : `GIoU is above IoU by up to ${short(most)}`}, but not always below it: they are equal for ${equal} of the pairs, where the boxes fill the box around them; scaling changes IoU by no more than rounding (${short(measured(measures, 'scaleDifference'))}); at the given boxes the gradient of IoU is ${short(iou)} and that of GIoU ${short(giou)}.`,
      zh: `${never ? 'GIoU 从不大于 IoU' : `GIoU 最多比 IoU 大 ${short(most)}`}，但并非总小于它：有 ${equal} 对相等，即两框恰好填满外接框时；缩放带来的变化仅为舍入误差（${short(measured(measures, 'scaleDifference'))}）；在给定的两框处，IoU 的梯度为 ${short(iou)}，GIoU 为 ${short(giou)}。`,
    };
  },
  about: ['box_giou', 'giou_loss', 'box_iou', 'iou_loss'],
  sources: [REZATOFIGHI_2019],
};
