// Hausdorff loss by distance transforms.
import { add, mul, pow, square, sub } from '../../math/build';
import type { Declaration, NumberParameter } from '../declaration';
import { CLASS_AXIS, inputParameter } from '../parameters';
import { probabilityAndLabel, REGION_INPUTS } from '../region/overlap';
import { KARIMI_2019, MA_2021 } from '../sources';
import { parameter } from '../symbols';
import { distanceField } from './fields';
import { SPACING, SPACING_PITFALL, SPATIAL_DIMS } from './spatial';

export const HAUSDORFF_ALPHA: NumberParameter = {
  kind: 'number',
  name: 'alpha',
  latex: '\\alpha',
  default: 2,
  min: 0,
  max: Infinity,
  slider: [0, 4],
  meaning: {
    en: 'how much far errors outweigh near ones',
    zh: '远处错误相对近处错误的权重',
  },
};

export const HAUSDORFF_DT: Declaration = {
  id: 'hausdorff_dt',
  kind: 'loss',
  name: { en: 'Hausdorff loss (distance transform)', zh: 'Hausdorff 损失（距离变换）' },
  abbreviation: 'HD-DT',
  tasks: ['segmentation'],
  family: 'boundary',
  ...REGION_INPUTS,
  parameters: [HAUSDORFF_ALPHA, inputParameter('raw'), CLASS_AXIS, SPATIAL_DIMS],
  inputs: { spacing: SPACING },
  form: (setting) => {
    const { p, y } = probabilityAndLabel(setting);
    const alpha = parameter('alpha', '\\alpha');
    const fields = add(
      pow(distanceField('predictionDistance', 'd^p', setting), alpha),
      pow(distanceField('labelDistance', 'd^y', setting), alpha),
    );
    return {
      kind: 'samples',
      loss: mul(square(sub(p, y)), fields),
      derived: { predictionDistance: 'predictionDistance', labelDistance: 'labelDistance' },
    };
  },
  note: {
    formula:
      'L = \\frac{1}{n} \\sum_i (p_i - y_i)^2 \\left(d_{p,i}^{\\,\\alpha} + d_{y,i}^{\\,\\alpha}\\right)',
    summary: {
      en: 'Squared errors, weighed by how far they are from the border of the prediction and of the label: an island far off costs much more than a ragged edge.',
      zh: '平方误差按其到预测边界与标签边界的距离加权：远处的孤岛代价远大于毛糙的边缘。',
    },
    gradient: {
      en: '$2(p - y)(d_p^\\alpha + d_y^\\alpha)$; the distance maps are held constant although one of them depends on the prediction.',
      zh: '为 $2(p - y)(d_p^\\alpha + d_y^\\alpha)$；虽然其中一张距离图依赖预测，求导时仍视为常数。',
    },
    use: {
      en: 'Where the worst error counts (Hausdorff distance), added to Dice.',
      zh: '在意最坏误差（Hausdorff 距离）时，与 Dice 相加使用。',
    },
    avoid: {
      en: 'Early training: one wrong voxel far away dominates. Raise its weight slowly.',
      zh: '训练初期：一个远处的错误体素就会主导。应缓慢提高其权重。',
    },
    neighbours: {
      en: '`hausdorff_er` approximates the same by erosions. `boundary` is linear and needs one map only.',
      zh: '`hausdorff_er` 用腐蚀近似同样的量。`boundary` 为线性且只需一张图。',
    },
    pitfalls: [
      {
        en: 'The maps of the prediction must be made anew at every step: on the CPU that is often slower than the network.',
        zh: '预测的距离图每一步都要重算：在 CPU 上常比网络还慢。',
      },
      {
        en: 'A mask that is empty or full has no border: its field is 0, so a prediction that is empty is only charged by the label’s field.',
        zh: '空掩码或满掩码没有边界，其场为 0：预测为空时只由标签的场计代价。',
      },
      SPACING_PITFALL,
    ],
    sources: [KARIMI_2019, MA_2021],
  },
  presets: [
    {
      name: 'MONAI',
      params: { alpha: 2 },
      meaning: { en: 'distances in voxels, the mean over everything', zh: '距离以体素计，对全部取平均' },
    },
  ],
  aliases: [
    {
      path: 'monai.losses.HausdorffDTLoss',
      preset: 'MONAI',
      arguments: { alpha: 'alpha' },
    },
    { path: 'losses_pytorch.boundary_loss.HDDTBinaryLoss' },
  ],
};
