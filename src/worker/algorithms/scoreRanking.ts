// Ranking metrics by WebAssembly (../assembly/ranking.ts): for scores without weights.
//
// Measured on 10^7 float32 scores, one thread, milliseconds: reading them and making keys 45, laying them out in parts
// of neighbouring scores 60, sorting the parts 36, going down them 24. Tried before: positives and negatives sorted apart
// by typed arrays of JavaScript and merged (600); parts without lines of the cache between (85 for laying them out).
import rankingModule from '../assembly/ranking.wasm';
import { assembled } from '../kernels/assembled';
import { KernelMemory } from '../kernels/memory';
import type { Breather } from '../run/context';
import type { Numbers } from '../run/pass';
import type { Ranked } from './descent';
import { LabelledKeys } from './labelledKeys';
import { areFloats, doubleOfKey, floatOfKey } from './radixSort';
import { CURVE_POINTS, rank, type CurvePoint, type RankingResult } from './ranking';

const SWEEP_BYTES = 64;
const POINT_BYTES = 24;

/** As `rank`, by WebAssembly from so many scores on, where a memory holds them and none has a weight. */
export async function rankFrom(least: number, ranked: Ranked, breather: Breather): Promise<RankingResult> {
  const { scores, positive, weights } = ranked;
  if (weights !== undefined || scores.length < least) return rank(ranked);
  const single = scores instanceof Float32Array || areFloats(scores);
  const ranking = ScoreRanking.of(scores.length, single);
  if (ranking === undefined) return rank(ranked);
  ranking.add(scores, Float64Array.from(positive));
  return ranking.finish(breather);
}

/** Ranks scores that are handed over as they are read, without weights. */
export class ScoreRanking {
  private readonly state: number;

  private readonly functions: ReturnType<typeof assembled<'sweepFloats' | 'sweepDoubles'>>;

  private constructor(private readonly keys: LabelledKeys) {
    this.state = keys.memory.reserve(SWEEP_BYTES + CURVE_POINTS * POINT_BYTES);
    this.functions = assembled(rankingModule, keys.memory);
  }

  /** @param single whether float32 holds every score @returns undefined where no memory holds so many */
  static of(rows: number, single: boolean): ScoreRanking | undefined {
    const shape = { rows, columns: 1, single, indexed: false };
    if (rows === 0 || !LabelledKeys.fits(shape)) return undefined;
    return new ScoreRanking(new LabelledKeys(new KernelMemory(false), shape));
  }

  /** Takes the next scores. @param labels positive above ½ */
  add(scores: Numbers, labels: Numbers): void {
    this.keys.add(scores, labels);
  }

  /** Whether a score is NaN: then nothing has a rank. */
  get hasNaN(): boolean {
    return this.keys.unordered > 0;
  }

  /** Call once, when every score was taken. */
  async finish(breather: Breather): Promise<RankingResult> {
    const { keys, functions, state } = this;
    const { rows, single } = keys.shape;
    const step = rows / (CURVE_POINTS - 2);
    const view = (): DataView => keys.memory.view(state, SWEEP_BYTES + CURVE_POINTS * POINT_BYTES);
    keys.memory.bytes(state, SWEEP_BYTES).fill(0);
    view().setFloat64(32, step, true);
    view().setFloat64(40, step, true);
    const sweep = single ? functions.sweepFloats : functions.sweepDoubles;
    await keys.descend({ column: 0, start: 0, rows }, breather, (at, length, upper) =>
      sweep(at, length, upper, state),
    );
    return resultOf(view(), single);
  }
}

/** What the sweep left (../assembly/ranking.ts). */
function resultOf(swept: DataView, single: boolean): RankingResult {
  const positives = Number(swept.getBigInt64(0, true));
  const negatives = Number(swept.getBigInt64(8, true));
  const scoreAt = (at: number): number =>
    single ? floatOfKey(swept.getUint32(at, true)) : doubleOfKey(swept.getBigUint64(at, true));
  const curve: CurvePoint[] = [{ threshold: Infinity, tp: 0, fp: 0 }];
  const points = swept.getUint32(56, true);
  for (let at = SWEEP_BYTES; at < SWEEP_BYTES + points * POINT_BYTES; at += POINT_BYTES) {
    const [tp, fp] = [swept.getFloat64(at + 8, true), swept.getFloat64(at + 16, true)];
    curve.push({ threshold: scoreAt(at), tp, fp });
  }
  const end = curve.at(-1);
  if (end !== undefined && end.tp + end.fp < positives + negatives)
    curve.push({ threshold: scoreAt(48), tp: positives, fp: negatives });
  const pairs = Number(swept.getBigUint64(16, true)) / 2;
  return {
    positives,
    negatives,
    auc: positives > 0 && negatives > 0 ? pairs / (positives * negatives) : NaN,
    averagePrecision: positives > 0 ? swept.getFloat64(24, true) / positives : NaN,
    curve,
  };
}
