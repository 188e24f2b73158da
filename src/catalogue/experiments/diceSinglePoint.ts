// What does Dice loss do at a single point?
import { MA_2021, MILLETARI_2016 } from '../sources';
import { measured, numberAt, percent, short, type Experiment } from './experiment';

export const DICE_SINGLE_POINT: Experiment = {
  id: 'dice-single-point',
  title: { en: 'Dice loss of a single point', zh: '单点的 Dice 损失' },
  claim: {
    en: 'At one point, Dice loss is near 1 everywhere where the label is 0, and where it is 1 the gradient saturates.',
    zh: '对单个点，标签为 0 时 Dice 损失处处接近 1，标签为 1 时梯度出现饱和。',
  },
  controls: [
    {
      kind: 'number',
      name: 'epsilon',
      latex: '\\epsilon',
      default: 1,
      min: 0,
      max: 1e6,
      slider: [1e-6, 1],
      scale: 'log',
      meaning: { en: 'added to numerator and denominator', zh: '加到分子与分母上' },
    },
    {
      kind: 'number',
      name: 't',
      latex: 't',
      default: 0,
      min: 0,
      max: 1,
      meaning: { en: 'the label', zh: '标签' },
    },
    {
      kind: 'choice',
      name: 'axis',
      default: 'x',
      choices: ['x', 'p'],
      meaning: {
        en: 'what the curves are drawn against: the logit x, or the probability p',
        zh: '曲线的横轴：logit x 或概率 p',
      },
    },
  ],
  presets: [
    {
      name: 'small epsilon',
      params: { epsilon: 1e-5 },
      meaning: { en: 'label 0, as libraries smooth', zh: '标签 0，库中常用的平滑' },
    },
    {
      name: 'label 1',
      params: { t: 1, epsilon: 1e-5 },
      meaning: { en: 'where the gradient saturates', zh: '梯度饱和的情形' },
    },
  ],
  measures: [
    {
      name: 'fractionAbove0.9',
      meaning: {
        en: 'share of x in [−10, 10] where the loss exceeds 0.9',
        zh: '[−10, 10] 中损失大于 0.9 的 x 的占比',
      },
    },
    { name: 'largestGradient', meaning: { en: 'the largest |dL/dx| of Dice', zh: 'Dice 的最大 |dL/dx|' } },
    { name: 'largestGradientAt', meaning: { en: 'the x where it is', zh: '取得最大值的 x' } },
  ],
  verdict: (measures, params) => {
    const [above, most, at] = ['fractionAbove0.9', 'largestGradient', 'largestGradientAt'].map((name) =>
      measured(measures, name),
    ) as [number, number, number];
    const [t, epsilon] = [short(numberAt(params, 't')), short(numberAt(params, 'epsilon'))];
    return {
      en: `With label ${t} and epsilon ${epsilon}, the loss exceeds 0.9 on ${percent(above)} of [−10, 10], and its gradient is never more than ${short(most)} (at x = ${short(at)})${above < 0.5 ? ': not near 1 everywhere' : ': near 1 on most of it'}.`,
      zh: `标签 ${t}、epsilon ${epsilon} 时，[−10, 10] 上有 ${percent(above)} 的损失大于 0.9，梯度最大为 ${short(most)}（x = ${short(at)}）${above < 0.5 ? '：并非处处接近 1' : '：大部分接近 1'}。`,
    };
  },
  about: ['dice', 'bce'],
  sources: [MILLETARI_2016, MA_2021],
};
