// Does EMD move the least earth?
import { weightedPoints } from './controls';
import { measured, short, type Experiment } from './experiment';

export const EMD_FLOW: Experiment = {
  id: 'emd-flow',
  title: { en: 'The least earth to move', zh: '最少的搬运' },
  claim: {
    en: 'The earth mover’s distance is the least work that moves one heap of earth into the other’s holes.',
    zh: '推土机距离是把一堆土搬进另一堆坑所需的最小功。',
  },
  controls: [
    weightedPoints('p', [0, 0, 0.4, 1, 0, 0.6], {
      en: 'heaps: x, y and weight of each',
      zh: '土堆：每个的 x、y 与重量',
    }),
    weightedPoints('q', [0, 1, 0.5, 1, 1, 0.5], {
      en: 'holes: x, y and weight of each',
      zh: '坑：每个的 x、y 与容量',
    }),
  ],
  presets: [
    {
      name: 'line',
      params: { p: [0, 0, 0.5, 1, 0, 0.25, 3, 0, 0.25], q: [1, 0, 0.5, 2, 0, 0.5] },
      meaning: {
        en: 'all on one line, where a closed form says the same',
        zh: '都在一条直线上，此时有闭式解',
      },
    },
  ],
  measures: [
    { name: 'cost', meaning: { en: 'work for each unit that is moved', zh: '每单位搬运量的功' } },
    {
      name: 'flow',
      meaning: {
        en: 'what goes from each heap (row) to each hole (column)',
        zh: '从每个土堆（行）到每个坑（列）的量',
      },
    },
    {
      name: 'proportional',
      meaning: {
        en: 'work where every heap is shared out over the holes in proportion',
        zh: '每堆土按比例分给各坑时的功',
      },
    },
    {
      name: 'closedForm',
      meaning: {
        en: 'area between the cumulative sums, where all points are on one horizontal or vertical line',
        zh: '所有点在同一水平线或竖直线上时累积曲线之间的面积',
      },
    },
  ],
  verdict: (measures) => {
    const [cost, naive, closed] = [
      measured(measures, 'cost'),
      measured(measures, 'proportional'),
      measured(measures, 'closedForm'),
    ];
    const line = Number.isNaN(closed)
      ? { en: '', zh: '' }
      : Math.abs(closed - cost) < 1e-9 * Math.max(1, closed)
        ? { en: ', and on this line it equals the closed form', zh: '，且在这条直线上与闭式解相等' }
        : {
            en: `, and the closed form on this line says ${short(closed)}`,
            zh: `，而这条直线上的闭式解为 ${short(closed)}`,
          };
    return {
      en: `The best flow costs ${short(cost)} a unit, where sharing out in proportion costs ${short(naive)}${line.en}.`,
      zh: `最优流每单位代价 ${short(cost)}，按比例分摊则为 ${short(naive)}${line.zh}。`,
    };
  },
  about: ['emd', 'wasserstein_1d'],
  sources: [
    {
      title: 'Rubner et al. 2000, The Earth Mover’s Distance as a Metric for Image Retrieval',
      link: 'https://doi.org/10.1023/A:1026543900054',
    },
  ],
};
