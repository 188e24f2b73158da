// Tversky loss.
import { kerasNames } from '../aliases';
import type { Declaration } from '../declaration';
import { smoothParameter } from '../parameters';
import { MA_2021, SALEHI_2017 } from '../sources';
import { EMPTY_LABEL, labelSum, REGION_INPUTS, REGION_PARAMETERS, unlessEmpty } from './overlap';
import { ALPHA, ALPHA_FP, BETA, BETA_FN, tverskyLoss } from './tverskyTerms';

export const TVERSKY: Declaration = {
  id: 'tversky',
  kind: 'loss',
  name: { en: 'Tversky loss', zh: 'Tversky 损失' },
  tasks: ['segmentation'],
  family: 'region',
  ...REGION_INPUTS,
  parameters: [ALPHA_FP, BETA_FN, smoothParameter(1), EMPTY_LABEL, ...REGION_PARAMETERS],
  form: (setting) => ({
    kind: 'groups',
    value: unlessEmpty(tverskyLoss(setting, ALPHA, BETA), labelSum(setting), setting.params),
  }),
  note: {
    formula:
      'L = 1 - \\frac{\\mathrm{TP} + s}{\\mathrm{TP} + \\alpha\\, \\mathrm{FP} + \\beta\\, \\mathrm{FN} + s}, \\qquad \\mathrm{TP} = \\sum p_i y_i,\\ \\mathrm{FP} = \\sum p_i (1 - y_i),\\ \\mathrm{FN} = \\sum (1 - p_i) y_i',
    summary: {
      en: 'Dice loss with a weight of its own for each kind of error. With $\\beta > \\alpha$ misses cost more than false alarms, which raises recall.',
      zh: '对两类错误分别加权的 Dice 损失。$\\beta > \\alpha$ 时漏检比误报代价更高，从而提高召回。',
    },
    gradient: {
      en: 'One slope for all foreground pixels, another for all background pixels; $\\alpha$ and $\\beta$ set their ratio.',
      zh: '所有前景像素共用一个斜率，所有背景像素共用另一个；$\\alpha$ 与 $\\beta$ 决定两者之比。',
    },
    use: {
      en: 'Small lesions, where missing a pixel is worse than one too many.',
      zh: '小病灶分割：漏掉一个像素比多标一个更糟。',
    },
    avoid: {
      en: 'Chasing recall with a very large $\\beta$: masks swell until everything near the object is foreground.',
      zh: '用极大的 $\\beta$ 追求召回：掩码会膨胀，直到目标附近全部成为前景。',
    },
    neighbours: {
      en: 'At $\\alpha = \\beta = ½$ it is Dice (with half the smoothing), at $\\alpha = \\beta = 1$ it is IoU. Focal Tversky bends it to favour hard masks.',
      zh: '$\\alpha = \\beta = ½$ 时即 Dice（平滑系数减半），$\\alpha = \\beta = 1$ 时即 IoU。Focal Tversky 使其偏重困难掩码。',
    },
    pitfalls: [
      {
        en: 'Which of $\\alpha$ and $\\beta$ belongs to false positives differs between papers and code: here, in MONAI, smp and Keras $\\alpha$ does.',
        zh: '$\\alpha$ 与 $\\beta$ 谁对应假阳性，各论文与代码不一：此处与 MONAI、smp、Keras 一致，$\\alpha$ 对应假阳性。',
      },
      {
        en: 'tversky(½, ½, s) is dice(2s): the same smooth means another amount.',
        zh: 'tversky(½, ½, s) 等于 dice(2s)：相同的 smooth 含义不同。',
      },
    ],
    sources: [SALEHI_2017, MA_2021],
  },
  presets: [
    {
      name: 'MONAI',
      params: { alpha: 0.5, beta: 0.5, smooth: 1e-5, per: 'sample-class' },
      meaning: {
        en: 'even weights, hardly smoothed, a value each sample and class',
        zh: '两类权重相同，几乎不平滑，每个样本与类别一个值',
      },
    },
    {
      name: 'smp',
      params: { alpha: 0.5, beta: 0.5, smooth: 0, per: 'class', emptyLabel: 'zero' },
      meaning: {
        en: 'even weights, a value each class over the whole batch; a class without a label costs 0',
        zh: '两类权重相同，每个类别在整个批次上一个值；标签中没有的类别代价为 0',
      },
    },
    {
      name: 'keras',
      params: { alpha: 0.5, beta: 0.5, smooth: 1e-7 },
      meaning: { en: 'even weights, one value for everything', zh: '两类权重相同，全部一个值' },
    },
    {
      name: 'SegLoss',
      params: { alpha: 0.3, beta: 0.7, smooth: 1, per: 'sample-class' },
      meaning: {
        en: 'a value each sample and class; the class returns the negative index, this minus 1',
        zh: '每个样本与类别一个值；其类返回指数的相反数，即此值减 1',
      },
    },
  ],
  aliases: [
    {
      path: 'monai.losses.TverskyLoss',
      preset: 'MONAI',
      arguments: { alpha: 'alpha', beta: 'beta', smooth_nr: 'smooth', smooth_dr: 'smooth' },
    },
    {
      path: 'segmentation_models_pytorch.losses.TverskyLoss',
      preset: 'smp',
      params: { input: 'logits' },
      arguments: { alpha: 'alpha', beta: 'beta', smooth: 'smooth', ignore_index: 'ignoreIndex' },
    },
    ...kerasNames('Tversky', 'tversky', [], {
      preset: 'keras',
      arguments: { alpha: 'alpha', beta: 'beta' },
    }),
    {
      path: 'kornia.losses.tversky_loss',
      params: { input: 'logits', per: 'sample', smooth: 1e-8 },
      arguments: { alpha: 'alpha', beta: 'beta' },
    },
    { path: 'losses_pytorch.dice_loss.TverskyLoss', preset: 'SegLoss', arguments: { smooth: 'smooth' } },
  ],
};
