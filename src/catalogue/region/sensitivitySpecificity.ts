// Sensitivity-specificity loss: squared errors of foreground and background, each averaged by itself.
import { add, div, equal, mul, select, square, sub, sumSamples } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Declaration, Setting } from '../declaration';
import { MA_2021 } from '../sources';
import { parameter } from '../symbols';
import { probabilityAndLabel, REGION_INPUTS, REGION_PARAMETERS } from './overlap';

/** Σ w e / Σ w, 0 where no element has weight. */
function weightedMean(error: Expr, weight: Expr): Expr {
  const size = sumSamples(weight);
  const none = equal(size, 0);
  return div(sumSamples(mul(error, weight)), select(none, 1, size));
}

function value(setting: Setting): Expr {
  const { p, y } = probabilityAndLabel(setting);
  const error = square(sub(y, p));
  const r = parameter('r', 'r');
  return add(mul(r, weightedMean(error, y)), mul(sub(1, r), weightedMean(error, sub(1, y))));
}

export const SENSITIVITY_SPECIFICITY: Declaration = {
  id: 'sensitivity_specificity',
  kind: 'loss',
  name: { en: 'Sensitivity-specificity loss', zh: '灵敏度-特异度损失' },
  abbreviation: 'SS',
  tasks: ['segmentation'],
  family: 'region',
  ...REGION_INPUTS,
  parameters: [
    {
      kind: 'number',
      name: 'r',
      latex: 'r',
      default: 0.1,
      min: 0,
      max: 1,
      meaning: {
        en: 'weight of the foreground (sensitivity); the background has 1 − r',
        zh: '前景（灵敏度）的权重；背景为 1 − r',
      },
    },
    ...REGION_PARAMETERS,
  ],
  form: (setting) => ({ kind: 'groups', value: value(setting) }),
  note: {
    formula:
      'L = r\\, \\frac{\\sum (y_i - p_i)^2 y_i}{\\sum y_i} + (1 - r)\\, \\frac{\\sum (y_i - p_i)^2 (1 - y_i)}{\\sum (1 - y_i)}',
    summary: {
      en: 'The mean squared error of the foreground and that of the background, weighed against each other: each region counts alike, however small it is.',
      zh: '前景的均方误差与背景的均方误差按权重相加：无论区域多小，两者同样计入。',
    },
    gradient: {
      en: 'In proportion to each pixel’s own error, $2r(p - y)/\\sum y$ in the foreground: unlike Dice it sees how wrong a pixel is.',
      zh: '与每个像素自身的误差成正比，前景为 $2r(p - y)/\\sum y$：与 Dice 不同，它能看到像素错得多厉害。',
    },
    use: {
      en: 'Very small lesions, with a wish to trade sensitivity for specificity by one number.',
      zh: '极小病灶，且希望用一个数在灵敏度与特异度之间权衡。',
    },
    avoid: {
      en: 'Behind a sigmoid that has saturated: squared errors have no gradient there.',
      zh: 'sigmoid 已饱和时：平方误差在那里没有梯度。',
    },
    neighbours: {
      en: 'With $r = ½$ it is half the balanced MSE. Balanced BCE does the same with logarithms.',
      zh: '$r = ½$ 时为平衡 MSE 的一半。平衡 BCE 以对数实现同样的想法。',
    },
    pitfalls: [
      {
        en: 'At $r = .1$, the paper’s value, a single false alarm still outweighs many misses when the foreground is large: r is meant for lesions far below 1 % of the image.',
        zh: '论文取 $r = .1$；前景较大时，误报仍会压过许多漏检：该值针对远小于图像 1% 的病灶。',
      },
      {
        en: 'No foreground or no background: that part is 0, and only the other one trains.',
        zh: '没有前景或没有背景时该部分为 0，只由另一部分训练。',
      },
    ],
    sources: [
      {
        title:
          'Brosch et al. 2015, Deep Convolutional Encoder Networks for Multiple Sclerosis Lesion Segmentation',
        link: 'https://doi.org/10.1007/978-3-319-24574-4_1',
      },
      MA_2021,
    ],
  },
  presets: [],
  aliases: [{ path: 'losses_pytorch.dice_loss.SSLoss' }],
};
