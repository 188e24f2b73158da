// Does focal loss lower the gradient of easy samples along with their loss?
import { LIN_2017 } from '../sources';
import { ALPHA, GAMMA, probabilityControl } from './controls';
import { measured, numberAt, short, type Experiment } from './experiment';

export const FOCAL_LOWERS_GRADIENT: Experiment = {
  id: 'focal-lowers-gradient',
  title: { en: 'Does focal loss lower gradients too?', zh: 'Focal 也降低梯度吗？' },
  claim: {
    en: 'Lowering the focal loss of an easy sample also lowers its gradient, so that training passes it by.',
    zh: '降低易分样本在 Focal 中的损失，也会使其梯度变小，从而不再训练它。',
  },
  controls: [
    GAMMA,
    ALPHA,
    probabilityControl('p', 'p', 0.9, {
      en: 'probability given to the true class',
      zh: '真实类别所得的概率',
    }),
  ],
  presets: [
    {
      name: 'gamma 5',
      params: { gamma: 5 },
      meaning: { en: 'the strongest of the paper', zh: '论文中最强的设置' },
    },
    {
      name: 'alpha 0.25',
      params: { alpha: 0.25 },
      meaning: { en: 'as RetinaNet trains', zh: 'RetinaNet 的训练设置' },
    },
  ],
  measures: [
    {
      name: 'lossRatio',
      meaning: { en: 'focal loss over cross entropy at p', zh: 'p 处 Focal 与交叉熵之比' },
    },
    {
      name: 'gradientRatio',
      meaning: {
        en: 'their gradients in the logit, one over the other, at p: R(p)',
        zh: 'p 处两者对 logit 的梯度之比 R(p)',
      },
    },
    {
      name: 'ratioAboveOneBelow',
      meaning: {
        en: 'R exceeds 1 where p is less than this; NaN where it never does',
        zh: '当 p 小于此值时 R 大于 1；从不大于 1 时为 NaN',
      },
    },
    { name: 'largestRatio', meaning: { en: 'the largest R', zh: 'R 的最大值' } },
    { name: 'largestRatioAt', meaning: { en: 'the p where R is largest', zh: 'R 最大处的 p' } },
  ],
  verdict: (measures, params) => {
    const p = short(numberAt(params, 'p'));
    const [ratio, below, most] = ['gradientRatio', 'ratioAboveOneBelow', 'largestRatio'].map((name) =>
      measured(measures, name),
    ) as [number, number, number];
    const hard = Number.isNaN(below)
      ? { en: 'nowhere is it larger than that of cross entropy', zh: '处处不大于交叉熵的梯度' }
      : {
          en: `below p = ${short(below)} it is larger, up to ${short(most)} times at p = ${short(measured(measures, 'largestRatioAt'))}`,
          zh: `在 p < ${short(below)} 处反而更大，在 p = ${short(measured(measures, 'largestRatioAt'))} 处达 ${short(most)} 倍`,
        };
    return ratio < 1
      ? {
          en: `Yes: at p = ${p} the gradient is ${short(ratio)} of that of cross entropy (the loss ${short(measured(measures, 'lossRatio'))}); ${hard.en}.`,
          zh: `是：在 p = ${p} 处梯度为交叉熵的 ${short(ratio)} 倍（损失为 ${short(measured(measures, 'lossRatio'))} 倍）；${hard.zh}。`,
        }
      : {
          en: `Not at p = ${p}, where the gradient is ${short(ratio)} times that of cross entropy; ${hard.en}.`,
          zh: `在 p = ${p} 处不成立，梯度为交叉熵的 ${short(ratio)} 倍；${hard.zh}。`,
        };
  },
  about: ['focal', 'bce'],
  sources: [LIN_2017],
};
