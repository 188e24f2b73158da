// What a weighted mean over classes divides by, from the labels alone: they are a small part of the data, and with the
// divisor known the gradient comes with the value, in one pass over the predictions.
import { constant, type Expr } from '../../math/expression';
import { ONE } from '../../math/build';
import { rewrite } from '../../math/substitute';
import { ITEM_BYTES } from '../readers/source';
import { countClasses } from './classLabels';
import type { Breather } from './context';
import type { Data } from './data';
import { prepare } from './prepare';

const CHUNK_LABELS = 32_768;

/**
 * Σ of a weight over the samples.
 * @returns undefined where it hangs on more than the labels' classes, where a label is ignored or no class, or where it is 0
 */
export async function sumOfLabelWeights(
  weight: Expr,
  data: Data,
  breather: Breather,
): Promise<number | undefined> {
  const { arrangement, sources, params, derived } = data.options;
  const { label } = sources;
  if (arrangement.labels !== 'index' || label === undefined) return undefined;
  if (derived !== undefined || data.order !== undefined) return undefined;
  const weights = Array.from({ length: arrangement.columns }, (_, k) => weightOfClass(weight, params, k));
  if (weights.some((w) => w === undefined)) return undefined;
  const counts = new Int32Array(arrangement.columns);
  const bytes = new Uint8Array(CHUNK_LABELS * ITEM_BYTES[label.dtype]);
  let sum = 0;
  for (let start = 0; start < label.length; start += CHUNK_LABELS) {
    const chunk = bytes.subarray(0, Math.min(CHUNK_LABELS, label.length - start) * ITEM_BYTES[label.dtype]);
    await prepare(label, start, breather);
    label.read(start, chunk);
    if (!countClasses(label.dtype, chunk, data.ignoredClass, counts)) return undefined;
    weights.forEach((w, k) => (sum += (w ?? NaN) * (counts[k] ?? 0)));
    await breather.pause(0, `reading ${label.name}`);
  }
  return sum === 0 ? undefined : sum;
}

function weightOfClass(weight: Expr, params: Data['options']['params'], k: number): number | undefined {
  const bound = rewrite(weight, (node, original) => {
    if (node.kind === 'symbol') return node.name === 'valid' ? ONE : undefined;
    if (original.kind !== 'apply' || original.op !== 'pick') return undefined;
    const [column] = original.args;
    const numbers = column?.kind === 'symbol' ? params[column.name] : undefined;
    return Array.isArray(numbers) ? constant(Number(numbers[k])) : undefined;
  });
  return bound.kind === 'constant' ? bound.value : undefined;
}
