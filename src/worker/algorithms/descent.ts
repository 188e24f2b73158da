// Goes down the distinct scores of a binary ranking, from the largest on, and counts the positives and negatives at each.
//
// Measured on 10^7 float32 scores: positives and negatives are sorted apart by keys of 32 bits and merged, so that no
// labels move along, and no score is made a float64. Tried before: both as float64, and a function called at each
// score, whose captured sums live on the heap; that took two to three times as long.
import type { Numbers } from '../run/pass';
import { areFloats, ascending, descendingOrder, floatOfKey, keyOfBits, radixSort } from './radixSort';

/** Scores of one class against the rest. */
export interface Ranked {
  /** No NaN. */
  readonly scores: Numbers;
  /** 1 for positives, 0 for negatives. */
  readonly positive: Uint8Array | Int32Array;
  /** One weight a score; absent where all are 1. */
  readonly weights?: Float64Array;
}

export interface Descent {
  /** Goes on to the next lower score; false where there is none: the last score then stays. */
  next(): boolean;
  /** Weight of the positives and of the negatives that have the score. */
  readonly positives: number;
  readonly negatives: number;
  /** NaN before the first. */
  readonly score: number;
}

export function descentOf({ scores, positive, weights }: Ranked): Descent {
  if (weights !== undefined) return new WeightDescent(Float64Array.from(scores), positive, weights);
  if (scores instanceof Float32Array) return keyDescent(scores, positive);
  return areFloats(scores) ? keyDescent(Float32Array.from(scores), positive) : valueDescent(scores, positive);
}

function countOf(positive: Ranked['positive']): number {
  let count = 0;
  for (let i = 0; i < positive.length; i++) count += positive[i] as number;
  return count;
}

function keyDescent(scores: Float32Array, positive: Ranked['positive']): Descent {
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length);
  const count = countOf(positive);
  // Each key is written to both sides, and only its own side goes on: no branch to be guessed.
  const up = new Uint32Array(count + 1);
  const down = new Uint32Array(scores.length - count + 1);
  let [p, n] = [0, 0];
  for (let i = 0; i < bits.length; i++) {
    const key = keyOfBits(bits[i] as number);
    const one = positive[i] as number;
    up[p] = key;
    down[n] = key;
    p += one;
    n += 1 - one;
  }
  const sorted = [up.subarray(0, p), down.subarray(0, n)].map((keys) => radixSort(keys).keys);
  return new CountDescent(sorted[0] as Uint32Array, sorted[1] as Uint32Array, floatOfKey);
}

function valueDescent(scores: Float64Array, positive: Ranked['positive']): Descent {
  const count = countOf(positive);
  const [up, down] = [new Float64Array(count), new Float64Array(scores.length - count)];
  let [p, n] = [0, 0];
  for (let i = 0; i < scores.length; i++) {
    if (positive[i] === 1) up[p++] = scores[i] as number;
    else down[n++] = scores[i] as number;
  }
  return new CountDescent(ascending(up), ascending(down), (score) => score);
}

/** Merges positives and negatives, each sorted ascending, from their ends. */
class CountDescent implements Descent {
  positives = 0;
  negatives = 0;
  private at = NaN;
  private p: number;
  private n: number;

  constructor(
    private readonly up: Uint32Array | Float64Array,
    private readonly down: Uint32Array | Float64Array,
    private readonly scoreOf: (sorted: number) => number,
  ) {
    this.p = up.length - 1;
    this.n = down.length - 1;
  }

  get score(): number {
    return this.scoreOf(this.at);
  }

  next(): boolean {
    const { up, down } = this;
    let { p, n } = this;
    if (p < 0 && n < 0) return false;
    const a = p >= 0 ? (up[p] as number) : -Infinity;
    const b = n >= 0 ? (down[n] as number) : -Infinity;
    const at = a > b ? a : b;
    while (p >= 0 && up[p] === at) p--;
    while (n >= 0 && down[n] === at) n--;
    this.positives = this.p - p;
    this.negatives = this.n - n;
    this.p = p;
    this.n = n;
    this.at = at;
    return true;
  }
}

class WeightDescent implements Descent {
  positives = 0;
  negatives = 0;
  score = NaN;
  private at = 0;
  private readonly order: Uint32Array;

  constructor(
    private readonly scores: Float64Array,
    private readonly positive: Ranked['positive'],
    private readonly weights: Float64Array,
  ) {
    this.order = descendingOrder(scores);
  }

  next(): boolean {
    const { order, scores, positive, weights } = this;
    if (this.at >= order.length) return false;
    this.score = scores[order[this.at] as number] as number;
    let [positives, negatives] = [0, 0];
    for (; this.at < order.length && scores[order[this.at] as number] === this.score; this.at++) {
      const i = order[this.at] as number;
      if (positive[i] === 1) positives += weights[i] as number;
      else negatives += weights[i] as number;
    }
    this.positives = positives;
    this.negatives = negatives;
    return true;
  }
}
