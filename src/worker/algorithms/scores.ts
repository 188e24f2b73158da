// Reads scores and labels for metrics that rank or bin them: one score a sample, or one for each class.
import { COLUMN_LABEL, columnPrediction, LABEL, predictionOf, SAMPLE_WEIGHT } from '../../catalogue/symbols';
import { exp, logSumExp, sigmoid, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import { Breather } from '../run/context';
import { choosePass } from '../run/choosePass';
import { interpretedPass, type Numbers } from '../run/pass';
import { isSingle } from '../readers/source';
import { largest } from '../run/largestColumns';
import type { AlgorithmInput } from './algorithm';

export interface Scores {
  /** Row-major, `columns` of each sample; float32 where the input is read as it stands. */
  readonly scores: Numbers;
  /** 1 for a binary positive; else the class of each sample. */
  readonly labels: Int32Array | Uint8Array;
  readonly columns: number;
  /** Whether labels are classes; else they are binary. */
  readonly classes: boolean;
  /** Absent where every sample counts once. Ignored samples are left out altogether. */
  readonly weights?: Float64Array;
  readonly samples: number;
}

/** Whether scores are taken as they are read: one a sample, each counting once. */
export function areAsRead({ options, weighs, ignores }: AlgorithmInput['data']): boolean {
  return options.arrangement.layout !== 'classes' && !weighs && !ignores;
}

/** Whether float32 holds every score that is read. */
export function areSingle({ options }: AlgorithmInput['data']): boolean {
  const { prediction, scale } = options.sources;
  return isSingle(prediction.dtype) && scale?.prediction === undefined;
}

/** Hands out scores that are taken as they are read, and their labels, positive above ½. */
export async function readPlainScores(
  { data, context }: AlgorithmInput,
  visit: (start: number, scores: Numbers, labels: Numbers) => void,
): Promise<void> {
  // What is merely read a kernel reads faster; squashed in float32 it would lose digits.
  const reading = choosePass(data, { sums: [], outputs: [predictionOf('score'), LABEL], byColumn: false });
  const all = { start: 0, rows: data.options.arrangement.rows, scalars: new Map<string, number>() };
  await reading.run(all, new Breather(context), ({ start, outputs: [scores, labels] }) => {
    if (scores !== undefined && labels !== undefined) visit(start, scores, labels);
  });
}

/** @param probabilities whether logits are squashed first: by the softmax for classes, else by the sigmoid */
export async function readScores(input: AlgorithmInput, probabilities: boolean): Promise<Scores> {
  const { data, context } = input;
  const { arrangement, params } = data.options;
  const { rows, columns, layout, labels } = arrangement;
  const classes = layout === 'classes';
  const squash = probabilities && params['input'] === 'logits';
  const score = scoreOf(classes, squash);
  const index = labels === 'index';
  const outputs = [
    score,
    ...(index ? [] : [classes ? COLUMN_LABEL : LABEL]),
    ...(data.weighs ? [SAMPLE_WEIGHT] : []),
  ];
  if (!squash && areAsRead(data)) {
    const scores = areSingle(data) ? new Float32Array(rows) : new Float64Array(rows);
    const binary = new Uint8Array(rows);
    await readPlainScores(input, (start, values, second) => {
      scores.set(values, start);
      for (let row = 0; row < second.length; row++)
        binary[start + row] = (second[row] as number) > 0.5 ? 1 : 0;
    });
    return { scores, labels: binary, columns, classes, samples: rows };
  }
  const scores = new Float64Array(rows * columns);
  const found = new Int32Array(rows);
  const weights = data.weighs ? new Float64Array(rows) : undefined;
  let samples = 0;
  const pass = interpretedPass(data, { sums: [], outputs, byColumn: false });
  const whole = { start: 0, rows, scalars: new Map<string, number>() };
  await pass.run(whole, new Breather(context), (block) => {
    const [values, second] = block.outputs;
    const weight = data.weighs ? block.outputs.at(-1) : undefined;
    const valid = block.values.get('valid');
    if (!classes && weight === undefined && valid === undefined) {
      if (values !== undefined) scores.set(values, samples);
      for (let row = 0; row < block.rows; row++) found[samples + row] = (second?.[row] ?? 0) > 0.5 ? 1 : 0;
      samples += block.rows;
      return;
    }
    for (let row = 0; row < block.rows; row++) {
      if (typeof valid === 'object' && valid[row] === 0) continue;
      if (weight?.[row] === 0) continue;
      for (let k = 0; k < columns; k++) scores[samples * columns + k] = values?.[row * columns + k] ?? NaN;
      found[samples] = index
        ? (block.label?.[row] ?? 0)
        : classes
          ? largest(second ?? [], row * columns, columns)
          : (second?.[row] ?? 0) > 0.5
            ? 1
            : 0;
      if (weights !== undefined) weights[samples] = weight?.[row] ?? NaN;
      samples++;
    }
  });
  return {
    scores: scores.subarray(0, samples * columns),
    labels: found.subarray(0, samples),
    columns,
    classes,
    samples,
    ...(weights === undefined ? {} : { weights: weights.subarray(0, samples) }),
  };
}

function scoreOf(classes: boolean, squash: boolean): Expr {
  const z = classes ? columnPrediction('score') : predictionOf('score');
  if (!squash) return z;
  return classes ? exp(sub(z, logSumExp(z))) : sigmoid(z);
}
