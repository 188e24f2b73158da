// Brier score: the squared error of probabilities.
import { exp, logSumExp, sigmoid, square, sub, sumColumns } from '../../math/build';
import type { Declaration, Setting } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter } from '../parameters';
import { COLUMN_LABEL, columnPrediction, LABEL, predictionOf } from '../symbols';
import type { Expr } from '../../math/expression';

function loss({ params, layout }: Setting): Expr {
  const logits = params['input'] === 'logits';
  if (layout === 'classes') {
    const x = columnPrediction(logits ? 'logit' : 'probability');
    return sumColumns(square(sub(logits ? exp(sub(x, logSumExp(x))) : x, COLUMN_LABEL)));
  }
  const x = predictionOf(logits ? 'logit' : 'probability');
  return square(sub(logits ? sigmoid(x) : x, LABEL));
}

export const BRIER: Declaration = {
  id: 'brier',
  kind: 'metric',
  name: { en: 'Brier score', zh: 'Brier 分数' },
  tasks: ['classification'],
  family: 'distribution',
  layouts: ['elements', 'classes'],
  prediction: (params) => (params['input'] === 'logits' ? 'logit' : 'probability'),
  label: (_, layout) => (layout === 'classes' ? 'class' : 'binary'),
  parameters: [inputParameter(), { ...IGNORE_INDEX, default: null }, CLASS_AXIS],
  form: (setting) => ({ kind: 'samples', loss: loss(setting) }),
  note: {
    formula:
      '\\mathrm{BS} = \\frac{1}{N} \\sum_i (p_i - y_i)^2, \\qquad \\text{classes: } \\frac{1}{N} \\sum_i \\sum_k (p_{ik} - y_{ik})^2',
    summary: {
      en: 'The mean squared distance of the forecast from what happened: proper, bounded, and easy to split into calibration and sharpness.',
      zh: '预报与实际结果之差的平方的平均：严格评分、有界，且易分解为校准与锐度。',
    },
    gradient: {
      en: '$2(p - y)$ in the probability: mild, and vanishing in the logit where the forecast is certain.',
      zh: '对概率为 $2(p - y)$：温和；对 logit 而言，预报很确定时趋于消失。',
    },
    use: {
      en: 'Comparing forecasts where certain mistakes should not cost infinitely.',
      zh: '比较概率预报，且不希望确定的错误代价无穷。',
    },
    avoid: {
      en: 'Rare events: always forecasting the base rate scores nearly perfectly.',
      zh: '罕见事件：恒报基准率就几乎满分。',
    },
    neighbours: {
      en: 'It is MSE on probabilities. Log loss punishes certain mistakes without bound; ECE looks at calibration alone.',
      zh: '即概率上的 MSE。对数损失对确定的错误惩罚无界；ECE 只看校准。',
    },
    pitfalls: [
      {
        en: 'Binary form: one term a sample, between 0 and 1. Class form: the sum over classes, up to 2, and twice the binary value for two classes.',
        zh: '二分类形式每个样本一项，取值 0 到 1；多类形式对类别求和，最大为 2，两类时是二分类值的两倍。',
      },
    ],
    sources: [
      {
        title: 'Brier 1950, Verification of forecasts expressed in terms of probability',
        link: 'https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2',
      },
    ],
  },
  presets: [],
  aliases: [{ path: 'sklearn.metrics.brier_score_loss', takes: { shapes: ['equal'] } }],
};
