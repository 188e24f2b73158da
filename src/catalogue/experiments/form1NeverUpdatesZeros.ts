// Does form 1 of the cross entropy leave the channels whose label is 0 alone?
import { LABEL_CLASS, MOST_CLASSES, numbers } from './controls';
import { measuredList, numberAt, short, type Experiment } from './experiment';

export const FORM_1_NEVER_UPDATES_ZEROS: Experiment = {
  id: 'form-1-never-updates-zeros',
  title: { en: 'Does form 1 leave other channels alone?', zh: '形式一不更新其他通道吗？' },
  claim: {
    en: 'Form 1 counts the label’s channel alone, so the channels whose label is 0 are never updated.',
    zh: '形式一只计入标签为 1 的通道，因此标签为 0 的通道不会得到更新。',
  },
  controls: [
    numbers('logits', [0.1, 0.5, 0.1, 0.3].map(Math.log), [-100, 100], [2, MOST_CLASSES], {
      en: 'one logit a class',
      zh: '每个类别的 logit',
    }),
    LABEL_CLASS,
  ],
  presets: [],
  measures: [{ name: 'gradient', meaning: { en: 'dL/dz of each channel', zh: '各通道的 dL/dz' } }],
  verdict: (measures, params) => {
    const label = numberAt(params, 'label');
    const off = (name: string): number =>
      Math.max(
        0,
        ...measuredList(measures, `gradient.${name}`).map((g, k) => (k === label ? 0 : Math.abs(g))),
      );
    const [softmax, sigmoid] = [off('softmax'), off('sigmoid')];
    return {
      en: `${softmax > 0 ? `With softmax the claim is false: channels off the label have slopes up to ${short(softmax)}, because raising one probability lowers the others` : 'With softmax no channel off the label has a slope here'}; with a sigmoid a channel it ${sigmoid > 0 ? `is false too (${short(sigmoid)})` : 'is true, every one of them is exactly 0'}.`,
      zh: `${softmax > 0 ? `用 softmax 时该说法不成立：标签以外的通道梯度最大为 ${short(softmax)}，因为抬高一个概率就压低其他概率` : '此处用 softmax 时标签以外的通道没有梯度'}；逐通道用 sigmoid 时${sigmoid > 0 ? `也不成立（${short(sigmoid)}）` : '成立，它们恰好全为 0'}。`,
    };
  },
  about: ['cross_entropy', 'cross_entropy_all'],
  sources: [
    {
      title: 'Bridle 1990, Probabilistic interpretation of feedforward network outputs',
      link: 'https://doi.org/10.1007/978-3-642-76153-9_28',
    },
  ],
};
