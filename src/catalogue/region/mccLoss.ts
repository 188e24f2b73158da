// Soft Matthews correlation loss.
import { add, div, mul, sqrt, sub, sumSamples } from '../../math/build';
import type { Declaration, Setting } from '../declaration';
import type { Expr } from '../../math/expression';
import { parameter } from '../symbols';
import { probabilityAndLabel, REGION_INPUTS, REGION_PARAMETERS } from './overlap';

function value(setting: Setting): Expr {
  const { p, y } = probabilityAndLabel(setting);
  const eps = parameter('eps', '\\epsilon');
  const count = (a: Expr, b: Expr): Expr => add(sumSamples(mul(a, b)), eps);
  const [tp, tn] = [count(p, y), count(sub(1, p), sub(1, y))];
  const [fp, fn] = [count(p, sub(1, y)), count(sub(1, p), y)];
  // Two roots, so that the product of four counts of a large mask does not overflow float32.
  const spread = mul(sqrt(mul(add(tp, fp), add(tp, fn))), sqrt(mul(add(tn, fp), add(tn, fn))));
  return sub(1, div(sub(mul(tp, tn), mul(fp, fn)), spread));
}

export const MCC_LOSS: Declaration = {
  id: 'mcc_loss',
  kind: 'loss',
  name: { en: 'Matthews correlation loss', zh: 'MCC 损失' },
  abbreviation: 'MCC',
  tasks: ['segmentation', 'classification'],
  family: 'region',
  ...REGION_INPUTS,
  parameters: [
    {
      kind: 'number',
      name: 'eps',
      latex: '\\epsilon',
      default: 1e-5,
      min: 0,
      max: Infinity,
      slider: [0, 0.1],
      meaning: { en: 'added to each of the four soft counts', zh: '加到四个软计数上' },
    },
    ...REGION_PARAMETERS,
  ],
  form: (setting) => ({ kind: 'groups', value: value(setting) }),
  note: {
    formula:
      'L = 1 - \\frac{\\mathrm{TP} \\cdot \\mathrm{TN} - \\mathrm{FP} \\cdot \\mathrm{FN}}{\\sqrt{(\\mathrm{TP} + \\mathrm{FP})(\\mathrm{TP} + \\mathrm{FN})(\\mathrm{TN} + \\mathrm{FP})(\\mathrm{TN} + \\mathrm{FN})}}',
    summary: {
      en: 'One minus the correlation of prediction and label, from soft counts. All four enter, true negatives too: 0 is perfect, 1 is chance, 2 is the opposite.',
      zh: '1 减预测与标签的相关系数，由软计数算出。四个计数都参与（包括真阴性）：0 为完美，1 为随机，2 为完全相反。',
    },
    gradient: {
      en: 'One slope for the foreground and one for the background, as with Dice, and unlike there the background that is right matters.',
      zh: '与 Dice 类似，前景与背景各有一个斜率；不同的是正确的背景也起作用。',
    },
    use: {
      en: 'Masks in which foreground and background are equally important, under imbalance.',
      zh: '类别失衡，但前景与背景同样重要的掩码。',
    },
    avoid: {
      en: 'Batches with one label only: the correlation is 0/0 and eps decides.',
      zh: '批次中只有一种标签时：相关系数为 0/0，由 eps 决定。',
    },
    neighbours: {
      en: 'Dice ignores true negatives; the metric `mcc` counts hard decisions.',
      zh: 'Dice 忽略真阴性；指标 `mcc` 统计硬判决。',
    },
    pitfalls: [
      {
        en: 'The product of four counts overflows float32 from about 65,000 pixels of each kind; here it is float64 and split into two roots.',
        zh: '四个计数的乘积在每类约 65,000 像素以上会使 float32 溢出；这里用 float64，并拆成两个平方根。',
      },
    ],
    sources: [
      {
        title:
          'Abhishek and Hamarneh 2021, Matthews Correlation Coefficient Loss for Deep Convolutional Networks',
        link: 'https://arxiv.org/abs/2010.13454',
      },
    ],
  },
  presets: [
    {
      name: 'smp',
      params: { eps: 1e-5 },
      meaning: { en: 'one value for everything', zh: '全部一个值' },
    },
  ],
  aliases: [
    {
      path: 'segmentation_models_pytorch.losses.MCCLoss',
      preset: 'smp',
      arguments: { eps: 'eps' },
      takes: { shapes: ['equal'] },
    },
  ],
};
