// Controls that several experiments share.
import { GAMMA as FOCAL_GAMMA } from '../classification/focalTerms';
import type { NumberParameter, Text } from '../declaration';
import type { ListControl } from './experiment';

export const SEED: NumberParameter = {
  kind: 'number',
  name: 'seed',
  latex: '\\mathrm{seed}',
  default: 1,
  min: 0,
  max: 2 ** 32 - 1,
  slider: [1, 20],
  integer: true,
  meaning: {
    en: 'where the random numbers start: the same seed, the same result',
    zh: '随机数的起点：种子相同，结果相同',
  },
};

export const GAMMA: NumberParameter = { ...FOCAL_GAMMA, max: 20 };

/** How many of one kind of sample there are to one of another. */
export function ratio(meaning: Text): NumberParameter {
  return {
    kind: 'number',
    name: 'ratio',
    latex: 'r',
    default: 1000,
    min: 0,
    max: 1e9,
    slider: [1, 1e5],
    scale: 'log',
    meaning,
  };
}

export const ALPHA: NumberParameter = {
  kind: 'number',
  name: 'alpha',
  latex: '\\alpha',
  default: null,
  min: 0,
  max: 1,
  optional: true,
  meaning: {
    en: 'focal loss weighs label 1 by this and label 0 by the rest; none leaves both at 1',
    zh: 'Focal 对标签 1 的权重，标签 0 取其余；不设则两者都为 1',
  },
};

/** Classes at most, where a loss of classes is studied. */
export const MOST_CLASSES = 64;

export function smooth(value: number): NumberParameter {
  return {
    kind: 'number',
    name: 'smooth',
    latex: 's',
    default: value,
    min: 0,
    max: 1e6,
    slider: [1e-6, 1],
    scale: 'log',
    meaning: { en: 'added to numerator and denominator of Dice', zh: '加到 Dice 的分子与分母上' },
  };
}

export function probabilityControl(
  name: string,
  latex: string,
  value: number,
  meaning: Text,
): NumberParameter {
  return {
    kind: 'number',
    name,
    latex,
    default: value,
    min: 1e-9,
    max: 1 - 1e-9,
    slider: [0.001, 0.999],
    meaning,
  };
}

export function numbers(
  name: string,
  value: readonly number[],
  [min, max]: readonly [number, number],
  [shortest, longest]: readonly [number, number],
  meaning: Text,
): ListControl {
  return { kind: 'list', name, default: value, min, max, shortest, longest, meaning };
}

/** Groups of `each` numbers that belong together, as many groups as `groups` says. */
function together(
  each: number,
  [fewest, most]: readonly [number, number],
  name: string,
  value: readonly number[],
  meaning: Text,
): ListControl {
  return { ...numbers(name, value, [-1e6, 1e6], [fewest * each, most * each], meaning), each };
}

/** Two corners of a box. */
export function box(name: string, value: readonly number[], meaning: Text): ListControl {
  return together(4, [1, 1], name, value, meaning);
}

/** Points of a plane, each x, y and a weight. */
export function weightedPoints(name: string, value: readonly number[], meaning: Text): ListControl {
  return together(3, [1, 100], name, value, meaning);
}

export function whole(
  name: string,
  latex: string,
  value: number,
  [min, max]: readonly [number, number],
  meaning: Text,
  scale: 'linear' | 'log' = 'linear',
): NumberParameter {
  return { kind: 'number', name, latex, default: value, min, max, integer: true, scale, meaning };
}

export const LABEL_CLASS: NumberParameter = whole('label', 'y', 2, [0, MOST_CLASSES - 1], {
  en: 'the true class, counted from 0',
  zh: '真实类别，从 0 起',
});

export const ACTIVATION = {
  kind: 'choice',
  name: 'activation',
  default: 'softmax',
  choices: ['softmax', 'sigmoid'],
  meaning: { en: 'what turns logits into probabilities', zh: '由 logit 得到概率的函数' },
} as const;
