// Does Dice loss destabilise the training of small objects?
import { MA_2021 } from '../sources';
import { numbers, probabilityControl, smooth, whole } from './controls';
import { measured, short, type Experiment } from './experiment';

export const DICE_UNSTABLE: Experiment = {
  id: 'dice-unstable',
  title: { en: 'One pixel of a small object', zh: '小目标的一个像素' },
  claim: {
    en: 'Dice loss makes training unstable for small objects: a single pixel changes it a lot.',
    zh: 'Dice 损失容易使小目标的训练变得不稳定：一个像素就会使它大幅变化。',
  },
  controls: [
    numbers('sizes', [1, 10, 100, 1000, 10_000], [1, 1e6], [2, 50], {
      en: 'pixels of the object',
      zh: '目标的像素数',
    }),
    whole('side', 'n', 128, [2, 1000], { en: 'width and height of the image', zh: '图像的宽与高' }),
    probabilityControl('inside', 'p_1', 0.99, { en: 'probability inside of the object', zh: '目标内的概率' }),
    probabilityControl('outside', 'p_0', 0.01, {
      en: 'probability outside, and of the flipped pixel',
      zh: '目标外以及被翻转像素的概率',
    }),
    smooth(1e-5),
  ],
  presets: [
    {
      name: 'smooth 1',
      params: { smooth: 1 },
      meaning: { en: 'the smoothing of many libraries', zh: '许多库采用的平滑' },
    },
  ],
  measures: [
    {
      name: 'slope',
      meaning: {
        en: 'slope of the change against the size, both in logarithms',
        zh: '变化量随目标大小的斜率（双对数）',
      },
    },
  ],
  verdict: (measures) => {
    const [dice, ce] = [measured(measures, 'slope.dice'), measured(measures, 'slope.ce')];
    const worse = dice < ce - 0.01;
    return {
      en: `${worse ? 'Yes' : 'No'}: the change by one flipped pixel goes with the object’s size to the power ${short(dice)} for Dice and ${Math.abs(ce) < 1e-6 ? '0 (not at all)' : short(ce)} for cross entropy${worse ? ', so the smaller the object, the more one pixel moves Dice' : ''}.`,
      zh: `${worse ? '是' : '否'}：翻转一个像素带来的变化随目标大小的 ${short(dice)} 次方（Dice）与 ${Math.abs(ce) < 1e-6 ? '0 次方（不变）' : `${short(ce)} 次方`}（交叉熵）变化${worse ? '，因此目标越小，一个像素对 Dice 的影响越大' : ''}。`,
    };
  },
  about: ['dice', 'bce'],
  sources: [MA_2021],
};
