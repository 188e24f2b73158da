// Lovász-softmax: the Jaccard loss of several classes, extended to probabilities.
import { add, div, sub, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import { atLabel, CLASS_SAMPLES } from '../classification/classes';
import { complement, probability } from '../classification/logProbability';
import type { Declaration, Setting } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, PER } from '../parameters';
import { BERMAN_2018, MA_2021 } from '../sources';
import { COLUMNS } from '../symbols';

/** One pixel's error weighs 1 in every class: 1 − p of its own, p of each other one. */
function ofOnePixel(setting: Setting): Expr {
  const own = atLabel(complement(setting.params), setting);
  if (setting.params['classes'] !== 'all') return own;
  const p = probability(setting.params);
  return div(add(own, sub(sumColumns(p), atLabel(p, setting))), COLUMNS);
}

export const LOVASZ_SOFTMAX: Declaration = {
  id: 'lovasz_softmax',
  kind: 'loss',
  name: { en: 'Lovász-softmax loss', zh: 'Lovász-softmax 损失' },
  tasks: ['segmentation'],
  family: 'region',
  ...CLASS_SAMPLES,
  parameters: [
    {
      kind: 'choice',
      name: 'classes',
      default: 'present',
      choices: ['present', 'all'],
      meaning: {
        en: 'the classes that are averaged: those in the label, or all',
        zh: '取平均的类别：标签中出现的，或全部',
      },
    },
    { ...PER, choices: ['all', 'sample'] },
    inputParameter(),
    { ...IGNORE_INDEX, default: null },
    CLASS_AXIS,
  ],
  form: (setting) => ({ kind: 'algorithm', algorithm: 'lovasz_softmax', alone: ofOnePixel(setting) }),
  note: {
    formula:
      'L = \\frac{1}{|C|} \\sum_{c \\in C} \\overline{\\Delta_{J_c}}\\left(m(c)\\right), \\qquad m_i(c) = \\begin{cases} 1 - p_{ic} & y_i = c \\\\ p_{ic} & \\text{else} \\end{cases}',
    summary: {
      en: 'For each class, the errors of its probabilities are sorted and weighed by what each costs the class’s IoU; the mean over classes is the loss.',
      zh: '对每个类别把概率误差排序，按各自使该类 IoU 下降的多少加权；对类别取平均即为损失。',
    },
    gradient: {
      en: 'Piecewise constant in the probabilities: it changes only when two pixels swap ranks.',
      zh: '对概率分段为常数：只有当两个像素交换名次时才改变。',
    },
    use: {
      en: 'Mean IoU as the score that counts, after or beside cross entropy.',
      zh: '以平均 IoU 为最终指标时，用在交叉熵之后或与之并用。',
    },
    avoid: {
      en: 'Tiny batches with `classes: all`: absent classes then push every probability down.',
      zh: '批次很小且 `classes: all` 时：缺席类别会压低所有概率。',
    },
    neighbours: {
      en: 'Soft IoU and Dice need no sorting and are smoother; Lovász equals the true Jaccard loss at hard decisions.',
      zh: '软 IoU 与 Dice 无需排序、更平滑；Lovász 在硬判决处等于真正的 Jaccard 损失。',
    },
    pitfalls: [
      {
        en: 'It takes probabilities; with logits say `input: logits`. smp applies the softmax itself by default.',
        zh: '输入为概率；若为 logits 请设 `input: logits`。smp 默认自行做 softmax。',
      },
      {
        en: 'Averages over classes present and over all classes differ much in small images.',
        zh: '小图像中，对出现的类别与对全部类别取平均相差很大。',
      },
    ],
    sources: [BERMAN_2018, MA_2021],
  },
  presets: [
    {
      name: 'smp',
      params: { classes: 'present', per: 'all' },
      meaning: {
        en: 'classes in the label, pixels of the batch pooled',
        zh: '标签中出现的类别，批次像素合并',
      },
    },
  ],
  aliases: [
    {
      path: 'segmentation_models_pytorch.losses.LovaszLoss',
      preset: 'smp',
      params: { input: 'logits' },
      arguments: { ignore_index: 'ignoreIndex' },
    },
    { path: 'losses_pytorch.lovasz_loss.LovaszSoftmax' },
  ],
};
