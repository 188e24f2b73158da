// Poly-1 loss: cross entropy with its first Taylor term reweighed.
import { add, mul } from '../../math/build';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { parameter } from '../symbols';
import { atLabel, CLASS_SAMPLES, crossEntropyForm } from './classes';
import { complement, logProbability } from './logProbability';

export const POLY1: Declaration = {
  id: 'poly1',
  kind: 'loss',
  name: { en: 'Poly-1 loss', zh: 'Poly-1 损失' },
  tasks: ['classification'],
  family: 'distribution',
  ...CLASS_SAMPLES,
  parameters: [
    inputParameter(),
    {
      kind: 'number',
      name: 'epsilon',
      latex: '\\varepsilon_1',
      default: 1,
      min: -1,
      max: Infinity,
      slider: [-1, 8],
      meaning: {
        en: 'added to the weight of 1 − p_y; 0 is cross entropy',
        zh: '加到 1 − p_y 项的权重；为 0 时即交叉熵',
      },
    },
    IGNORE_INDEX,
    CLASS_AXIS,
  ],
  form: (setting) => {
    const { loss } = crossEntropyForm(setting, logProbability(setting.params));
    const miss = atLabel(complement(setting.params), setting);
    return { kind: 'samples', loss: add(loss, mul(parameter('epsilon', '\\varepsilon_1'), miss)) };
  },
  note: {
    formula: 'L = -\\ln p_y + \\varepsilon_1 (1 - p_y)',
    summary: {
      en: 'Cross entropy is the series $\\sum_j (1 - p_y)^j / j$; this loss changes the weight of its first term and nothing else.',
      zh: '交叉熵可展开为 $\\sum_j (1 - p_y)^j / j$；本损失只改变第一项的权重。',
    },
    gradient: {
      en: 'In $p_y$ it is $-1/p_y - \\varepsilon_1$: easy samples, where the first term rules, pull harder for $\\varepsilon_1 > 0$.',
      zh: '对 $p_y$ 为 $-1/p_y - \\varepsilon_1$：$\\varepsilon_1 > 0$ 时，由第一项主导的易分样本拉力更强。',
    },
    use: {
      en: 'A cheap one-parameter tuning of a classifier that already trains well.',
      zh: '对已训练良好的分类器做单参数微调。',
    },
    avoid: {
      en: 'Calibrated probabilities are wanted with large epsilon: it is overconfident.',
      zh: '需要校准概率且 epsilon 很大时：会过度自信。',
    },
    neighbours: {
      en: 'Focal loss weakens the first terms instead; $\\varepsilon_1 = -1$ removes the first one.',
      zh: 'Focal 相反地削弱前几项；$\\varepsilon_1 = -1$ 则去掉第一项。',
    },
    pitfalls: [
      {
        en: 'The best epsilon has a different sign for different tasks: positive for image classification, negative for some detectors in the paper.',
        zh: '最优 epsilon 的符号因任务而异：论文中图像分类为正，某些检测器为负。',
      },
    ],
    sources: [{ title: 'Leng et al. 2022, PolyLoss', link: 'https://arxiv.org/abs/2204.12511' }],
  },
  presets: [
    {
      name: 'optax',
      params: { epsilon: 2 },
      meaning: { en: 'epsilon 2 by default', zh: '默认 epsilon 为 2' },
    },
  ],
  aliases: [
    {
      path: 'optax.poly_loss_cross_entropy',
      preset: 'optax',
      params: { input: 'logits' },
      reduction: 'none',
      arguments: { epsilon: 'epsilon' },
    },
  ],
};
