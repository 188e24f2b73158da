// Earth mover's distance of weighted points: optimal transport with the flow.
import { named } from '../aliases';
import type { Declaration } from '../declaration';

export const EMD: Declaration = {
  id: 'emd',
  kind: 'loss',
  name: { en: 'Earth mover’s distance', zh: '推土机距离（EMD）' },
  abbreviation: 'EMD',
  tasks: ['distributions'],
  family: 'divergence',
  layouts: ['points'],
  prediction: () => 'real',
  label: () => 'real',
  parameters: [
    {
      kind: 'choice',
      name: 'metric',
      default: 'euclidean',
      choices: ['euclidean', 'manhattan', 'squared'],
      meaning: {
        en: 'the distance between points, where no cost matrix is given',
        zh: '未给代价矩阵时点与点之间的距离',
      },
    },
    {
      kind: 'choice',
      name: 'divideBy',
      default: 'moved',
      choices: ['moved', 'heavier', 'nothing'],
      meaning: {
        en: 'what the cost is divided by: the mass that moves (the lighter side’s), the heavier side’s mass, or nothing',
        zh: '代价的除数：搬运的质量（较轻一侧）、较重一侧的质量，或不除',
      },
    },
  ],
  inputs: {
    cost: {
      required: false,
      shape: 'whole',
      meaning: {
        en: 'cost of moving from each point of the label (row) to each of the prediction (column)',
        zh: '从标签各点（行）移动到预测各点（列）的代价',
      },
      limit: { from: 0, why: { en: 'moving never costs less than nothing', zh: '搬运代价不为负' } },
    },
  },
  form: () => ({ kind: 'algorithm', algorithm: 'emd' }),
  note: {
    formula:
      '\\mathrm{EMD}(P, Q) = \\frac{\\min_f \\sum_{i,j} f_{ij} d_{ij}}{\\sum_{i,j} f_{ij}}, \\qquad \\sum_{i,j} f_{ij} = \\min\\left(\\textstyle\\sum_i w^P_i,\\ \\sum_j w^Q_j\\right)',
    summary: {
      en: 'The least work of moving one set of weighted points onto another, for each unit moved: piles of earth and holes. The flow $f_{ij}$ that reaches it is part of the result.',
      zh: '把一组带权的点搬到另一组上的最小功（按搬运量取平均）：土堆与坑。达到最小值的流 $f_{ij}$ 也在结果中给出。',
    },
    gradient: {
      en: 'In the weights it is the dual price of each point: what one more unit there would cost. It is piecewise constant and jumps where the best flow changes.',
      zh: '对权重的梯度是各点的对偶价格：在该处多一单位的代价。它分段为常数，在最优流改变处跳变。',
    },
    use: {
      en: 'Point clouds, colour signatures, documents as bags of word vectors.',
      zh: '点云、颜色特征、以词向量集合表示的文档。',
    },
    avoid: {
      en: 'Thousands of points in a training loop: exact transport is cubic. Use Sinkhorn there.',
      zh: '训练循环中有上千个点时：精确求解为三次复杂度，应改用 Sinkhorn。',
    },
    neighbours: {
      en: 'On a line with equal mass it is `wasserstein_1d`. `emd_squared` is its cheap relative for ordered classes.',
      zh: '在直线上且质量相等时即 `wasserstein_1d`。`emd_squared` 是面向有序类别的廉价近亲。',
    },
    pitfalls: [
      {
        en: 'Unequal total weights are matched in part: only the smaller mass moves and the rest is free. POT refuses them; OpenCV matches them alike, but divides by the heavier side’s mass, which makes the value smaller.',
        zh: '总权重不等时做部分匹配：只搬运较小的质量，其余不计代价。POT 会拒绝；OpenCV 的匹配方式相同，但除以较重一侧的质量，数值偏小。',
      },
      {
        en: '`ot.emd` returns the flow, `ot.emd2` the cost; neither divides by the mass that was moved.',
        zh: '`ot.emd` 返回流，`ot.emd2` 返回代价；两者都不除以搬运的质量。',
      },
    ],
    sources: [
      {
        title: 'Rubner et al. 2000, The Earth Mover’s Distance as a Metric for Image Retrieval',
        link: 'https://doi.org/10.1023/A:1026543900054',
      },
    ],
  },
  presets: [
    {
      name: 'OpenCV',
      params: { divideBy: 'heavier' },
      meaning: {
        en: 'cv2.EMD divides by the heavier side’s mass: the same where the masses are equal',
        zh: 'cv2.EMD 除以较重一侧的质量：两侧质量相等时相同',
      },
    },
    {
      name: 'POT',
      params: { divideBy: 'nothing' },
      meaning: {
        en: 'ot.emd2 is the whole cost: the same for masses of 1',
        zh: 'ot.emd2 为总代价：质量为 1 时相同',
      },
    },
  ],
  aliases: [...named(['ot.emd', 'ot.emd2'], { preset: 'POT' }), ...named(['cv2.EMD'], { preset: 'OpenCV' })],
};
