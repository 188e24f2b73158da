// The words of the classes view, in both languages.
import type { Text } from '../../../../src/catalogue/declaration';
import { wordsOf } from '../../frame/viewWords';

const WORDS = {
  logits: { en: 'Logits', zh: 'logits' },
  logitsDescription: {
    en: 'One bar a class: its logit. Drag it, or focus it and use the arrow keys.',
    zh: '每类一根柱：该类的 logit。可拖动，或聚焦后用方向键。',
  },
  logitAxis: { en: '↑ logit z', zh: '↑ logit z' },
  classAxis: { en: 'class →', zh: '类别 →' },
  bar: { en: 'logit of class {0}', zh: '第 {0} 类的 logit' },
  probabilities: { en: 'Probabilities', zh: '概率' },
  probabilitiesDescription: {
    en: 'The probability that each class gets from the logits, by the {0}.',
    zh: '各类经 {0} 由 logits 得到的概率。',
  },
  probabilityAxis: { en: '↑ probability p', zh: '↑ 概率 p' },
  gradient: { en: 'Gradient in each logit', zh: '对各 logit 的梯度' },
  gradientDescription: {
    en: 'The derivative of each compared loss with respect to the logit of each class.',
    zh: '所比较的各损失对每个类别 logit 的导数。',
  },
  gradientAxis: { en: '↑ dL/dz', zh: '↑ dL/dz' },
  losses: { en: 'Losses of the sample', zh: '该样本的损失' },
  loss: { en: 'Loss', zh: '损失' },
  value: { en: 'Value', zh: '值' },
  own: { en: 'dL/dz of label', zh: '标签类的 dL/dz' },
  others: { en: 'Σ|dL/dz| of others', zh: '其余类 Σ|dL/dz|' },
  compare: { en: 'Draw the gradient of {0}', zh: '绘制 {0} 的梯度' },
  classes: { en: 'classes', zh: '类别数' },
  label: { en: 'label', zh: '标签' },
  activation: { en: 'output', zh: '输出' },
  classHead: { en: 'Class', zh: '类别' },
  help: {
    en: 'With the softmax a logit competes with the others; with sigmoids each class decides on its own, and the losses are those of independent yes-or-no answers.',
    zh: '使用 softmax 时各 logit 相互竞争；使用 sigmoid 时各类独立判断，损失按互不相关的二分类计算。',
  },
} satisfies Record<string, Text>;

export const classesWords = wordsOf(WORDS);
