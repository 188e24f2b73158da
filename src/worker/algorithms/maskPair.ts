// Reads prediction and label as two hard masks, one plane a class: what metrics of surfaces compare.
import { COLUMN_LABEL, columnPrediction, LABEL, predictionOf } from '../../catalogue/symbols';
import { Breather } from '../run/context';
import { interpretedPass } from '../run/pass';
import type { AlgorithmInput } from './algorithm';
import { largest } from './scores';

export interface MaskPair {
  /** `planes` masks of as many samples each, 1 in the foreground. */
  readonly prediction: Uint8Array;
  readonly label: Uint8Array;
  /** Classes; 1 for binary masks. */
  readonly planes: number;
}

/** Elements are cut at the threshold; of several classes the first largest counts. Ignored samples are background. */
export async function readMaskPair({ data, context }: AlgorithmInput): Promise<MaskPair> {
  const { arrangement, params } = data.options;
  const { rows, columns, layout, labels } = arrangement;
  const classes = layout === 'classes';
  const index = labels === 'index';
  const outputs = classes
    ? [columnPrediction('score'), ...(index ? [] : [COLUMN_LABEL])]
    : [predictionOf('score'), LABEL];
  const planes = classes ? columns : 1;
  const prediction = new Uint8Array(rows * planes);
  const label = new Uint8Array(rows * planes);
  const threshold = typeof params['threshold'] === 'number' ? params['threshold'] : 0.5;
  const inclusive = params['inclusive'] === true;
  const whole = { start: 0, rows, scalars: new Map<string, number>() };
  const pass = interpretedPass(data, { sums: [], outputs, byColumn: false });
  await pass.run(whole, new Breather(context), (block) => {
    const [scores = new Float64Array(0), truth = new Float64Array(0)] = block.outputs;
    const valid = block.values.get('valid');
    for (let row = 0; row < block.rows; row++) {
      if (typeof valid === 'object' && valid[row] === 0) continue;
      const at = block.start + row;
      if (!classes) {
        const score = scores[row] as number;
        prediction[at] = score > threshold || (inclusive && score === threshold) ? 1 : 0;
        label[at] = (truth[row] as number) > 0.5 ? 1 : 0;
        continue;
      }
      const k = index ? (block.label?.[row] ?? 0) : largest(truth, row * columns, columns);
      prediction[largest(scores, row * columns, columns) * rows + at] = 1;
      label[k * rows + at] = 1;
    }
  });
  return { prediction, label, planes };
}
