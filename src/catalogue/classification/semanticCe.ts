// Cross entropy against soft labels that follow the distances between classes.
import { div, exp, logSumExp, mul, neg, sub, sumColumns } from '../../math/build';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { extraInput, parameter } from '../symbols';
import { CLASS_SAMPLES } from './classes';
import { logProbability } from './logProbability';

export const SEMANTIC_CE: Declaration = {
  id: 'semantic_ce',
  kind: 'loss',
  name: { en: 'Semantic (hierarchical) cross entropy', zh: '语义交叉熵（层级软标签）' },
  tasks: ['classification'],
  family: 'distribution',
  ...CLASS_SAMPLES,
  parameters: [
    inputParameter(),
    {
      kind: 'number',
      name: 'temperature',
      latex: 'T',
      default: 1,
      min: 1e-6,
      max: Infinity,
      slider: [0.1, 5],
      scale: 'log',
      meaning: {
        en: 'how far labels spread to related classes; towards 0 they become one-hot',
        zh: '标签向相关类别扩散的程度；趋于 0 时变为 one-hot',
      },
    },
    IGNORE_INDEX,
    CLASS_AXIS,
  ],
  inputs: {
    cost: {
      required: true,
      shape: 'labelRow',
      meaning: {
        en: 'distances of classes, K×K: row = true class, 0 on the diagonal, infinity for unrelated classes',
        zh: '类别间距离矩阵 K×K：行为真实类别，对角线为 0，无关类别为无穷',
      },
      limit: { from: 0, why: { en: 'distances are never negative', zh: '距离不为负' } },
    },
  },
  form: ({ params }) => {
    const near = neg(div(extraInput('cost', 'column', 'D'), parameter('temperature', 'T')));
    const target = exp(sub(near, logSumExp(near)));
    return { kind: 'samples', loss: neg(sumColumns(mul(target, logProbability(params)))) };
  },
  note: {
    formula:
      'L = -\\frac{1}{N} \\sum_i \\sum_k t_{ik} \\ln p_{ik}, \\qquad t_{ik} = \\frac{e^{-D[y_i, k]/T}}{\\sum_j e^{-D[y_i, j]/T}}',
    summary: {
      en: 'The label is spread over classes by how near they are: taking a wolf for a dog costs less than taking it for a car. With $D$ 0 on the diagonal and ∞ elsewhere it is cross entropy.',
      zh: '按类别远近把标签分散开：把狼认成狗的代价低于认成汽车。$D$ 对角线为 0、其余为 ∞ 时即交叉熵。',
    },
    gradient: {
      en: 'In the logits $p - t$: related classes are held up a little instead of pushed to 0.',
      zh: '对 logits 为 $p - t$：相关类别不会被压到 0，而是略微保留。',
    },
    use: {
      en: 'Taxonomies, ordered grades, classes whose confusions differ in cost.',
      zh: '分类体系、有序等级，以及混淆代价不同的类别。',
    },
    avoid: {
      en: 'A distance matrix that is guesswork: it fixes the model’s uncertainty by decree.',
      zh: '距离矩阵只是猜测时：它等于强行规定模型的不确定性。',
    },
    neighbours: {
      en: 'Label smoothing spreads evenly over all classes. Wasserstein distances price mistakes by distance without softening the label.',
      zh: '标签平滑向所有类别均匀分散。Wasserstein 距离按距离计价而不软化标签。',
    },
    pitfalls: [
      {
        en: 'The smallest value is the entropy of $t$, not 0: subtract it to compare temperatures.',
        zh: '最小值是 $t$ 的熵而非 0：比较不同温度时应减去它。',
      },
    ],
    sources: [
      {
        title: 'Bertinetto et al. 2020, Making Better Mistakes',
        link: 'https://arxiv.org/abs/1912.09393',
      },
    ],
  },
  presets: [],
  aliases: [],
};
