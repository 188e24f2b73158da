// Is form 2 of the cross entropy of classes larger than form 1, and does it separate classes better?
import { LABEL_CLASS, MOST_CLASSES, numbers, whole } from './controls';
import { measured, short, type Experiment } from './experiment';

export const FORM_2_IS_LARGER: Experiment = {
  id: 'form-2-is-larger',
  title: { en: 'Is form 2 larger, and more distinct?', zh: '形式二更大、更易于辨别吗？' },
  claim: {
    en: 'Form 2 of the cross entropy counts every channel, so it is larger than form 1, and its channels end further apart and easier to tell.',
    zh: '形式二计入所有通道，因此大于形式一，且不同通道的结果差距更大、更易于辨别。',
  },
  controls: [
    numbers('probabilities', [0.1, 0.5, 0.1, 0.3], [0, 1], [2, MOST_CLASSES], {
      en: 'the probabilities that both forms are compared at',
      zh: '比较两种形式所用的概率',
    }),
    LABEL_CLASS,
    whole('classes', 'K', 4, [2, MOST_CLASSES], { en: 'classes of the descent', zh: '下降实验的类别数' }),
    numbers('logits', [0], [-100, 100], [1, MOST_CLASSES], {
      en: 'logits that the descent starts from; one number stands for all classes',
      zh: '下降的起始 logit；单个数表示所有类别相同',
    }),
    {
      kind: 'number',
      name: 'lr',
      latex: '\\eta',
      default: 0.5,
      min: 0,
      max: 100,
      slider: [0.01, 2],
      scale: 'log',
      meaning: { en: 'learning rate', zh: '学习率' },
    },
    whole('steps', 'T', 200, [1, 10_000], { en: 'steps of gradient descent', zh: '梯度下降步数' }),
  ],
  presets: [
    {
      name: 'wrong start',
      params: { logits: [4, 0, -4, 0] },
      meaning: { en: 'starts sure of a wrong class', zh: '起初确信一个错误类别' },
    },
  ],
  measures: [
    {
      name: 'form1',
      meaning: { en: 'form 1 at the given probabilities', zh: '给定概率下的形式一' },
      unit: 'nat',
    },
    {
      name: 'form2',
      meaning: { en: 'form 2 at the given probabilities', zh: '给定概率下的形式二' },
      unit: 'nat',
    },
    {
      name: 'margin',
      meaning: {
        en: 'the label’s logit minus the largest other, after the last step',
        zh: '最后一步后标签 logit 与其余最大 logit 之差',
      },
    },
  ],
  verdict: (measures) => {
    const [one, two] = [measured(measures, 'form1'), measured(measures, 'form2')];
    const margin = (name: string): number => measured(measures, `margin.${name}`);
    const pairs = (['softmax', 'sigmoid'] as const).map(
      (a) => [a, margin(`${a}Form1`), margin(`${a}Form2`)] as const,
    );
    const apart = pairs.filter(([, first, second]) => second > first).map(([a]) => a);
    const told = pairs.map(([a, first, second]) => `${a} ${short(second)} / ${short(first)}`);
    const larger = {
      en: two > one ? 'larger' : two === one ? 'equal' : 'smaller',
      zh: two > one ? '更大' : two === one ? '相等' : '更小',
    };
    const separates =
      apart.length === 2
        ? {
            en: 'it separates further with softmax and with sigmoid',
            zh: '用 softmax 或 sigmoid 时都分得更开',
          }
        : apart.length === 1
          ? {
              en: `it separates further with ${apart[0] ?? ''} only`,
              zh: `仅在用 ${apart[0] ?? ''} 时分得更开`,
            }
          : { en: 'it does not separate further', zh: '并未分得更开' };
    return {
      en: `Form 2 is ${larger.en} (${short(two)} against ${short(one)}), and after equally many steps ${separates.en} (margins, form 2 / form 1: ${told.join(', ')}).`,
      zh: `形式二${larger.zh}（${short(two)} 对 ${short(one)}）；同样步数后，${separates.zh}（间隔，形式二 / 形式一：${told.join('，')}）。`,
    };
  },
  about: ['cross_entropy_all', 'cross_entropy'],
  sources: [
    { title: 'Good 1952, Rational Decisions', link: 'https://doi.org/10.1111/j.2517-6161.1952.tb00104.x' },
  ],
};
