// Parameters that many entries share, so that the same name means the same everywhere.
import type { ChoiceParameter, Limit, NumberParameter, VectorParameter } from './declaration';

/** Whether predictions are probabilities or logits (computed in the stable form, never sigmoid and then log). */
export function inputParameter(...more: string[]): ChoiceParameter {
  return {
    kind: 'choice',
    name: 'input',
    default: 'probabilities',
    choices: ['probabilities', 'logits', ...more],
    meaning: {
      en: 'what the prediction holds: probabilities, or logits that the loss squashes itself',
      zh: '预测值是概率，还是由损失自身压缩的 logits',
    },
  };
}

export function smoothParameter(value: number): NumberParameter {
  return {
    kind: 'number',
    name: 'smooth',
    latex: 's',
    default: value,
    min: 0,
    max: Infinity,
    slider: [0, 10],
    meaning: {
      en: 'added to numerator and denominator; keeps empty masks finite and damps small objects',
      zh: '加到分子与分母；使空掩码有定义，并削弱小目标的影响',
    },
  };
}

export const IGNORE_INDEX: NumberParameter = {
  kind: 'number',
  name: 'ignoreIndex',
  latex: 'k_0',
  default: -100,
  min: -Infinity,
  max: Infinity,
  integer: true,
  optional: true,
  meaning: { en: 'a label that takes no part in loss or gradient', zh: '取该值的标签不参与损失与梯度' },
};

export const CLASS_WEIGHT: VectorParameter = {
  kind: 'vector',
  name: 'weight',
  latex: 'w',
  default: null,
  meaning: {
    en: 'a weight for each class; the mean divides by the sum of weights',
    zh: '每个类别的权重；均值除以权重之和',
  },
};

export const LABEL_SMOOTHING: NumberParameter = {
  kind: 'number',
  name: 'labelSmoothing',
  latex: '\\varepsilon',
  default: 0,
  min: 0,
  max: 1,
  meaning: {
    en: 'share of each label that is spread evenly over all classes',
    zh: '标签中均匀分给所有类别的比例',
  },
};

export const PER: ChoiceParameter = {
  kind: 'choice',
  name: 'per',
  default: 'all',
  choices: ['all', 'sample', 'class', 'sample-class'],
  meaning: {
    en: 'what one value is computed over: everything, each sample of the first axis, each class, or both',
    zh: '一个值所覆盖的范围：全部、第一轴的每个样本、每个类别，或样本与类别',
  },
};

/** Where the classes are; null for the default (axis 1). */
export const CLASS_AXIS: NumberParameter = {
  kind: 'number',
  name: 'classAxis',
  latex: 'a',
  default: null,
  min: -8,
  max: 8,
  integer: true,
  optional: true,
  meaning: { en: 'the axis of the classes, where it is not axis 1', zh: '类别所在的轴（默认第 1 轴）' },
};

export const THRESHOLD: NumberParameter = {
  kind: 'number',
  name: 'threshold',
  latex: 't',
  default: 0.5,
  min: -Infinity,
  max: Infinity,
  slider: [0, 1],
  meaning: { en: 'a prediction above it is a positive', zh: '高于该值的预测判为正类' },
};

/** A constant factor, for libraries that halve a square. */
export const FACTOR: NumberParameter = {
  kind: 'number',
  name: 'factor',
  latex: 'c',
  default: 1,
  min: 0,
  max: Infinity,
  slider: [0.1, 2],
  meaning: {
    en: 'a constant factor; ½ cancels the 2 of the derivative',
    zh: '常数因子；取 ½ 可抵消导数中的 2',
  },
};

/** For a softmax: over one channel it is 1 whatever the logit is. */
export const TWO_CLASSES: Limit = {
  from: 2,
  why: {
    en: 'with one channel the softmax is always 1 and its cross entropy always 0; use a binary loss such as bce or dice_bce',
    zh: '只有一个通道时 softmax 恒为 1，交叉熵恒为 0；请使用 bce 或 dice_bce 等二元损失',
  },
};
