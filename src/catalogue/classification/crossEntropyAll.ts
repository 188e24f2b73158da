// Cross entropy of classes, form 2: every channel enters, as a binary cross entropy of its own.
import { add, binaryCrossEntropy, mul, neg, softplus, sub, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration, Setting } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, TWO_CLASSES } from '../parameters';
import { MA_2021 } from '../sources';
import { COLUMN_LABEL, columnPrediction } from '../symbols';
import { binaryTerms } from './binary';

function loss({ params }: Setting): Expr {
  const y = COLUMN_LABEL;
  switch (params['input']) {
    case 'logits': {
      const { ofOne, ofZero } = binaryTerms({ params, layout: 'classes' });
      return sumColumns(add(mul(y, ofOne), mul(sub(1, y), ofZero)));
    }
    case 'sigmoid': {
      const z = columnPrediction('logit');
      return sumColumns(add(mul(y, softplus(neg(z))), mul(sub(1, y), softplus(z))));
    }
    default:
      return sumColumns(binaryCrossEntropy(columnPrediction('probability'), y));
  }
}

export const CROSS_ENTROPY_ALL: Declaration = {
  id: 'cross_entropy_all',
  kind: 'loss',
  name: { en: 'Cross entropy over all channels', zh: '全通道交叉熵（形式二）' },
  abbreviation: 'CE form 2',
  tasks: ['classification', 'segmentation'],
  family: 'distribution',
  layouts: ['classes'],
  parameters: [inputParameter('sigmoid'), IGNORE_INDEX, CLASS_AXIS],
  prediction: (params) => (params['input'] === 'probabilities' ? 'probability' : 'logit'),
  label: () => 'class',
  limits: ({ input }) => (input === 'logits' ? { columns: TWO_CLASSES } : {}),
  form: (setting) => ({ kind: 'samples', loss: loss(setting) }),
  note: {
    formula:
      'L = -\\frac{1}{N} \\sum_{i=1}^{N} \\sum_{k=1}^{K} \\left[ y_{ik} \\ln p_{ik} + (1 - y_{ik}) \\ln(1 - p_{ik}) \\right]',
    summary: {
      en: 'A binary cross entropy for each class, added up: besides raising the label’s probability it pays for every other class by itself. For $p = (.1, .5, .1, .3)$ with the third class true it is 3.4578, where form 1 is $-\\ln .1 = 2.3026$.',
      zh: '对每个类别各算一次二元交叉熵再相加：除抬高标签的概率外，其余每个类别也单独计入代价。例如 $p = (.1, .5, .1, .3)$、真实类别为第三类时为 3.4578，而形式一为 $-\\ln .1 = 2.3026$。',
    },
    gradient: {
      en: 'Every probability has a slope of its own: $-1/p$ at the label, $1/(1-p)$ elsewhere. Through a sigmoid it is $p_k - y_k$ in each logit; through a softmax the channels are coupled on top of that.',
      zh: '每个概率都有各自的斜率：标签处为 $-1/p$，其余为 $1/(1-p)$。经 sigmoid 时对各 logit 为 $p_k - y_k$；经 softmax 时各通道还会相互耦合。',
    },
    use: {
      en: 'Multi-label problems (with `sigmoid`), and studies of how form 1 and form 2 differ.',
      zh: '多标签问题（取 `sigmoid`），以及比较形式一与形式二的差别。',
    },
    avoid: {
      en: 'Plain exclusive classes: form 1 with softmax is the likelihood and already moves every logit.',
      zh: '普通的互斥分类：带 softmax 的形式一就是似然，且已经推动每个 logit。',
    },
    neighbours: {
      en: 'It exceeds form 1 (`cross_entropy`) by $-\\sum_{k \\neq y} \\ln(1 - p_k)$, most when one wrong class takes nearly everything. `bce` over an [N, K] array is this divided by K.',
      zh: '它比形式一（`cross_entropy`）多出 $-\\sum_{k \\neq y} \\ln(1 - p_k)$，当某个错误类别几乎独占概率时差距最大。对 [N, K] 数组取 `bce` 等于它除以 K。',
    },
    pitfalls: [
      {
        en: 'Its size grows with the number of classes: it cannot be compared with form 1, nor with a BCE averaged over channels.',
        zh: '其数值随类别数增长：不能与形式一或对通道取平均的 BCE 直接比较。',
      },
      {
        en: 'With many classes most terms come from labels of 0 and hold many easy negatives; they can drown the few positives.',
        zh: '类别很多时，大多数项来自标签为 0 的通道，其中多为易分负样本，可能淹没少数正样本。',
      },
    ],
    sources: [
      MA_2021,
      { title: 'Good 1952, Rational Decisions', link: 'https://doi.org/10.1111/j.2517-6161.1952.tb00104.x' },
    ],
  },
  presets: [],
  aliases: [],
};
