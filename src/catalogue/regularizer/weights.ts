// What regularizers share: they take the weights of a model as the prediction, and no label.
import { predictionOf } from '../symbols';
import type { Declaration, NumberParameter } from '../declaration';

export const WEIGHTS_ONLY: Pick<Declaration, 'layouts' | 'prediction' | 'label' | 'tasks' | 'family'> = {
  tasks: ['regression', 'classification'],
  family: 'regularizer',
  layouts: ['elements'],
  prediction: () => 'real',
  label: () => 'none',
};

export const WEIGHT = predictionOf('real');

export const LAMBDA: NumberParameter = {
  kind: 'number',
  name: 'lambda',
  latex: '\\lambda',
  default: 1,
  min: 0,
  max: Infinity,
  slider: [1e-4, 10],
  scale: 'log',
  meaning: { en: 'strength of the penalty', zh: '惩罚的强度' },
};

export const NO_REDUCTION_PITFALL = {
  en: 'It is a sum over all weights, not a mean: with twice the weights the same lambda penalises twice as much.',
  zh: '它是对所有权重求和而非取平均：权重多一倍，相同的 lambda 惩罚也大一倍。',
};
