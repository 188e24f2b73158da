// Top-k accuracy: how often the true class is among the k largest scores.
import { sampleShape } from '../run/images';
import { nest } from '../run/sink';
import type { Algorithm } from './algorithm';
import { readScores } from './scores';

/** Among equal scores the lower class is the higher ranked, as for the first largest. With k ≥ C it is 1. */
export const topKAccuracy: Algorithm = async (input) => {
  const { scores, labels, columns, weights, samples } = await readScores(input, false);
  const { params, arrangement } = input.data.options;
  const k = Number(params['k'] ?? 5);
  const hits = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    const label = labels[i] as number;
    const own = scores[i * columns + label] as number;
    let above = 0;
    for (let j = 0; j < columns; j++) {
      const other = scores[i * columns + j] as number;
      if (other > own || (other === own && j < label)) above++;
    }
    hits[i] = above < k && !Number.isNaN(own) ? 1 : 0;
  }
  const weight = (i: number): number => (weights === undefined ? 1 : (weights[i] as number));
  let [hit, total] = [0, 0];
  for (let i = 0; i < samples; i++) {
    hit += (hits[i] as number) * weight(i);
    total += weight(i);
  }
  const { reduction } = input.wishes;
  const whole = sampleShape(arrangement);
  const shape = samples === arrangement.rows ? whole : [samples];
  return {
    value: reduction === 'none' ? nest(hits, shape) : reduction === 'sum' ? hit : hit / total,
    count: samples,
    notes: k >= columns ? [`With k = ${k} and ${columns} classes every sample is a hit.`] : [],
  };
};
