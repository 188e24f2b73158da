// Do many easy negatives swamp a few hard positives?
import { LIN_2017 } from '../sources';
import { ALPHA, GAMMA, probabilityControl, ratio } from './controls';
import { measured, numberAt, percent, short, type Experiment } from './experiment';

export const NEGATIVES_SWAMP: Experiment = {
  id: 'negatives-swamp',
  title: { en: 'Do easy negatives swamp hard positives?', zh: '易分负样本会淹没难分正样本吗？' },
  claim: {
    en: 'Where negatives are many and easy, cross entropy spends its gradient on them and a few hard positives are swamped; focal loss prevents that.',
    zh: '负样本多而易分时，交叉熵的梯度耗费在它们身上，少数难分正样本被淹没；Focal 可避免。',
  },
  controls: [
    GAMMA,
    ALPHA,
    ratio({ en: 'easy negatives to one hard positive', zh: '每个难分正样本对应的易分负样本数' }),
    probabilityControl('easy', 'p_e', 0.99, {
      en: 'probability of the true class of an easy negative',
      zh: '易分负样本真实类别的概率',
    }),
    probabilityControl('hard', 'p_h', 0.1, {
      en: 'probability of the true class of a hard positive',
      zh: '难分正样本真实类别的概率',
    }),
  ],
  presets: [
    {
      name: 'RetinaNet',
      params: { gamma: 2, alpha: 0.25, ratio: 1000 },
      meaning: { en: 'gamma 2, alpha 0.25', zh: 'gamma 2、alpha 0.25' },
    },
  ],
  measures: [
    {
      name: 'easyShare',
      meaning: { en: 'the easy negatives’ share of Σ|dL/dz|', zh: '易分负样本在 Σ|dL/dz| 中的占比' },
    },
    {
      name: 'easyLossShare',
      meaning: { en: 'the easy negatives’ share of the loss', zh: '易分负样本在损失中的占比' },
    },
    {
      name: 'hardGradient',
      meaning: { en: '|dL/dz| of a hard positive under focal loss', zh: 'Focal 下难分正样本的 |dL/dz|' },
    },
  ],
  verdict: (measures, params) => {
    const [ce, focal] = [measured(measures, 'easyShare.ce'), measured(measures, 'easyShare.focal')];
    const ratio = short(numberAt(params, 'ratio'));
    return {
      en: `${ce > 0.5 ? 'Yes' : 'No'}: at ${ratio} to 1 the easy negatives have ${percent(ce)} of the gradient under cross entropy, and ${percent(focal)} under focal loss${focal > 0.5 ? ', which does not prevent it here' : ''}.`,
      zh: `${ce > 0.5 ? '会' : '不会'}：比例为 ${ratio} 比 1 时，易分负样本在交叉熵下占梯度的 ${percent(ce)}，在 Focal 下占 ${percent(focal)}${focal > 0.5 ? '，此处 Focal 并未避免' : ''}。`,
    };
  },
  about: ['focal', 'bce', 'weighted_bce'],
  sources: [LIN_2017],
};
