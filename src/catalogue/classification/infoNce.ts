// InfoNCE: the symmetric contrastive loss of two sets of embeddings, in CLIP's form.
import type { Declaration } from '../declaration';

export const INFO_NCE: Declaration = {
  id: 'info_nce',
  kind: 'loss',
  name: { en: 'InfoNCE (CLIP) loss', zh: 'InfoNCE（CLIP）对比损失' },
  abbreviation: 'InfoNCE',
  tasks: ['classification'],
  family: 'distribution',
  layouts: ['distributions'],
  prediction: () => 'real',
  label: () => 'real',
  parameters: [
    {
      kind: 'number',
      name: 'temperature',
      latex: '\\tau',
      default: 0.07,
      min: 1e-6,
      max: Infinity,
      slider: [0.01, 1],
      scale: 'log',
      meaning: {
        en: 'similarities are divided by it: the smaller, the more the hardest negatives count',
        zh: '相似度除以该值：越小，最难的负样本越重要',
      },
    },
  ],
  form: () => ({ kind: 'algorithm', algorithm: 'info_nce' }),
  note: {
    formula:
      'L = -\\frac{1}{2N} \\sum_i \\left[ \\ln \\frac{e^{s_{ii}/\\tau}}{\\sum_j e^{s_{ij}/\\tau}} + \\ln \\frac{e^{s_{ii}/\\tau}}{\\sum_j e^{s_{ji}/\\tau}} \\right], \\qquad s_{ij} = \\frac{a_i \\cdot b_j}{\\lVert a_i \\rVert \\lVert b_j \\rVert}',
    summary: {
      en: 'Two views of the same $N$ things, an image and its caption, say: each must recognise its partner among all $N$, from either side. It bounds the mutual information of the views from below.',
      zh: '同一批 $N$ 个对象的两种视图（如图像与其文字）：双方都要在 $N$ 个候选中认出自己的搭档。它给出两视图互信息的下界。',
    },
    gradient: {
      en: 'Each embedding is drawn to its partner and pushed off the others by the softmax of their similarities, so near misses matter most.',
      zh: '每个嵌入被拉向搭档，并按相似度的 softmax 被推离其他样本，因此最接近的错误候选影响最大。',
    },
    use: {
      en: 'Multimodal and self-supervised pre-training with large batches.',
      zh: '大批次的多模态与自监督预训练。',
    },
    avoid: {
      en: 'Small batches, or batches with several items of the same class: they become false negatives.',
      zh: '批次很小，或批内含多个同类样本时：它们会成为假负样本。',
    },
    neighbours: {
      en: 'It is `cross_entropy` on the rows and on the columns of the similarity matrix. Triplet loss uses one negative at a time.',
      zh: '等于对相似度矩阵的行与列分别做 `cross_entropy`。三元组损失每次只用一个负样本。',
    },
    pitfalls: [
      {
        en: 'A blind model costs $\\ln N$: values of different batch sizes cannot be compared.',
        zh: '毫无信息的模型代价为 $\\ln N$：不同批次大小的值不可比较。',
      },
      {
        en: 'Embeddings are normalised here; without that the temperature has no fixed meaning.',
        zh: '这里先对嵌入做归一化；否则温度没有固定含义。',
      },
    ],
    sources: [
      {
        title: 'van den Oord et al. 2018, Contrastive Predictive Coding',
        link: 'https://arxiv.org/abs/1807.03748',
      },
      { title: 'Radford et al. 2021, CLIP', link: 'https://arxiv.org/abs/2103.00020' },
    ],
  },
  presets: [],
  aliases: [],
};
