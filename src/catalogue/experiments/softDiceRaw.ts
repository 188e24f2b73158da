// May soft Dice take the raw output of a network?
import { MILLETARI_2016 } from '../sources';
import { numbers, smooth } from './controls';
import { measured, short, type Experiment } from './experiment';

export const SOFT_DICE_RAW: Experiment = {
  id: 'soft-dice-raw',
  title: { en: 'Soft Dice of raw outputs', zh: '对原始输出取软 Dice' },
  claim: {
    en: 'Soft Dice loss takes the network’s raw output, without a sigmoid or softmax.',
    zh: 'Soft Dice 直接使用网络预测值，不使用 sigmoid 或 softmax。',
  },
  controls: [
    numbers('logits', [-4, -3, -2, -1, 0, 1, 2, 3, 4], [-1000, 1000], [1, 1000], {
      en: 'raw outputs, each a point of its own',
      zh: '原始输出，每个单独计算',
    }),
    numbers('labels', [0, 1], [0, 1], [1, 1000], {
      en: 'their labels, from the start again where there are fewer',
      zh: '对应的标签，不足时循环使用',
    }),
    {
      kind: 'choice',
      name: 'activation',
      default: 'none',
      choices: ['none', 'sigmoid'],
      meaning: { en: 'what the outputs pass through before the loss', zh: '计算损失前输出所经过的函数' },
    },
    smooth(1e-5),
  ],
  presets: [
    {
      name: 'sigmoid',
      params: { activation: 'sigmoid' },
      meaning: { en: 'as the loss is meant', zh: '损失本来的用法' },
    },
  ],
  measures: [
    { name: 'smallest', meaning: { en: 'the smallest loss', zh: '最小的损失' } },
    { name: 'largest', meaning: { en: 'the largest loss', zh: '最大的损失' } },
    {
      name: 'outside',
      meaning: { en: 'how many of the losses are not within [0, 1]', zh: '不在 [0, 1] 内的损失个数' },
    },
  ],
  verdict: (measures, params) => {
    const [least, most, outside] = ['smallest', 'largest', 'outside'].map((name) =>
      measured(measures, name),
    ) as [number, number, number];
    const raw = params['activation'] === 'none';
    const range = `${short(least)} … ${short(most)}`;
    return outside > 0
      ? {
          en: `${raw ? 'It must not: of raw outputs' : 'Even behind a sigmoid'} the loss takes values in ${range}, ${outside} of them outside [0, 1], and has no least value to descend to.`,
          zh: `${raw ? '不应如此：对原始输出' : '即使经过 sigmoid'}，损失取值于 ${range}，其中 ${outside} 个不在 [0, 1] 内，也没有可下降到的最小值。`,
        }
      : {
          en: `${raw ? 'For these outputs nothing goes wrong' : 'Behind a sigmoid'}: the loss stays within [0, 1] (${range}).`,
          zh: `${raw ? '对这些输出没有问题' : '经过 sigmoid 后'}：损失保持在 [0, 1] 内（${range}）。`,
        };
  },
  about: ['dice'],
  sources: [MILLETARI_2016],
};
