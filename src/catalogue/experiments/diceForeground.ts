// Does Dice loss cope with imbalance where cross entropy treats every pixel alike?
import { MA_2021, MILLETARI_2016 } from '../sources';
import { numbers, probabilityControl, smooth, whole } from './controls';
import { listOf, measuredList, percent, type Experiment } from './experiment';

export const DICE_FOREGROUND: Experiment = {
  id: 'dice-foreground',
  title: { en: 'Who gets the gradient: foreground or background?', zh: '梯度归谁：前景还是背景？' },
  claim: {
    en: 'Dice loss looks to the foreground under imbalance while cross entropy treats every pixel alike, so the two are combined.',
    zh: '前景与背景不平衡时，Dice 更关注前景，交叉熵则平等对待每个像素，因此常把两者结合。',
  },
  controls: [
    numbers('fraction', [0.001, 0.01, 0.1, 0.5], [0, 1], [1, 100], {
      en: 'fractions of foreground',
      zh: '前景所占比例',
    }),
    probabilityControl('p', 'p', 0.4, { en: 'probability of every pixel', zh: '每个像素的概率' }),
    smooth(1e-5),
    whole('pixels', 'n', 100_000, [10, 1_000_000], { en: 'pixels of the image', zh: '图像的像素数' }, 'log'),
  ],
  presets: [],
  measures: [
    {
      name: 'foregroundShare',
      meaning: {
        en: 'the foreground’s share of Σ|dL/dz|, one a fraction',
        zh: '前景在 Σ|dL/dz| 中的占比，每个比例一个',
      },
    },
  ],
  verdict: (measures, params) => {
    const fractions = listOf(params, 'fraction');
    const least = fractions.indexOf(Math.min(...fractions));
    const [ce, dice, both] = ['ce', 'dice', 'dice_bce'].map(
      (name) => measuredList(measures, `foregroundShare.${name}`)[least] ?? NaN,
    ) as [number, number, number];
    const at = percent(fractions[least] ?? NaN);
    return {
      en: `${dice > ce ? 'Yes' : 'No'}: with ${at} of foreground it gets ${percent(ce)} of the gradient under cross entropy, ${percent(dice)} under Dice and ${percent(both)} under both together${both < (ce + dice) / 2 ? ': their sum is still ruled by cross entropy' : ''}.`,
      zh: `${dice > ce ? '是' : '否'}：前景占 ${at} 时，它在交叉熵下得到 ${percent(ce)} 的梯度，在 Dice 下得到 ${percent(dice)}，两者相加时为 ${percent(both)}${both < (ce + dice) / 2 ? '：二者之和仍由交叉熵主导' : ''}。`,
    };
  },
  about: ['dice', 'dice_bce', 'bce'],
  sources: [MILLETARI_2016, MA_2021],
};
