// Distance map penalized cross entropy.
import { add, mul } from '../../math/build';
import { BINARY_PROBABILITIES, weightedCrossEntropy } from '../classification/binary';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, inputParameter } from '../parameters';
import { MA_2021 } from '../sources';
import { distanceField } from './fields';
import { SPACING, SPACING_PITFALL, SPATIAL_DIMS } from './spatial';

export const DPCE: Declaration = {
  id: 'dpce',
  kind: 'loss',
  name: { en: 'Distance map penalized cross entropy', zh: '距离图惩罚交叉熵' },
  abbreviation: 'DPCE',
  tasks: ['segmentation'],
  family: 'boundary',
  ...BINARY_PROBABILITIES,
  parameters: [inputParameter(), CLASS_AXIS, SPATIAL_DIMS],
  inputs: { spacing: SPACING },
  form: (setting) => ({
    kind: 'samples',
    loss: mul(add(1, distanceField('borderProximity', 'D', setting)), weightedCrossEntropy(setting)),
    derived: { borderProximity: 'borderProximity' },
  }),
  note: {
    formula:
      'L = -\\frac{1}{n} \\sum_i (1 + D_i) \\left[ y_i \\ln p_i + (1 - y_i) \\ln(1 - p_i) \\right], \\qquad D = \\frac{\\max d - d}{\\max d}',
    summary: {
      en: 'Cross entropy in which a pixel counts up to twice, the nearer it is to the border of the label: $D$ is 1 at the border and 0 at the farthest pixel.',
      zh: '像素越靠近标签边界计入越多（最多两倍）的交叉熵：$D$ 在边界处为 1，在最远像素处为 0。',
    },
    gradient: {
      en: 'Cross entropy’s, times $1 + D$; the map comes from the label and has no gradient.',
      zh: '等于交叉熵的梯度乘以 $1 + D$；距离图来自标签，没有梯度。',
    },
    use: {
      en: 'Bones, vessels and other structures whose borders are hard.',
      zh: '骨骼、血管等边界难分的结构。',
    },
    avoid: {
      en: 'Labels with sloppy borders: it presses the model onto the error of the annotator.',
      zh: '标签边界粗糙时：它会迫使模型去拟合标注误差。',
    },
    neighbours: {
      en: '`boundary` uses signed distances and no logarithm. Focal loss finds hard pixels by itself instead of by place.',
      zh: '`boundary` 使用带符号的距离且没有对数。Focal 自行寻找难像素，而非按位置。',
    },
    pitfalls: [
      {
        en: 'In an image with a large empty margin nearly every pixel near the object has $D \\approx 1$: crop first, or the penalty hardly tells border from body.',
        zh: '图像四周空白很大时，目标附近像素的 $D$ 几乎都接近 1：应先裁剪，否则难以区分边界与内部。',
      },
      {
        en: 'An empty or full label has no border: $D = 0$, plain cross entropy.',
        zh: '标签为空或全满时没有边界：$D = 0$，即普通交叉熵。',
      },
      SPACING_PITFALL,
    ],
    sources: [
      {
        title: 'Caliva et al. 2019, Distance Map Loss Penalty Term for Semantic Segmentation',
        link: 'https://arxiv.org/abs/1908.03679',
      },
      MA_2021,
    ],
  },
  presets: [],
  aliases: [{ path: 'losses_pytorch.ND_Crossentropy.DisPenalizedCE', params: { input: 'logits' } }],
};
