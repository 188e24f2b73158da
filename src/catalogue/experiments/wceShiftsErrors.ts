// Does a weight above 1 trade false negatives for false positives?
import { MA_2021 } from '../sources';
import { probabilityControl } from './controls';
import { measured, numberAt, percent, short, type Experiment } from './experiment';

export const WCE_SHIFTS_ERRORS: Experiment = {
  id: 'wce-shifts-errors',
  title: { en: 'What does a weight do to errors?', zh: '权重如何改变错误？' },
  claim: {
    en: 'A weight above 1 on positives reduces false negatives, one below 1 reduces false positives.',
    zh: '正样本权重大于 1 可减少假阴性，小于 1 可减少假阳性。',
  },
  controls: [
    {
      kind: 'number',
      name: 'weight',
      latex: 'w',
      default: 4,
      min: 1e-6,
      max: 1e6,
      slider: [0.1, 20],
      scale: 'log',
      meaning: { en: 'weight of label 1', zh: '标签 1 的权重' },
    },
    probabilityControl('prevalence', '\\pi', 0.1, { en: 'share of label 1', zh: '标签 1 的占比' }),
    {
      kind: 'number',
      name: 'separation',
      latex: 'd',
      default: 2,
      min: 0.01,
      max: 20,
      slider: [0.5, 5],
      meaning: {
        en: 'distance of the two classes’ means, in standard deviations',
        zh: '两类均值之距（以标准差计）',
      },
    },
  ],
  presets: [
    {
      name: 'weight 0.5',
      params: { weight: 0.5, prevalence: 0.3 },
      meaning: { en: 'against false positives', zh: '抑制假阳性' },
    },
  ],
  measures: [
    {
      name: 'optimum',
      meaning: {
        en: 'the probability p* where the weighted loss is least, found by its gradient',
        zh: '加权损失最小处的概率 p*，由梯度求得',
      },
    },
    { name: 'predicted', meaning: { en: 'wπ/(wπ + 1 − π)', zh: 'wπ/(wπ + 1 − π)' } },
    {
      name: 'falseNegatives',
      meaning: { en: 'share of positives that are missed at threshold ½', zh: '阈值 ½ 时漏掉的正样本占比' },
    },
    {
      name: 'falsePositives',
      meaning: { en: 'share of negatives that are taken for positive', zh: '被误判为正的负样本占比' },
    },
  ],
  verdict: (measures, params) => {
    const of = (name: string): number => measured(measures, name);
    const [fn, fp] = [
      of('falseNegatives.weighted') - of('falseNegatives.plain'),
      of('falsePositives.weighted') - of('falsePositives.plain'),
    ];
    const w = short(numberAt(params, 'weight'));
    const told = (name: string): string =>
      `${percent(of(`${name}.plain`))} → ${percent(of(`${name}.weighted`))}`;
    const trades = fn * fp < 0;
    return {
      en: `${trades ? `Yes: weight ${w} trades ${fn < 0 ? 'false negatives for false positives' : 'false positives for false negatives'}` : `Weight ${w} trades nothing here`} (misses ${told('falseNegatives')}, false alarms ${told('falsePositives')}), and moves the best constant from ${short(numberAt(params, 'prevalence'))} to ${short(of('optimum'))}: probabilities are no longer calibrated.`,
      zh: `${trades ? `是：权重 ${w} 用${fn < 0 ? '假阳性换取更少的假阴性' : '假阴性换取更少的假阳性'}` : `权重 ${w} 在此没有改变错误`}（漏报 ${told('falseNegatives')}，误报 ${told('falsePositives')}），并把最优常数从 ${short(numberAt(params, 'prevalence'))} 移到 ${short(of('optimum'))}：概率不再校准。`,
    };
  },
  about: ['weighted_bce', 'balanced_bce'],
  sources: [
    MA_2021,
    {
      title: 'Elkan 2001, The Foundations of Cost-Sensitive Learning',
      link: 'https://dl.acm.org/doi/10.5555/1642194.1642224',
    },
  ],
};
