// Every word of a hover's own, in both languages. `{0}` and `{1}` are filled in.
import type { Text } from '../../catalogue/declaration';
import type { Reduction } from '../../protocol/compute';
import type { Language } from '../../protocol/views';

const WORDS = {
  withLogits: { en: '{0} with logits', zh: '{0}（以 logits 计算）' },
  looksLike: {
    en: 'Looks like {0}: {1} is defined in {2}, so its numbers may differ.',
    zh: '看起来像{0}：{1} 定义在{2}中，数值可能不同。',
  },
  derives: {
    en: '{0} is defined in {2} on the basis of {1}, and may compute something else.',
    zh: '{0} 在{2}中基于 {1} 定义，计算可能不同。',
  },
  thisFile: { en: 'this file', zh: '此文件' },
  oneOf: {
    en: 'One of {0}, by the branch of the code that ran:',
    zh: '以下 {0} 者之一，取决于运行时走到的分支：',
  },
  lacks: { en: 'It lacks {0}.', zh: '缺少 {0}。' },
  adds: { en: 'It adds {0}.', zh: '增加了 {0}。' },
  deprecatedUnknown: { en: 'is deprecated: write {0} instead', zh: '已弃用：请改用 {0}' },
  deprecated: {
    en: 'is deprecated: this call means {0}',
    zh: '已弃用：此调用相当于 {0}',
  },
  alsoGiven: { en: 'Also given: ', zh: '另有：' },
  comma: { en: ', ', zh: '、' },
  notRead: {
    en: 'its value is known only when the code runs',
    zh: '其值在代码运行时才知道',
  },
  notReadAside: {
    en: ' (its value is known only when the code runs)',
    zh: '（其值在代码运行时才知道）',
  },
  defaultReduction: { en: 'Without {0}: {1}', zh: '未给 {0} 时：{1}' },
  asIn: { en: 'As {0} has it: ', zh: '按 {0} 的约定：' },
  expects: { en: 'Expects', zh: '输入要求' },
  pitfalls: { en: 'Mind', zh: '注意' },
  openInVisualizer: { en: 'Open in Visualizer', zh: '在可视化器中打开' },
  compute: { en: 'Compute', zh: '计算' },
  computeOnFiles: { en: 'Compute on Files…', zh: '在文件上计算…' },
  compareConventions: { en: 'Compare Conventions', zh: '比较各库约定' },
  paper: { en: 'Paper', zh: '论文' },
  documentation: { en: '{0} documentation', zh: '{0} 文档' },
  loss: { en: 'loss', zh: '损失' },
  gradient: { en: 'gradient ∂L/∂{0}', zh: '梯度 ∂L/∂{0}' },
  lossOf: { en: 'loss, label {0}', zh: '损失，标签 {0}' },
  plotAlt: {
    en: 'Plot of the loss and its gradient against {0}{1}, from {2} to {3}. The loss is {4} at {2}, {5} in the middle and {6} at {3}.',
    zh: '损失及其梯度随{0}变化的曲线{1}，自 {2} 至 {3}。损失在 {2} 处为 {4}，中间为 {5}，在 {3} 处为 {6}。',
  },
  plotAltLabel: { en: ' for label {0}', zh: '（标签 {0}）' },
  formulaAlt: { en: 'Formula: {0}', zh: '公式：{0}' },
} as const satisfies Record<string, Text>;

export type Word = keyof typeof WORDS;

export type Say = (word: Word, ...values: readonly (string | number)[]) => string;

export function sayIn(language: Language): Say {
  return (word, ...values) =>
    WORDS[word][language].replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ''));
}

/** What a reduction makes of the values. */
export const REDUCTIONS: Readonly<Record<Reduction, Text>> = {
  mean: { en: 'the mean of all values', zh: '所有值的均值' },
  sum: {
    en: 'the sum of all values: it and its gradient grow with the batch',
    zh: '所有值之和：它与梯度都随批量增大',
  },
  none: { en: 'one value each, to be reduced by you', zh: '逐个给出值，由你自行归约' },
};
