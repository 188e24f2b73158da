// Triplet margin loss: an anchor nearer to its positive than to its negative, by a margin.
import { abs, add, lessEqual, min, pow, select, sqrt, square, sub, sumColumns, div } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import { torchNames } from '../aliases';
import { numberOf, type Declaration } from '../declaration';
import { columnPrediction, extraInput, parameter, symbolOfVector } from '../symbols';
import { VECTOR_PAIRS } from './pairs';

/** ‖a − b + ε‖_p of each row, as PyTorch's pairwise_distance. */
function distance(a: Expr, b: Expr, params: Parameters): Expr {
  const d = add(sub(a, b), parameter('eps', '\\epsilon'));
  const p = numberOf(params, 'p') ?? 2;
  if (p === 1) return sumColumns(abs(d));
  if (p === 2) return sqrt(sumColumns(square(d)));
  const power = parameter('p', 'p');
  return pow(sumColumns(pow(abs(d), power)), div(1, power));
}

export const TRIPLET: Declaration = {
  id: 'triplet',
  kind: 'loss',
  name: { en: 'Triplet margin loss', zh: '三元组损失' },
  tasks: ['classification'],
  family: 'margin',
  ...VECTOR_PAIRS,
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
        en: 'by how much the negative must be farther away',
        zh: '负样本必须远出的距离',
      },
    },
    {
      kind: 'number',
      name: 'p',
      latex: 'p',
      default: 2,
      min: 1,
      max: Infinity,
      slider: [1, 4],
      meaning: { en: 'the norm: 1 city block, 2 Euclidean', zh: '范数：1 为曼哈顿，2 为欧氏' },
    },
    {
      kind: 'switch',
      name: 'swap',
      default: false,
      meaning: {
        en: 'also uses the distance of positive and negative, where that is the smaller one',
        zh: '正样本与负样本之间的距离更小时改用该距离',
      },
    },
    {
      kind: 'number',
      name: 'eps',
      latex: '\\epsilon',
      default: 1e-6,
      min: 0,
      max: 1,
      slider: [0, 0.01],
      meaning: {
        en: 'added to each difference, so that the root has a slope',
        zh: '加到每个差上，使开方处有斜率',
      },
    },
  ],
  inputs: {
    negative: {
      required: true,
      shape: 'element',
      meaning: {
        en: 'the negative of each anchor; the prediction is the anchor, the label its positive',
        zh: '每个锚点的负样本；预测为锚点，标签为正样本',
      },
    },
  },
  form: ({ params }) => {
    const [anchor, positive] = [columnPrediction('real'), symbolOfVector('label', 'y')];
    const negative = extraInput('negative', 'column', 'u');
    const far = distance(anchor, negative, params);
    const away = params['swap'] === true ? min(far, distance(positive, negative, params)) : far;
    const miss = add(sub(distance(anchor, positive, params), away), parameter('margin', 'm'));
    return { kind: 'samples', loss: select(lessEqual(miss, 0), 0, miss) };
  },
  note: {
    formula: 'L = \\max\\left(0,\\ \\lVert a - p \\rVert - \\lVert a - n \\rVert + m\\right)',
    summary: {
      en: 'An anchor should lie nearer to an example of its own class than to one of another class, by a margin. Only relative distances matter.',
      zh: '锚点到同类样本的距离应比到异类样本的距离更近，且相差一个间隔。只有相对距离有意义。',
    },
    gradient: {
      en: 'Pulls the positive in and pushes the negative out with unit force, and stops once the margin is kept.',
      zh: '以单位力把正样本拉近、把负样本推远，间隔满足后停止。',
    },
    use: { en: 'Face and person re-identification, retrieval.', zh: '人脸与行人重识别、检索。' },
    avoid: {
      en: 'Random triplets late in training: nearly all keep the margin and teach nothing. Mine hard or semi-hard ones.',
      zh: '训练后期随机取三元组：几乎都已满足间隔，学不到东西。应挖掘困难或半困难三元组。',
    },
    neighbours: {
      en: 'InfoNCE sets one positive against many negatives at once. Cosine embedding works on pairs.',
      zh: 'InfoNCE 让一个正样本同时对多个负样本。余弦嵌入损失作用于样本对。',
    },
    pitfalls: [
      {
        en: 'The loss stuck at the margin means that all embeddings have collapsed onto one point.',
        zh: '损失停在间隔值上，意味着所有嵌入已塌缩到一点。',
      },
    ],
    sources: [
      { title: 'Schroff et al. 2015, FaceNet', link: 'https://arxiv.org/abs/1503.03832' },
      {
        title:
          'Weinberger and Saul 2009, Distance Metric Learning for Large Margin Nearest Neighbor Classification',
        link: 'https://jmlr.org/papers/v10/weinberger09a.html',
      },
    ],
  },
  presets: [],
  aliases: torchNames('TripletMarginLoss', 'triplet_margin_loss', {
    arguments: { margin: 'margin', p: 'p', eps: 'eps', swap: 'swap' },
  }),
};
