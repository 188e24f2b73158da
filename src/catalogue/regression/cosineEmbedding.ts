// Cosine embedding loss: similar pairs are turned together, dissimilar ones apart.
import { add, div, equal, lessEqual, mul, select, sqrt, square, sub, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import { torchNames } from '../aliases';
import type { Declaration } from '../declaration';
import { columnPrediction, extraInput, parameter, symbolOfVector } from '../symbols';
import { VECTOR_PAIRS } from './pairs';

/** PyTorch adds this to each squared length. */
const EPSILON = 1e-12;

const squaredLength = (x: Expr): Expr => add(sumColumns(square(x)), EPSILON);

export const COSINE_EMBEDDING: Declaration = {
  id: 'cosine_embedding',
  kind: 'loss',
  name: { en: 'Cosine embedding loss', zh: '余弦嵌入损失' },
  tasks: ['classification'],
  family: 'margin',
  ...VECTOR_PAIRS,
  parameters: [
    {
      kind: 'number',
      name: 'margin',
      latex: 'm',
      default: 0,
      min: -1,
      max: 1,
      meaning: {
        en: 'dissimilar pairs cost nothing once their cosine is below it',
        zh: '不相似对的余弦低于该值后没有代价',
      },
    },
  ],
  inputs: {
    target: {
      required: true,
      shape: 'row',
      meaning: { en: '1 for a similar pair, −1 for a dissimilar one', zh: '相似对为 1，不相似对为 −1' },
      limit: {
        from: -1,
        to: 1,
        why: {
          en: 'a pair is similar (1) or not (−1, or 0)',
          zh: '样本对要么相似（1），要么不相似（−1 或 0）',
        },
      },
    },
  },
  form: () => {
    const [a, b] = [columnPrediction('real'), symbolOfVector('label', 'y')];
    const target = extraInput('target', 'sample', 't');
    const cosine = div(sumColumns(mul(a, b)), sqrt(mul(squaredLength(a), squaredLength(b))));
    const excess = sub(cosine, parameter('margin', 'm'));
    const apart = select(lessEqual(excess, 0), 0, excess);
    return { kind: 'samples', loss: select(equal(target, 1), sub(1, cosine), apart) };
  },
  note: {
    formula:
      'L = \\begin{cases} 1 - \\cos(a, b) & t = 1 \\\\ \\max(0,\\ \\cos(a, b) - m) & t = -1 \\end{cases}',
    summary: {
      en: 'Cosine distance for pairs that belong together; for pairs that do not, the cosine above a margin.',
      zh: '属于同类的对用余弦距离；不属于的对取余弦超出间隔的部分。',
    },
    gradient: {
      en: 'Turns similar pairs until they point the same way, dissimilar ones only until they pass the margin.',
      zh: '相似对一直转到同向，不相似对转到越过间隔即止。',
    },
    use: { en: 'Siamese networks on labelled pairs.', zh: '带标注样本对的孪生网络。' },
    avoid: {
      en: 'Large batches without pair labels: a contrastive loss over the batch (InfoNCE) uses them better.',
      zh: '没有成对标注的大批次：批内对比损失（InfoNCE）利用得更充分。',
    },
    neighbours: {
      en: 'Triplet loss compares two distances instead of one with a fixed margin.',
      zh: '三元组损失比较两个距离，而不是把一个距离与固定间隔比较。',
    },
    pitfalls: [
      {
        en: 'Targets are −1 and 1: with 0 and 1 PyTorch gives the zeros no loss at all; here 0 is taken for −1.',
        zh: '目标取 −1 与 1：若用 0 与 1，PyTorch 对 0 不计任何损失；此处 0 视为 −1。',
      },
    ],
    sources: [
      {
        title: 'Chopra et al. 2005, Learning a similarity metric discriminatively',
        link: 'https://doi.org/10.1109/CVPR.2005.202',
      },
    ],
  },
  presets: [],
  aliases: torchNames('CosineEmbeddingLoss', 'cosine_embedding_loss', { arguments: { margin: 'margin' } }),
};
