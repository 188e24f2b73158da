// Boundary loss: probabilities weighted by the signed distance to the label's border.
import { mul } from '../../math/build';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, inputParameter } from '../parameters';
import { probabilityAndLabel, REGION_INPUTS } from '../region/overlap';
import { MA_2021 } from '../sources';
import { distanceField } from './fields';
import { SPACING, SPACING_PITFALL, SPATIAL_DIMS } from './spatial';

export const BOUNDARY: Declaration = {
  id: 'boundary',
  kind: 'loss',
  name: { en: 'Boundary loss', zh: '边界损失' },
  abbreviation: 'BD',
  tasks: ['segmentation'],
  family: 'boundary',
  ...REGION_INPUTS,
  parameters: [
    inputParameter('raw'),
    {
      kind: 'choice',
      name: 'map',
      default: 'centres',
      choices: ['centres', 'kervadec'],
      meaning: {
        en: 'distances between voxel centres, or as the authors’ code shifts them by 1 inside',
        zh: '体素中心之间的距离，或如作者代码在内部平移 1',
      },
    },
    CLASS_AXIS,
    SPATIAL_DIMS,
  ],
  inputs: { spacing: SPACING },
  form: (setting) => {
    const { p } = probabilityAndLabel(setting);
    const distance = distanceField('signedDistance', '\\phi', setting);
    return {
      kind: 'samples',
      loss: mul(p, distance),
      derived: {
        signedDistance: setting.params['map'] === 'kervadec' ? 'signedDistanceKervadec' : 'signedDistance',
      },
    };
  },
  note: {
    formula:
      'L = \\frac{1}{n} \\sum_i p_i\\, \\phi_i, \\qquad \\phi = \\mathrm{edt}(1 - y) - \\mathrm{edt}(y)',
    summary: {
      en: 'Every pixel claimed as foreground pays its signed distance to the label’s border: far outside much, inside it earns instead. It measures the distance of two contours as an integral over regions.',
      zh: '每个被判为前景的像素按到标签边界的带符号距离付出代价：远在外部代价大，内部则为收益。它以区域积分度量两条轮廓之间的距离。',
    },
    gradient: {
      en: 'The distance map itself, whatever the prediction is: a fixed push that grows with the distance.',
      zh: '就是距离图本身，与预测无关：随距离增大的固定推力。',
    },
    use: {
      en: 'Added to Dice or cross entropy, with a weight that rises during training; strongly imbalanced lesions.',
      zh: '与 Dice 或交叉熵相加，权重随训练递增；用于极不平衡的病灶。',
    },
    avoid: {
      en: 'Alone: its minimum is reached step by step only if a regional loss finds the object first, and empty masks are a stable answer.',
      zh: '单独使用：需先由区域损失找到目标，否则空掩码是一个稳定解。',
    },
    neighbours: {
      en: '`hausdorff_dt` weighs squared errors by powers of distances of both masks. `dpce` weighs cross entropy near the border.',
      zh: '`hausdorff_dt` 用两个掩码距离的幂加权平方误差。`dpce` 在边界附近加权交叉熵。',
    },
    pitfalls: [
      {
        en: 'It is negative when the inside is found: a negative loss is right here.',
        zh: '找到内部后取负值：此处损失为负是正常的。',
      },
      {
        en: 'Two maps are in use that differ by 1 inside the object (preset kervadec).',
        zh: '常见的距离图有两种，在目标内部相差 1（预设 kervadec）。',
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
  presets: [
    {
      name: 'kervadec',
      params: { map: 'kervadec' },
      meaning: {
        en: 'edt(1 − y) − (edt(y) − 1)·y, as in the authors’ code',
        zh: 'edt(1 − y) − (edt(y) − 1)·y，即作者代码的形式',
      },
    },
  ],
  aliases: [{ path: 'losses_pytorch.boundary_loss.BDLoss', preset: 'kervadec' }],
};
