// Log-cosh Dice loss.
import { logCosh } from '../../math/build';
import type { Declaration } from '../declaration';
import { smoothParameter } from '../parameters';
import { diceLoss } from './dice';
import { DENOMINATOR, REGION_INPUTS, REGION_PARAMETERS } from './overlap';

export const LOG_COSH_DICE: Declaration = {
  id: 'log_cosh_dice',
  kind: 'loss',
  name: { en: 'Log-cosh Dice loss', zh: 'Log-cosh Dice 损失' },
  tasks: ['segmentation'],
  family: 'region',
  ...REGION_INPUTS,
  parameters: [smoothParameter(1), DENOMINATOR, ...REGION_PARAMETERS],
  form: (setting) => ({ kind: 'groups', value: logCosh(diceLoss(setting)) }),
  note: {
    formula: 'L = \\ln \\cosh\\left(1 - \\frac{2 \\sum p_i y_i + s}{\\sum p_i + \\sum y_i + s}\\right)',
    summary: {
      en: 'Dice loss passed through ln cosh: about half its square when it is small.',
      zh: '对 Dice 损失取 ln cosh：损失较小时约为其平方的一半。',
    },
    gradient: {
      en: 'Dice’s, times tanh of the Dice loss: at most .76 of it, and fading to 0 as the overlap becomes perfect.',
      zh: '等于 Dice 的梯度乘以 Dice 损失的 tanh：最多为其 .76 倍，并随重叠趋于完美而减弱为 0。',
    },
    use: { en: 'A calm finish where Dice oscillates.', zh: 'Dice 在末期振荡时，用它平稳收尾。' },
    avoid: {
      en: 'The last points of Dice: the pull fades just there.',
      zh: '追求最后几个百分点的 Dice：拉力恰在此处消失。',
    },
    neighbours: {
      en: 'Dice keeps its slope to the end; focal Tversky with a power of 2 fades likewise.',
      zh: 'Dice 的斜率保持到底；幂为 2 的 Focal Tversky 同样会减弱。',
    },
    pitfalls: [
      {
        en: 'Its values lie between 0 and .434: sums with cross entropy need another weight than Dice.',
        zh: '取值在 0 与 .434 之间：与交叉熵相加时需与 Dice 不同的权重。',
      },
    ],
    sources: [
      {
        title: 'Jadon 2020, A survey of loss functions for semantic segmentation',
        link: 'https://arxiv.org/abs/2006.14822',
      },
    ],
  },
  presets: [],
  aliases: [],
};
