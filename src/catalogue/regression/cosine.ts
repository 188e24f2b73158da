// Cosine distance of vectors.
import { div, max, mul, neg, sqrt, square, sub, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import { kerasNames } from '../aliases';
import type { Declaration } from '../declaration';
import { columnPrediction, parameter, symbolOfVector } from '../symbols';
import { VECTOR_PAIRS } from './pairs';

/** ‖x‖ of each row, at least eps, with a gradient of 0 at the zero vector. */
function norm(x: Expr, eps: Expr): Expr {
  return sqrt(max(sumColumns(square(x)), square(eps)));
}

export const COSINE: Declaration = {
  id: 'cosine',
  kind: 'loss',
  name: { en: 'Cosine distance', zh: '余弦距离' },
  tasks: ['regression', 'classification'],
  family: 'error',
  ...VECTOR_PAIRS,
  parameters: [
    {
      kind: 'choice',
      name: 'form',
      default: 'distance',
      choices: ['distance', 'negative'],
      meaning: { en: '1 − cos, or −cos (Keras)', zh: '1 − cos，或 −cos（Keras）' },
    },
    {
      kind: 'number',
      name: 'eps',
      latex: '\\epsilon',
      default: 1e-8,
      min: 0,
      max: 1,
      slider: [0, 0.1],
      meaning: { en: 'the least length of a vector to divide by', zh: '作除数的向量长度下限' },
    },
  ],
  form: ({ params }) => {
    const [a, b] = [columnPrediction('real'), symbolOfVector('label', 'y')];
    const eps = parameter('eps', '\\epsilon');
    const cosine = div(sumColumns(mul(a, b)), mul(norm(a, eps), norm(b, eps)));
    return { kind: 'samples', loss: params['form'] === 'negative' ? neg(cosine) : sub(1, cosine) };
  },
  note: {
    formula: 'L = 1 - \\frac{a \\cdot b}{\\lVert a \\rVert\\, \\lVert b \\rVert}',
    summary: {
      en: 'One minus the cosine of the angle between two vectors: 0 for the same direction, 1 for a right angle, 2 for opposite ones. Length does not matter.',
      zh: '1 减两向量夹角的余弦：同向为 0，垂直为 1，反向为 2。与长度无关。',
    },
    gradient: {
      en: 'Turns the vector without stretching it, and the shorter the vector the stronger the turn.',
      zh: '只转动向量而不拉伸；向量越短，转动越强。',
    },
    use: {
      en: 'Embeddings, text similarity, self-supervised learning.',
      zh: '嵌入、文本相似度、自监督学习。',
    },
    avoid: {
      en: 'When length carries meaning, or with one component only: then only the sign is left.',
      zh: '长度有意义时；或只有一个分量时，此时只剩符号。',
    },
    neighbours: {
      en: 'For unit vectors it is half the squared Euclidean distance. Cosine embedding adds a margin and negative pairs.',
      zh: '对单位向量等于欧氏距离平方的一半。余弦嵌入损失另加间隔与负样本对。',
    },
    pitfalls: [
      {
        en: 'A zero vector has no direction: its cosine is taken as 0, so the distance is 1.',
        zh: '零向量没有方向：其余弦取 0，距离为 1。',
      },
      {
        en: 'Keras’s CosineSimilarity returns −cos, between −1 and 1: a good model has a negative loss there.',
        zh: 'Keras 的 CosineSimilarity 返回 −cos，取值 −1 到 1：好的模型损失为负。',
      },
    ],
    sources: [
      {
        title: 'Salton et al. 1975, A vector space model for automatic indexing',
        link: 'https://doi.org/10.1145/361219.361220',
      },
    ],
  },
  presets: [
    {
      name: 'keras',
      params: { form: 'negative', eps: 1e-6 },
      meaning: { en: 'the negative cosine', zh: '余弦的相反数' },
    },
  ],
  aliases: [
    ...kerasNames('CosineSimilarity', 'cosine_similarity', [], { preset: 'keras' }),
    { path: 'optax.cosine_distance', reduction: 'none' },
  ],
};
