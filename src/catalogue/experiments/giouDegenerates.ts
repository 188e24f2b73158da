// Does GIoU lose its penalty when one box contains the other?
import { REZATOFIGHI_2019, ZHENG_2020 } from '../sources';
import { box, numbers } from './controls';
import { measured, short, type Experiment } from './experiment';

const TARGET = box('target', [0, 0, 10, 10], { en: 'two corners of the true box', zh: '真实框的两个角点' });

const SIZE = numbers('size', [4, 4], [1e-3, 1e6], [2, 2], {
  en: 'width and height of the predicted box',
  zh: '预测框的宽与高',
});

export const GIOU_DEGENERATES: Experiment = {
  id: 'giou-degenerates',
  title: { en: 'A box inside a box', zh: '框在框内' },
  claim: {
    en: 'When one box contains the other, GIoU becomes IoU and no longer says where to move; DIoU still does.',
    zh: '一个框包含另一个框时，GIoU 退化为 IoU，不再指示移动方向；DIoU 仍然可以。',
  },
  controls: [
    TARGET,
    SIZE,
    {
      kind: 'number',
      name: 'offset',
      latex: '\\Delta x',
      default: 1.5,
      min: -1e6,
      max: 1e6,
      slider: [-15, 15],
      meaning: {
        en: 'how far the centre is to the right of the target’s',
        zh: '预测框中心在目标中心右侧的距离',
      },
    },
  ],
  presets: [
    { name: 'contained', params: { offset: 1.5 }, meaning: { en: 'inside of the target', zh: '在目标内部' } },
    { name: 'disjoint', params: { offset: 12 }, meaning: { en: 'apart from the target', zh: '与目标分离' } },
  ],
  measures: [
    {
      name: 'gradientNorm',
      meaning: { en: 'norm of the gradient with respect to the centre', zh: '对中心的梯度范数' },
    },
  ],
  verdict: (measures) => {
    const of = (name: string): number => measured(measures, `gradientNorm.${name}`);
    const told = ['iou', 'giou', 'diou', 'ciou'].map((name) => `${name} ${short(of(name))}`).join(', ');
    const claim = of('giou') === 0 && of('diou') > 0;
    return {
      en: `${claim ? 'Yes: here GIoU does not pull the centre at all, and DIoU does' : of('giou') === 0 ? 'Here neither GIoU nor DIoU pulls the centre' : 'Not here: GIoU pulls the centre'} (gradient norms: ${told}).`,
      zh: `${claim ? '是：此处 GIoU 完全不拉动中心，而 DIoU 会' : of('giou') === 0 ? '此处 GIoU 与 DIoU 都不拉动中心' : '此处不成立：GIoU 会拉动中心'}（梯度范数：${told}）。`,
    };
  },
  about: ['giou_loss', 'diou_loss', 'iou_loss', 'ciou_loss'],
  sources: [ZHENG_2020, REZATOFIGHI_2019],
};
