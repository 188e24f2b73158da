// The threshold sweep of a metric of hard decisions: what it would be at every other threshold.
import type { ThresholdSweep } from '../../protocol/compute';
import { rank, sweepOf } from '../algorithms/ranking';
import { readNumbers } from '../readers/convert';
import { Breather, type RunContext } from './context';
import type { Data } from './data';
import { weightOf } from './tally';
import { prepare } from './prepare';

/** Scores that are ranked at the most; of more, evenly spaced ones. */
const MOST_RANKED = 1 << 20;

const CHUNK = 65_536;

/** @returns undefined where a score has no rank (NaN), or where scores are decisions already */
export async function sweepElements(data: Data, context: RunContext): Promise<ThresholdSweep | undefined> {
  const { arrangement, sources, params } = data.options;
  const { prediction, label, scale } = sources;
  if (label === undefined) return undefined;
  const step = Math.ceil(arrangement.rows / MOST_RANKED);
  const most = Math.ceil(arrangement.rows / step);
  const [scores, positive] = [new Float64Array(most), new Uint8Array(most)];
  const weights = data.weighs ? new Float64Array(most) : undefined;
  const ignored = typeof params['ignoreIndex'] === 'number' ? params['ignoreIndex'] : undefined;
  const breather = new Breather(context);
  let count = 0;
  const distinct = new Set<number>();
  for (let start = 0; start < arrangement.rows; start += CHUNK) {
    const rows = Math.min(CHUNK, arrangement.rows - start);
    await prepare(prediction, start, breather);
    await prepare(label, start, breather);
    const [p, y] = [readNumbers(prediction, start, rows), readNumbers(label, start, rows)];
    const w = weights === undefined ? undefined : weightOf(sources, start, rows);
    for (let i = (step - (start % step)) % step; i < rows; i += step) {
      const truth = (y[i] as number) / (scale?.label ?? 1);
      const score = (p[i] as number) / (scale?.prediction ?? 1);
      if (truth === ignored || w?.[i] === 0) continue;
      if (Number.isNaN(score)) return undefined;
      if (distinct.size < 3) distinct.add(score);
      scores[count] = score;
      positive[count] = truth > 0.5 ? 1 : 0;
      if (weights !== undefined) weights[count] = w?.[i] ?? 1;
      count++;
    }
    await breather.pause(start / arrangement.rows, `reading ${prediction.name}`);
  }
  if (distinct.size < 3) return undefined;
  const found = rank({
    scores: scores.subarray(0, count),
    positive: positive.subarray(0, count),
    ...(weights === undefined ? {} : { weights: weights.subarray(0, count) }),
  });
  return { ...sweepOf(found), ...(step > 1 ? { countedEvery: step } : {}) };
}
