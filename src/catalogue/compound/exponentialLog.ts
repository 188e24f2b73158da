// Exponential logarithmic loss: powers of −ln Dice of each class and of −ln p of each pixel.
import { add, clampedLog, equal, log, mul, neg, pow, select, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import { sampleOf } from '../classification/hardest';
import type { CompoundPart, Declaration, NumberParameter } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, smoothParameter } from '../parameters';
import { diceLoss } from '../region/dice';
import { REGION_INPUTS, REGION_PARAMETERS } from '../region/overlap';
import { MA_2021 } from '../sources';
import { parameter } from '../symbols';
import { partSymbol, partWeight } from './weightedSum';

const GAMMA: NumberParameter = {
  kind: 'number',
  name: 'gamma',
  latex: '\\gamma',
  default: 0.3,
  min: 0,
  max: Infinity,
  slider: [0.1, 2],
  meaning: {
    en: 'power of both logarithms: below 1 accurate predictions keep a strong pull',
    zh: '两个对数的幂次：小于 1 时已准确的预测仍有强拉力',
  },
};

/** x^γ, 0 with a slope of 0 at x = 0, where the true one is infinite. */
function bend(x: Expr): Expr {
  const none = equal(x, 0);
  return select(none, 0, pow(select(none, 1, x), parameter('gamma', '\\gamma')));
}

const BASE: Omit<Declaration, 'id' | 'parameters' | 'form'> = {
  kind: 'loss',
  name: { en: 'Exponential logarithmic loss', zh: '指数对数损失' },
  abbreviation: 'ELL',
  tasks: ['segmentation'],
  family: 'compound',
  ...REGION_INPUTS,
  note: {
    formula:
      'L = w_D\\, \\mathrm{E}_c\\left[(-\\ln D_c)^\\gamma\\right] + w_C\\, \\mathrm{E}_i\\left[(-\\ln p_{i, y_i})^\\gamma\\right]',
    summary: {
      en: 'Logarithms of Dice (each class) and of the label’s probability (each pixel), both raised to a power and added: small structures count as much as large ones, and hard ones more.',
      zh: '对每类 Dice 与每个像素的标签概率取对数，分别取幂后相加：小结构与大结构同样重要，难的更重要。',
    },
    gradient: {
      en: 'Through the logarithm a class that is nearly missed pulls without bound; the power below 1 also keeps classes that are nearly right in play.',
      zh: '经对数后，几乎漏掉的类别拉力无界；小于 1 的幂又使几乎正确的类别继续受力。',
    },
    use: {
      en: 'Many classes of very different size, such as brain structures.',
      zh: '大小悬殊的多类别，如脑部结构。',
    },
    avoid: {
      en: 'Classes that are often absent: their Dice is 1 or near 0 by smoothing alone.',
      zh: '经常缺席的类别：其 Dice 仅由平滑决定，为 1 或接近 0。',
    },
    neighbours: {
      en: 'Dice + CE without the logarithm of Dice and without powers.',
      zh: 'Dice + CE 是不对 Dice 取对数、不取幂的版本。',
    },
    pitfalls: [
      {
        en: 'At a perfect prediction the power below 1 has an infinite slope; it is taken as 0.',
        zh: '预测完美时，小于 1 的幂斜率无穷；此处取 0。',
      },
      {
        en: 'SegLoss’s class leaves the cross entropy without the power and averages Dice before the logarithm: the value differs.',
        zh: 'SegLoss 的类对交叉熵不取幂，且先对 Dice 取平均再取对数：数值不同。',
      },
    ],
    sources: [
      {
        title: 'Wong et al. 2018, 3D Segmentation with Exponential Logarithmic Loss',
        link: 'https://arxiv.org/abs/1809.00076',
      },
      MA_2021,
    ],
  },
  presets: [],
  aliases: [],
};

const SHARED = [GAMMA, inputParameter(), { ...IGNORE_INDEX, default: null }, CLASS_AXIS];

const LOG_DICE: Declaration = {
  ...BASE,
  id: 'exponential_log_dice',
  parameters: [GAMMA, smoothParameter(1), ...REGION_PARAMETERS],
  form: (setting) => ({ kind: 'groups', value: bend(neg(log(sub(1, diceLoss(setting))))) }),
};

const LOG_PROBABILITY: Declaration = {
  ...BASE,
  id: 'exponential_log_cross_entropy',
  parameters: SHARED,
  form: (setting) => {
    const { crossEntropy, ofLabel } = sampleOf(setting);
    const logits = setting.params['input'] === 'logits';
    return { kind: 'samples', loss: bend(logits ? crossEntropy : neg(clampedLog(ofLabel))) };
  },
};

const [W_DICE, W_CE] = [partWeight('wDice', 'w_D', 0.8), partWeight('wCe', 'w_C', 0.2)];

export const EXPONENTIAL_LOG: Declaration = {
  ...BASE,
  id: 'exponential_log',
  parameters: [W_DICE, W_CE, ...SHARED, smoothParameter(1)],
  form: ({ layout }) => {
    const [dice, crossEntropy] = [partSymbol(0, 'Dice'), partSymbol(1, 'CE')];
    const parts: CompoundPart[] = [
      { symbol: dice, of: LOG_DICE, params: { per: layout === 'classes' ? 'class' : 'all' } },
      { symbol: crossEntropy, of: LOG_PROBABILITY, params: {} },
    ];
    const value = add(mul(parameter('wDice', 'w_D'), dice), mul(parameter('wCe', 'w_C'), crossEntropy));
    return { kind: 'compound', value, parts };
  },
  aliases: [{ path: 'losses_pytorch.dice_loss.ExpLog_loss', params: { input: 'logits' } }],
};
