// Parameters and inputs that metrics of hard decisions share.
import { add, sumGroups } from '../../math/build';
import type { Expr } from '../../math/expression';
import type { Alias, Declaration, Parameter, Text } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX, inputParameter, THRESHOLD } from '../parameters';
import { FN, FP, TP } from '../symbols';

export const NOT_DIFFERENTIABLE: Text = {
  en: 'Counts of hard decisions do not change with a small change of the prediction: the gradient is 0 wherever it exists.',
  zh: '硬判决的计数不随预测的微小变化而改变：梯度在存在之处处处为 0。',
};

/** Predictions are probabilities, scores or class ids; labels are binary or classes. */
export const COUNT_INPUTS: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements', 'classes'],
  prediction: (params) => (params['input'] === 'logits' ? 'logit' : 'score'),
  label: (_, layout) => (layout === 'classes' ? 'class' : 'binary'),
};

const AVERAGE: Parameter = {
  kind: 'choice',
  name: 'average',
  default: 'auto',
  choices: ['auto', 'binary', 'micro', 'macro', 'weighted', 'samples', 'none'],
  meaning: {
    en: 'how classes are put together; `auto` is binary for one column of labels 0 and 1, macro for classes',
    zh: '各类别如何合并；`auto` 对单列 0/1 标签取 binary，对多类别取 macro',
  },
};

const ZERO_DIVISION: Parameter = {
  kind: 'number',
  name: 'zeroDivision',
  latex: 'z_0',
  default: 0,
  min: 0,
  max: 1,
  meaning: { en: 'the value where the denominator is 0', zh: '分母为 0 时的取值' },
};

export const COUNT_PARAMETERS: readonly Parameter[] = [
  THRESHOLD,
  AVERAGE,
  ZERO_DIVISION,
  inputParameter(),
  { ...IGNORE_INDEX, default: null },
  CLASS_AXIS,
];

/** Our parameters for the arguments that scikit-learn's and torchmetrics' scores share. */
export const COUNT_ARGUMENTS: Readonly<Record<string, string>> = {
  average: 'average',
  threshold: 'threshold',
  zero_division: 'zeroDivision',
};

/** Keras gives one score a class where no average is asked for. */
export const KERAS_F_SCORE = {
  params: { average: 'none' },
  arguments: { average: 'average', threshold: 'threshold' },
  takes: { shapes: ['oneHotLast'] },
} as const satisfies Omit<Alias, 'path'>;

/** Of the whole confusion matrix, so that `average` does not apply. */
export const MATRIX_PARAMETERS: readonly Parameter[] = [
  THRESHOLD,
  inputParameter(),
  { ...IGNORE_INDEX, default: null },
  CLASS_AXIS,
];

/** How many samples carry a class, and how many were called it. */
export const LABELLED: Expr = add(TP, FN);
export const PREDICTED: Expr = add(TP, FP);
/** How many samples there are. */
export const ALL: Expr = sumGroups(LABELLED);
