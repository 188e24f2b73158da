// Generalized Dice loss with a penalty that grows as the overlap gets worse.
import { add, div, mul, sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { smoothParameter } from '../parameters';
import { MA_2021 } from '../sources';
import { parameter } from '../symbols';
import { generalizedDiceLoss, WEIGHT_TYPE } from './generalizedTerms';
import { CLASS_REGION_PARAMETERS, REGION_INPUTS } from './overlap';

export const PENALTY_GENERALIZED_DICE: Declaration = {
  id: 'penalty_generalized_dice',
  kind: 'loss',
  name: { en: 'Penalty generalized Dice loss', zh: '惩罚广义 Dice 损失' },
  abbreviation: 'pGDL',
  tasks: ['segmentation'],
  family: 'region',
  ...REGION_INPUTS,
  parameters: [
    {
      kind: 'number',
      name: 'k',
      latex: 'k',
      default: 2.5,
      min: 0,
      max: Infinity,
      slider: [0, 10],
      meaning: {
        en: 'how strong the penalty is; 0 is generalized Dice',
        zh: '惩罚的强度；为 0 时即广义 Dice',
      },
    },
    WEIGHT_TYPE,
    smoothParameter(0),
    ...CLASS_REGION_PARAMETERS,
  ],
  form: (setting) => {
    const loss = generalizedDiceLoss(setting);
    return {
      kind: 'groups',
      groups: 'class',
      value: div(loss, add(1, mul(parameter('k', 'k'), sub(1, loss)))),
    };
  },
  note: {
    formula:
      'L = \\frac{\\mathrm{GD}}{1 + k\\,(1 - \\mathrm{GD})}, \\qquad \\mathrm{GD} = \\text{generalized Dice loss}',
    summary: {
      en: 'Bends generalized Dice so that the loss stays small once the overlap is fair and rises steeply where it is poor.',
      zh: '把广义 Dice 弯曲：重叠尚可时损失较小，重叠很差时急剧上升。',
    },
    gradient: {
      en: 'Generalized Dice’s, times $(1 + k)/(1 + k(1 - \\mathrm{GD}))^2$: $1 + k$ times as steep at no overlap, $1/(1 + k)$ at a perfect one.',
      zh: '等于广义 Dice 的梯度乘以 $(1 + k)/(1 + k(1 - \\mathrm{GD}))^2$：无重叠时陡 $1 + k$ 倍，完全重叠时为 $1/(1 + k)$。',
    },
    use: { en: 'Lesions that a model tends to miss or place wrongly.', zh: '模型容易漏检或错位的病灶。' },
    avoid: {
      en: 'The last points of Dice: near the goal its pull is the weakest.',
      zh: '追求最后几个百分点的 Dice：接近目标时拉力最弱。',
    },
    neighbours: {
      en: 'Focal Tversky bends the other way for powers below 1.',
      zh: '幂小于 1 的 Focal Tversky 弯曲方向相反。',
    },
    pitfalls: [
      {
        en: 'SegLoss’s class puts the *negative* index into the formula in some versions: the result is then no penalty at all.',
        zh: 'SegLoss 的某些版本把*负*的指数代入公式，结果便完全失去惩罚作用。',
      },
    ],
    sources: [
      {
        title:
          'Yang et al. 2019, Major Vessel Segmentation on X-ray Coronary Angiography using Deep Networks with a Novel Penalty Loss Function',
        link: 'https://openreview.net/forum?id=H1lTh8unKN',
      },
      MA_2021,
    ],
  },
  presets: [],
  aliases: [{ path: 'losses_pytorch.dice_loss.PenaltyGDiceLoss' }],
};
