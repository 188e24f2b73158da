// InfoNCE: the cross entropy of the similarity matrix of two sets of embeddings, along its rows and its columns.
// Radford et al. 2021, https://arxiv.org/abs/2103.00020.
import { Breather } from '../run/context';
import { ExactSum } from '../run/exactSum';
import { readFloat64 } from '../readers/convert';
import type { Algorithm } from './algorithm';
import { writeGradient } from './terms';

/**
 * ½ Σ over pairs i of (cross entropy of row i + that of column i) of s = cos(a_i, b_j)/τ, the pair itself being right;
 * `mean` divides by the pairs. A row without length has similarity 0 to everything, and no gradient.
 */
export const infoNce: Algorithm = async ({ data, wishes, context }) => {
  const { arrangement, params, sources } = data.options;
  const { rows: n, columns: d } = arrangement;
  // Read by blocks first, for the facts beside the value.
  for (let start = 0; start < n; start += 1024) data.block(start, Math.min(1024, n - start), []);
  if (sources.label === undefined) throw new Error('arrange() has seen to it that there is a label');
  const a = unitRows(readFloat64(sources.prediction), d);
  const b = unitRows(readFloat64(sources.label), d);
  const tau = Number(params['temperature']);
  const breather = new Breather(context);
  const s = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let dot = 0;
      for (let k = 0; k < d; k++) dot += (a.rows[i * d + k] as number) * (b.rows[j * d + k] as number);
      s[i * n + j] = dot / tau;
    }
    await breather.pause(i / n, 'comparing embeddings');
  }
  const [byRow, byColumn] = [logSums(s, n, n, 1), logSums(s, n, 1, n)];
  const losses = Float64Array.from(
    { length: n },
    (_, i) => ((byRow[i] as number) + (byColumn[i] as number)) / 2 - (s[i * n + i] as number),
  );
  const scale = wishes.reduction === 'mean' ? 1 / n : 1;
  if (wishes.gradient !== undefined) {
    const gradient = new Float64Array(n * d);
    const toward = new Float64Array(d);
    for (let i = 0; i < n; i++) {
      toward.fill(0);
      for (let j = 0; j < n; j++) {
        const v = s[i * n + j] as number;
        const pull = (Math.exp(v - (byRow[i] as number)) + Math.exp(v - (byColumn[j] as number))) / 2;
        const weight = (pull - (i === j ? 1 : 0)) / tau;
        for (let k = 0; k < d; k++)
          toward[k] = (toward[k] as number) + weight * (b.rows[j * d + k] as number);
      }
      // The gradient of a unit vector has no part along it.
      let along = 0;
      for (let k = 0; k < d; k++) along += (toward[k] as number) * (a.rows[i * d + k] as number);
      const length = a.lengths[i] as number;
      for (let k = 0; k < d; k++) {
        const part = (toward[k] as number) - along * (a.rows[i * d + k] as number);
        gradient[i * d + k] = length === 0 ? 0 : (scale * part) / length;
      }
    }
    writeGradient(data, wishes, gradient);
  }
  const sum = new ExactSum();
  for (const loss of losses) sum.add(loss);
  const zero = [...a.lengths, ...b.lengths].filter((length) => length === 0).length;
  return {
    value: wishes.reduction === 'none' ? [...losses] : sum.value * scale,
    count: n,
    notes: zero > 0 ? [`${zero} embeddings are 0 everywhere and have no direction.`] : [],
  };
};

function unitRows(values: Float64Array, d: number): { rows: Float64Array; lengths: Float64Array } {
  const lengths = new Float64Array(values.length / d);
  for (let i = 0; i < lengths.length; i++) {
    let square = 0;
    for (let k = 0; k < d; k++) square += (values[i * d + k] as number) ** 2;
    lengths[i] = Math.sqrt(square);
    for (let k = 0; k < d; k++)
      values[i * d + k] = square === 0 ? 0 : (values[i * d + k] as number) / (lengths[i] as number);
  }
  return { rows: values, lengths };
}

/** ln Σ exp of n lines of n numbers: line i begins at i · step, its numbers are `stride` apart. */
function logSums(s: Float64Array, n: number, step: number, stride: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    let top = -Infinity;
    for (let j = 0; j < n; j++) top = Math.max(top, s[i * step + j * stride] as number);
    let sum = 0;
    for (let j = 0; j < n; j++) sum += Math.exp((s[i * step + j * stride] as number) - top);
    return top + Math.log(sum);
  });
}
