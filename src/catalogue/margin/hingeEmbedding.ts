// Hinge embedding loss: distances of similar and dissimilar pairs.
import { less, lessEqual, select, sub } from '../../math/build';
import { torchNames } from '../aliases';
import type { Declaration } from '../declaration';
import { LABEL, parameter } from '../symbols';
import { SCORE, SIGNED_SCORES } from './scores';

export const HINGE_EMBEDDING: Declaration = {
  id: 'hinge_embedding',
  kind: 'loss',
  name: { en: 'Hinge embedding loss', zh: '合页嵌入损失' },
  tasks: ['classification'],
  family: 'margin',
  ...SIGNED_SCORES,
  parameters: [
    {
      kind: 'number',
      name: 'margin',
      latex: 'm',
      default: 1,
      min: 0,
      max: Infinity,
      slider: [0, 5],
      meaning: {
        en: 'the distance from which a dissimilar pair is free',
        zh: '不相似对的距离达到该值后没有代价',
      },
    },
  ],
  form: () => {
    const short = sub(parameter('margin', 'm'), SCORE);
    return { kind: 'samples', loss: select(less(0, LABEL), SCORE, select(lessEqual(short, 0), 0, short)) };
  },
  note: {
    formula: 'L = \\begin{cases} x & y = 1 \\\\ \\max(0,\\, m - x) & y = -1 \\end{cases}',
    summary: {
      en: 'The prediction is a distance: similar pairs pay it, dissimilar pairs pay what is missing to the margin.',
      zh: '预测值是距离：相似对以距离为代价，不相似对以距间隔的不足为代价。',
    },
    gradient: {
      en: '1 for similar pairs, −1 for dissimilar ones nearer than the margin, else 0.',
      zh: '相似对为 1，距离小于间隔的不相似对为 −1，其余为 0。',
    },
    use: { en: 'Pairs of embeddings, semi-supervised learning.', zh: '嵌入对、半监督学习。' },
    avoid: {
      en: 'Scores of a classifier: a negative “distance” of a similar pair lowers the loss without bound.',
      zh: '分类器得分：相似对的“距离”为负会使损失无下界地降低。',
    },
    neighbours: {
      en: 'Contrastive loss squares both parts. Hinge is about signs of scores, not distances.',
      zh: '对比损失对两部分取平方。合页损失针对得分的符号而非距离。',
    },
    pitfalls: [
      {
        en: 'It expects distances of 0 or more; nothing checks that the number is one.',
        zh: '要求输入为非负距离；但没有任何机制检查它确实是距离。',
      },
    ],
    sources: [
      {
        title: 'Hadsell et al. 2006, Dimensionality Reduction by Learning an Invariant Mapping',
        link: 'https://doi.org/10.1109/CVPR.2006.100',
      },
    ],
  },
  presets: [],
  aliases: torchNames('HingeEmbeddingLoss', 'hinge_embedding_loss', { arguments: { margin: 'margin' } }),
};
