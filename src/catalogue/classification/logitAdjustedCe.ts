// Cross entropy on logits shifted by the log of each class's frequency.
import { add, div, equal, log, logSumExp, mul, select, sub, sumColumns } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Parameters } from '../../protocol/compute';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { CLASS_COUNTS, columnPrediction, parameter } from '../symbols';
import { CLASS_SAMPLES, crossEntropyForm } from './classes';
import { logProbability } from './logProbability';

/** Stands for ln 0: takes an absent class out of the softmax, and 0 times it is still 0. */
const NEVER = -1e30;

/** The logits themselves; of probabilities their logarithms, which give the same softmax. */
function logitsOf(params: Parameters): Expr {
  return params['input'] === 'logits' ? columnPrediction('logit') : logProbability(params);
}

export const LOGIT_ADJUSTED_CE: Declaration = {
  id: 'logit_adjusted_ce',
  kind: 'loss',
  name: { en: 'Logit-adjusted cross entropy', zh: 'Logit 调整交叉熵' },
  abbreviation: 'LA-CE',
  tasks: ['classification'],
  family: 'distribution',
  ...CLASS_SAMPLES,
  parameters: [
    inputParameter(),
    {
      kind: 'number',
      name: 'tau',
      latex: '\\tau',
      default: 1,
      min: 0,
      max: Infinity,
      slider: [0, 3],
      meaning: {
        en: 'how much of the log frequency is added; 0 is plain cross entropy, 1 aims at balanced accuracy',
        zh: '加上多少倍的对数频率；0 为普通交叉熵，1 以平衡准确率为目标',
      },
    },
    IGNORE_INDEX,
    CLASS_AXIS,
  ],
  form: (setting) => {
    const absent = equal(CLASS_COUNTS, 0);
    const share = div(select(absent, 1, CLASS_COUNTS), sumColumns(CLASS_COUNTS));
    const shift = mul(parameter('tau', '\\tau'), select(absent, NEVER, log(share)));
    const z = add(logitsOf(setting.params), shift);
    return { ...crossEntropyForm(setting, sub(z, logSumExp(z))), derived: { classCounts: 'classCounts' } };
  },
  note: {
    formula:
      'L = -\\frac{1}{N} \\sum_i \\ln \\frac{e^{z_{y_i} + \\tau \\ln \\pi_{y_i}}}{\\sum_k e^{z_k + \\tau \\ln \\pi_k}}',
    summary: {
      en: 'Gives each class a head start in proportion to its frequency $\\pi$ during training, so that the logits themselves need not learn it. Without the shift at test time the model treats classes evenly.',
      zh: '训练时按各类别频率 $\\pi$ 预先加分，使 logits 不必去学频率。测试时不加该平移，模型便对各类一视同仁。',
    },
    gradient: {
      en: '$\\tilde p - \\mathrm{onehot}(y)$ with the shifted softmax $\\tilde p$: rare labels see their rivals ahead and pull harder.',
      zh: '为 $\\tilde p - \\mathrm{onehot}(y)$，$\\tilde p$ 是平移后的 softmax：稀有类别看到对手领先，拉力更强。',
    },
    use: { en: 'Long-tailed classes, judged by balanced accuracy.', zh: '以平衡准确率评价的长尾类别。' },
    avoid: {
      en: 'When test data have the training frequencies and plain accuracy counts.',
      zh: '测试数据与训练同分布且只看普通准确率时。',
    },
    neighbours: {
      en: 'Weighted cross entropy reweighs gradients, which fades once the data are separable; the shift keeps working and is consistent.',
      zh: '加权交叉熵对梯度重新加权，数据可分后作用消失；平移则始终有效且具有一致性。',
    },
    pitfalls: [
      {
        en: 'The shift belongs to logits (or to log probabilities): $\\ln \\pi$ added to probabilities means nothing.',
        zh: '平移应加在 logits（或对数概率）上：对概率加 $\\ln \\pi$ 没有意义。',
      },
      {
        en: 'Here the frequencies are those of the given label; a class that it lacks takes no part.',
        zh: '这里的频率由所给标签统计；标签中没有的类别不参与。',
      },
    ],
    sources: [
      {
        title: 'Menon et al. 2021, Long-tail learning via logit adjustment',
        link: 'https://arxiv.org/abs/2007.07314',
      },
    ],
  },
  presets: [],
  aliases: [],
};
