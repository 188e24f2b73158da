// Dice loss plus Hausdorff loss by distance transforms.
import { SPACING, SPACING_PITFALL, SPATIAL_DIMS } from '../boundary/spatial';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, inputParameter, PER, smoothParameter } from '../parameters';
import { DENOMINATOR, REGION_INPUTS } from '../region/overlap';
import { HAUSDORFF_ALPHA } from '../boundary/hausdorffDt';
import { KARIMI_2019, MA_2021 } from '../sources';
import { partWeight, weightedSum } from './weightedSum';
const [W_DICE, W_HAUSDORFF] = [partWeight('wDice', 'w_D'), partWeight('wHausdorff', 'w_H')];

export const DICE_HAUSDORFF: Declaration = {
  id: 'dice_hausdorff',
  kind: 'loss',
  name: { en: 'Dice + Hausdorff loss', zh: 'Dice + Hausdorff 损失' },
  abbreviation: 'DiceHD',
  tasks: ['segmentation'],
  family: 'compound',
  ...REGION_INPUTS,
  parameters: [
    W_DICE,
    W_HAUSDORFF,
    HAUSDORFF_ALPHA,
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
      { id: 'hausdorff_dt', weight: W_HAUSDORFF },
    ]),
  note: {
    formula: 'L = w_D\\, L_{\\mathrm{Dice}} + w_H\\, L_{\\mathrm{HD}}',
    summary: {
      en: 'Dice for the bulk of the object and a Hausdorff loss for its worst stray parts.',
      zh: '用 Dice 顾及目标主体，用 Hausdorff 损失处理最偏远的错误。',
    },
    gradient: {
      en: 'Errors far from any border pull by their squared distance on top of Dice’s even pull.',
      zh: '在 Dice 的均匀拉力之外，远离边界的错误按距离平方受力。',
    },
    use: {
      en: 'Tasks scored by Hausdorff distance as well as Dice.',
      zh: '同时以 Hausdorff 距离与 Dice 评价的任务。',
    },
    avoid: {
      en: 'Weights of 1 and 1 on large volumes: distances squared make the second part hundreds of times larger.',
      zh: '在大体数据上用权重 1 与 1：距离平方会使第二部分大数百倍。',
    },
    neighbours: {
      en: '`dice_boundary` grows only linearly with distance.',
      zh: '`dice_boundary` 只随距离线性增长。',
    },
    pitfalls: [
      {
        en: 'The paper rescales the Hausdorff part in every epoch so that both parts are equally large.',
        zh: '论文在每轮重新缩放 Hausdorff 部分，使两部分大小相当。',
      },
      SPACING_PITFALL,
    ],
    sources: [KARIMI_2019, MA_2021],
  },
  presets: [],
  aliases: [],
};
