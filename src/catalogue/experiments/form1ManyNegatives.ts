// Does a majority of negatives matter little in form 1 of the cross entropy of classes?
import { ACTIVATION, probabilityControl, ratio, whole } from './controls';
import { measured, percent, type Experiment } from './experiment';

export const FORM_1_MANY_NEGATIVES: Experiment = {
  id: 'form-1-many-negatives',
  title: { en: 'Many negatives in form 1', zh: '形式一中负样本偏多' },
  claim: {
    en: 'Form 1 does not count the channels whose label is 0, so a majority of negatives matters little.',
    zh: '形式一不考虑负样本的损失，因此负样本偏多影响不大。',
  },
  controls: [
    whole('classes', 'K', 4, [2, 10_000], { en: 'how many classes there are', zh: '类别数' }),
    ratio({
      en: 'samples of the majority class to one of another',
      zh: '多数类样本与一个其他类样本之比',
    }),
    probabilityControl('majority', 'p_m', 0.9, {
      en: 'probability of the label in a sample of the majority class',
      zh: '多数类样本中标签的概率',
    }),
    probabilityControl('minority', 'p_o', 0.1, {
      en: 'probability of the label in the other sample',
      zh: '另一样本中标签的概率',
    }),
    ACTIVATION,
  ],
  presets: [
    {
      name: 'sigmoid',
      params: { activation: 'sigmoid' },
      meaning: { en: 'a sigmoid a channel', zh: '逐通道 sigmoid' },
    },
  ],
  measures: [
    {
      name: 'majorityShare',
      meaning: {
        en: 'the majority’s share of the loss and of Σ|dL/dz|',
        zh: '多数类在损失与 Σ|dL/dz| 中的占比',
      },
    },
    {
      name: 'zeroChannelShare',
      meaning: {
        en: 'share of Σ|dL/dz| in channels whose label is 0',
        zh: '标签为 0 的通道在 Σ|dL/dz| 中的占比',
      },
    },
  ],
  verdict: (measures) => {
    const [loss, gradient, zero] = ['majorityShare.loss', 'majorityShare.gradient', 'zeroChannelShare'].map(
      (name) => measured(measures, name),
    ) as [number, number, number];
    return {
      en: `${gradient > 0.5 ? 'No' : 'Here it does'}: the majority has ${percent(loss)} of the loss and ${percent(gradient)} of the gradient in form 1, and ${percent(zero)} of the gradient is in channels whose label is 0.`,
      zh: `${gradient > 0.5 ? '并非如此' : '此处成立'}：在形式一中，多数类占损失的 ${percent(loss)}、梯度的 ${percent(gradient)}，且有 ${percent(zero)} 的梯度在标签为 0 的通道上。`,
    };
  },
  about: ['cross_entropy', 'cross_entropy_all', 'focal_multiclass'],
  sources: [
    {
      title: 'Bridle 1990, Probabilistic interpretation of feedforward network outputs',
      link: 'https://doi.org/10.1007/978-3-642-76153-9_28',
    },
  ],
};
