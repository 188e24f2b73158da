// The symbols that declarations are written in. A symbol's name says which input it is bound to; how it is
// printed follows the field's habit for what it holds (p a probability, z a logit, f a score, ŷ a prediction).
import { symbol, type Symbol } from '../math/expression';
import type { PredictionDomain } from './declaration';

const LETTER: Readonly<Record<PredictionDomain, string>> = {
  real: '\\hat y',
  probability: 'p',
  logit: 'z',
  score: 'f',
  logProbability: '\\ell',
  distribution: 'q',
  box: 'b',
};

/** The prediction of one element. */
export function predictionOf(domain: PredictionDomain): Symbol {
  return symbol('prediction', 'sample', `${LETTER[domain]}_i`);
}

/** The label of one element. */
export const LABEL = symbol('label', 'sample', 'y_i');

/** The prediction of one class (or bin) of a sample. */
export function columnPrediction(domain: PredictionDomain): Symbol {
  return symbol('prediction', 'column', `${LETTER[domain]}_{ik}`);
}

/** The label of one class of a sample: one-hot or soft. */
export const COLUMN_LABEL = symbol('label', 'column', 'y_{ik}');

/** The target distribution of a divergence. */
export const TARGET_DISTRIBUTION = symbol('label', 'column', 'p_{ik}');

/** Coordinate `axis` (0 to 3) of the predicted and of the true box. */
export function boxCoordinate(side: 'prediction' | 'label', axis: number): Symbol {
  return symbol(
    `${side}${axis}`,
    'sample',
    side === 'prediction' ? `b_{i${axis + 1}}` : `b^*_{i${axis + 1}}`,
  );
}

/** A parameter that a slider may move. */
export function parameter(name: string, latex: string): Symbol {
  return symbol(name, 'total', latex);
}

/** A parameter with one number a class. */
export function classParameter(name: string, latex: string): Symbol {
  return symbol(name, 'column', `${latex}_k`);
}

/** How many elements a group has. */
export const COUNT = symbol('count', 'group', 'n');

/** How many columns a sample has. */
export const COLUMNS = symbol('columns', 'total', 'K');

/** Which column it is, from 0. */
export const COLUMN_INDEX = symbol('columnIndex', 'column', 'k');

/** How many groups there are. */
export const GROUPS = symbol('groups', 'total', 'G');

/** How many samples carry each class (derived from the label). */
export const CLASS_COUNTS = symbol('classCounts', 'column', 'n_k');

/** Weight of a sample from `inputs.sampleWeight` and `inputs.mask`. */
export const SAMPLE_WEIGHT = symbol('sampleWeight', 'sample', 'w_i');

/** 0 where a sample is ignored (`ignoreIndex`), else 1. */
export const VALID = symbol('valid', 'sample', 'm_i');

/** Counts of hard decisions. */
export const TP = symbol('tp', 'group', '\\mathrm{TP}');
export const FP = symbol('fp', 'group', '\\mathrm{FP}');
export const FN = symbol('fn', 'group', '\\mathrm{FN}');
export const TN = symbol('tn', 'group', '\\mathrm{TN}');

/** An extra input or derived array of this name. */
export function extraInput(name: string, level: 'sample' | 'column', latex: string): Symbol {
  return symbol(name, level, `${latex}_{${level === 'sample' ? 'i' : 'ik'}}`);
}

/** One component of a row that is a vector. */
export function symbolOfVector(name: string, latex: string): Symbol {
  return symbol(name, 'column', `${latex}_{ik}`);
}
