// F1: the harmonic mean of precision and recall.
import { add, div, equal, mul, select } from '../../math/build';
import { kerasMetrics, torchmetricsNames } from '../aliases';
import type { Declaration } from '../declaration';
import { POWERS_2011, VAN_RIJSBERGEN_1979 } from '../sources';
import { FN, FP, parameter, TP } from '../symbols';
import {
  COUNT_ARGUMENTS,
  COUNT_INPUTS,
  COUNT_PARAMETERS,
  NOT_DIFFERENTIABLE,
  KERAS_F_SCORE,
} from './decisions';

export const F1: Declaration = {
  id: 'f1',
  kind: 'metric',
  name: { en: 'F1 score', zh: 'F1 分数' },
  abbreviation: 'F1',
  tasks: ['classification', 'segmentation'],
  family: 'counts',
  ...COUNT_INPUTS,
  parameters: COUNT_PARAMETERS,
  form: () => {
    const sizes = add(mul(2, TP), FP, FN);
    return {
      kind: 'counts',
      value: select(equal(sizes, 0), parameter('zeroDivision', 'z_0'), div(mul(2, TP), sizes)),
    };
  },
  noGradient: NOT_DIFFERENTIABLE,
  note: {
    formula:
      'F_1 = \\frac{2 \\cdot \\mathrm{precision} \\cdot \\mathrm{recall}}{\\mathrm{precision} + \\mathrm{recall}} = \\frac{2\\,\\mathrm{TP}}{2\\,\\mathrm{TP} + \\mathrm{FP} + \\mathrm{FN}}',
    summary: {
      en: 'The harmonic mean of precision and recall: high only where both are. True negatives do not enter.',
      zh: '精确率与召回率的调和平均：两者都高时才高。真阴性不参与。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: {
      en: 'Rare positives, where accuracy is high for a model that finds none.',
      zh: '正样本稀少时：此时什么都不找的模型准确率也很高。',
    },
    avoid: {
      en: 'When misses and false alarms cost differently (use Fβ), or when true negatives matter (use MCC).',
      zh: '漏报与误报代价不同时（用 Fβ），或真阴性也重要时（用 MCC）。',
    },
    neighbours: {
      en: 'On a mask it is the Dice coefficient, and Dice loss is its soft form. IoU is $F_1/(2 - F_1)$ and orders alike.',
      zh: '用于掩码时即 Dice 系数，Dice 损失是其软化形式。IoU 等于 $F_1/(2 - F_1)$，排序相同。',
    },
    pitfalls: [
      {
        en: 'Micro-averaged over all classes of a multi-class problem it is accuracy (torchmetrics#2280).',
        zh: '在多分类中对所有类别取 micro 平均时它就是准确率（torchmetrics#2280）。',
      },
      {
        en: 'It depends on the threshold: 0.5 is seldom the best one under imbalance. Compare models at each one’s best threshold, chosen on other data.',
        zh: '它依赖阈值：类别失衡时 0.5 很少是最优。应在另外的数据上为各模型选好阈值后再比较。',
      },
      {
        en: 'Macro F1 is the mean of the F1 of each class, not the F1 of mean precision and mean recall; the two differ.',
        zh: 'macro F1 是各类别 F1 的平均，而不是平均精确率与平均召回率的 F1，两者不同。',
      },
    ],
    sources: [VAN_RIJSBERGEN_1979, POWERS_2011],
  },
  presets: [],
  aliases: [
    { path: 'sklearn.metrics.f1_score', arguments: COUNT_ARGUMENTS },
    ...torchmetricsNames('F1Score', 'f1_score', undefined, { arguments: COUNT_ARGUMENTS }),
    ...kerasMetrics(['F1Score'], ['f1_score'], KERAS_F_SCORE),
  ],
};
