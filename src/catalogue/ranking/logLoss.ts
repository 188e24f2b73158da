// Log loss: cross entropy as a metric.
import { HARDEST_SAMPLES, sampleOf } from '../classification/hardest';
import type { Declaration } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';

export const LOG_LOSS: Declaration = {
  id: 'log_loss',
  kind: 'metric',
  name: { en: 'Log loss', zh: '对数损失' },
  tasks: ['classification'],
  family: 'distribution',
  ...HARDEST_SAMPLES,
  parameters: [inputParameter(), { ...IGNORE_INDEX, default: null }, CLASS_AXIS],
  form: (setting) => ({ kind: 'samples', loss: sampleOf(setting).crossEntropy }),
  note: {
    formula: '\\mathrm{LL} = -\\frac{1}{N} \\sum_i \\ln p_{i, y_i}',
    summary: {
      en: 'The mean negative log of the probability that was given to what happened: the score of forecasts that rewards honesty.',
      zh: '对实际发生之事所给概率取负对数的平均：鼓励如实给出概率的预报评分。',
    },
    gradient: {
      en: 'That of cross entropy: $-1/p$ at the label.',
      zh: '与交叉熵相同：标签处为 $-1/p$。',
    },
    use: { en: 'Comparing probabilistic classifiers; competitions.', zh: '比较概率分类器；竞赛评分。' },
    avoid: {
      en: 'Hard decisions: a class id is no probability, and one certain mistake costs everything.',
      zh: '硬判决：类别编号不是概率，一次确定的错误就代价极高。',
    },
    neighbours: {
      en: 'As a training loss it is `bce` or `cross_entropy`. The Brier score is bounded and forgives certain mistakes.',
      zh: '作为训练损失即 `bce` 或 `cross_entropy`。Brier 分数有界，对确定的错误更宽容。',
    },
    pitfalls: [
      {
        en: 'Probability 0 for what happened: scikit-learn clips at the machine’s epsilon (36.04), here ln 0 is −100.',
        zh: '对实际发生之事给出概率 0 时：scikit-learn 截断在机器精度（36.04），此处 ln 0 取 −100。',
      },
      {
        en: 'scikit-learn orders the columns by sorted label names: probabilities in another order give a plausible wrong value.',
        zh: 'scikit-learn 按标签名排序对应各列：列序不同会得到看似合理的错误值。',
      },
    ],
    sources: [
      { title: 'Good 1952, Rational Decisions', link: 'https://doi.org/10.1111/j.2517-6161.1952.tb00104.x' },
      {
        title: 'Gneiting and Raftery 2007, Strictly Proper Scoring Rules, Prediction, and Estimation',
        link: 'https://doi.org/10.1198/016214506000001437',
      },
    ],
  },
  presets: [],
  aliases: [{ path: 'sklearn.metrics.log_loss' }],
};
