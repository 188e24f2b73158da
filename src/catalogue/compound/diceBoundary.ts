// Dice loss plus boundary loss.
import { SPACING, SPACING_PITFALL, SPATIAL_DIMS } from '../boundary/spatial';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, inputParameter, PER, smoothParameter } from '../parameters';
import { DENOMINATOR, REGION_INPUTS } from '../region/overlap';
import { MA_2021 } from '../sources';
import { partWeight, weightedSum } from './weightedSum';
const [W_DICE, W_BOUNDARY] = [partWeight('wDice', 'w_D'), partWeight('wBoundary', 'w_B')];

export const DICE_BOUNDARY: Declaration = {
  id: 'dice_boundary',
  kind: 'loss',
  name: { en: 'Dice + boundary loss', zh: 'Dice + 边界损失' },
  abbreviation: 'DiceBD',
  tasks: ['segmentation'],
  family: 'compound',
  ...REGION_INPUTS,
  parameters: [
    W_DICE,
    W_BOUNDARY,
    inputParameter(),
    smoothParameter(1),
    DENOMINATOR,
    PER,
    CLASS_AXIS,
    SPATIAL_DIMS,
  ],
  inputs: { spacing: SPACING },
  form: () =>
    weightedSum([
      { id: 'dice', weight: W_DICE },
      { id: 'boundary', weight: W_BOUNDARY },
    ]),
  note: {
    formula: 'L = w_D\\, L_{\\mathrm{Dice}} + w_B\\, \\frac{1}{n} \\sum_i p_i\\, \\phi_i',
    summary: {
      en: 'Dice finds the object, the boundary loss brings its contour to the right place.',
      zh: 'Dice 找到目标，边界损失把轮廓移到正确位置。',
    },
    gradient: {
      en: 'Far false alarms are pushed by their distance, which Dice cannot see.',
      zh: '远处的误报按距离受到推力，而 Dice 看不到距离。',
    },
    use: {
      en: 'Strongly imbalanced lesions; contours that are judged by distance.',
      zh: '极不平衡的病灶；按距离评价的轮廓。',
    },
    avoid: {
      en: 'A fixed large weight from the start: the boundary part can settle on an empty mask.',
      zh: '一开始就用固定的大权重：边界部分可能停在空掩码上。',
    },
    neighbours: {
      en: '`dice_hausdorff` charges squared errors by distance. `dice_ce` has no notion of distance.',
      zh: '`dice_hausdorff` 按距离计平方误差。`dice_ce` 没有距离概念。',
    },
    pitfalls: [
      {
        en: 'The paper schedules the weights: (1 − α) Dice + α boundary with α rising from .01; fixed weights of 1 and 1 train differently.',
        zh: '论文按计划调整权重：(1 − α) Dice + α 边界，α 从 .01 递增；固定为 1 与 1 训练效果不同。',
      },
      SPACING_PITFALL,
    ],
    sources: [
      {
        title: 'Kervadec et al. 2019, Boundary loss for highly unbalanced segmentation',
        link: 'https://arxiv.org/abs/1812.07032',
      },
      MA_2021,
    ],
  },
  presets: [],
  aliases: [],
};
