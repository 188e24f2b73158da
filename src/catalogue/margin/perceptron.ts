// Perceptron loss: a wrong score costs its size, a right one nothing.
import { lessEqual, neg, select } from '../../math/build';
import type { Declaration } from '../declaration';
import { MARGIN, SIGNED_SCORES } from './scores';

export const PERCEPTRON: Declaration = {
  id: 'perceptron',
  kind: 'loss',
  name: { en: 'Perceptron loss', zh: '感知机损失' },
  tasks: ['classification'],
  family: 'margin',
  ...SIGNED_SCORES,
  parameters: [],
  form: () => ({ kind: 'samples', loss: select(lessEqual(0, MARGIN), 0, neg(MARGIN)) }),
  note: {
    formula: 'L = \\frac{1}{n} \\sum_i \\max\\left(0,\\, -y_i f_i\\right)',
    summary: {
      en: 'What Rosenblatt’s perceptron descends: a score on the right side is free, a score on the wrong side costs its distance from zero.',
      zh: 'Rosenblatt 感知机所下降的损失：得分在正确一侧没有代价，在错误一侧的代价为其到零的距离。',
    },
    gradient: {
      en: '$-y$ for mistakes, 0 for everything else and at 0.',
      zh: '判错时为 $-y$，其余及 0 处为 0。',
    },
    use: {
      en: 'Online learning of linear classifiers on separable data.',
      zh: '可分数据上线性分类器的在线学习。',
    },
    avoid: {
      en: 'Generalisation matters: any separating line is as good as any other, however close to the data.',
      zh: '在意泛化时：任何能分开数据的直线都同样好，哪怕紧贴数据。',
    },
    neighbours: {
      en: 'Hinge asks for a margin of 1 in addition. The Chinese name 感知损失 usually means the perceptual loss on features of a network (Johnson et al. 2016), which is something else.',
      zh: '合页损失另要求间隔 1。注意：「感知损失」通常指在网络特征上计算的 perceptual loss（Johnson 等 2016），与此处的感知机损失不同。',
    },
    pitfalls: [
      {
        en: 'All scores 0 is a minimum: without normalised weights the model can shrink instead of learning.',
        zh: '所有得分为 0 即为最小值：若不规范权重，模型可以靠缩小得分而非学习来降低损失。',
      },
      {
        en: 'A loss called 感知损失 in a note may be either this or the perceptual loss: look at its formula.',
        zh: '笔记中的「感知损失」可能指本损失，也可能指 perceptual loss：请看公式。',
      },
    ],
    sources: [
      { title: 'Rosenblatt 1958, The Perceptron', link: 'https://doi.org/10.1037/h0042519' },
      {
        title: 'Johnson et al. 2016, Perceptual Losses (the other meaning)',
        link: 'https://arxiv.org/abs/1603.08155',
      },
    ],
  },
  presets: [],
  aliases: [{ path: 'optax.perceptron_loss', reduction: 'none' }],
};
