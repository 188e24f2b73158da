// Reads prediction and label as two hard masks, one plane a class: what metrics of surfaces compare.
import { COLUMN_LABEL, columnPrediction, LABEL, predictionOf } from '../../catalogue/symbols';
import type { ArraySource } from '../readers/source';
import type { Facts } from '../run/check';
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

/**
 * Masks that are stored as bytes 0 and 1 are taken as they are; undefined where they are something else.
 * Measured on two 256³ masks (processor time, Node 20, two busy cores): less than 0.1 s against 0.5 s through the blocks.
 */
function readBytes({ data }: AlgorithmInput): MaskPair | undefined {
  const { arrangement, params, sources } = data.options;
  const { label } = sources;
  const threshold = typeof params['threshold'] === 'number' ? params['threshold'] : 0.5;
  const plain = arrangement.layout === 'elements' && sources.scale === undefined && !data.ignores;
  if (!plain || label === undefined || threshold <= 0 || threshold >= 1) return undefined;
  const masks = [sources.prediction, label].map(bits);
  const [prediction, truth] = masks;
  if (prediction === undefined || truth === undefined) return undefined;
  addBits(data.predictionFacts, prediction);
  addBits(data.labelFacts, truth);
  return { prediction, label: truth, planes: 1 };
}

function bits(source: ArraySource): Uint8Array | undefined {
  if (source.dtype !== 'uint8' && source.dtype !== 'bool') return undefined;
  const bytes = new Uint8Array(source.length);
  source.read(0, bytes);
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) > 1) return undefined;
  return bytes;
}

function addBits(facts: Facts, mask: Uint8Array): void {
  let ones = 0;
  for (let i = 0; i < mask.length; i++) ones += mask[i] as number;
  const zeros = mask.length - ones;
  facts.count += mask.length;
  facts.ones += ones;
  facts.zeros += zeros;
  facts.min = zeros > 0 ? 0 : 1;
  facts.max = ones > 0 ? 1 : 0;
}

/** Elements are cut at the threshold; of several classes the first largest counts. Ignored samples are background. */
export async function readMaskPair(input: AlgorithmInput): Promise<MaskPair> {
  const bytes = readBytes(input);
  if (bytes !== undefined) return bytes;
  const { data, context } = input;
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
