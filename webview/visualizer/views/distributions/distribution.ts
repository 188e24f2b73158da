// Distributions over a few bins, as they are dragged; their cumulative sums; and the way one moves into the other. Pure.

/** How many bins a distribution may have here. */
export const BINS = { least: 3, most: 16 } as const;

/** The distribution with one bin set: the others keep their proportions, and all of them sum to 1. */
export function withBin(distribution: readonly number[], bin: number, value: number): readonly number[] {
  const set = Math.min(1, Math.max(0, value));
  const others = distribution.reduce((sum, v, i) => (i === bin ? sum : sum + v), 0);
  const share = 1 - set;
  return distribution.map((v, i) => {
    if (i === bin) return set;
    return others > 0 ? (v / others) * share : share / (distribution.length - 1);
  });
}

/** The same shape over another number of bins: bins are cut or filled up, and the sum is 1 again. */
export function resized(distribution: readonly number[], bins: number): readonly number[] {
  const kept = Array.from({ length: bins }, (_, i) => distribution[i] ?? 0);
  const sum = kept.reduce((a, b) => a + b, 0);
  return sum > 0 ? kept.map((v) => v / sum) : kept.map(() => 1 / bins);
}

export function cumulative(distribution: readonly number[]): readonly number[] {
  let sum = 0;
  return distribution.map((v) => (sum += v));
}

/** A bell over bins, cut off at the ends. */
export function bell(bins: number, centre: number, width: number): readonly number[] {
  const heights = Array.from({ length: bins }, (_, i) => Math.exp(-(((i - centre) / width) ** 2) / 2));
  const sum = heights.reduce((a, b) => a + b, 0);
  return heights.map((v) => v / sum);
}

export interface Move {
  readonly from: number;
  readonly to: number;
  readonly mass: number;
}

/**
 * The plan that moves `from` into `to` at the least Σ mass · |distance|: on a line, mass is moved in order
 * (Villani 2003, theorem 2.18). Its cost is the area between the cumulative sums.
 */
export function transportPlan(from: readonly number[], to: readonly number[]): readonly Move[] {
  const moves: Move[] = [];
  const [supply, demand] = [[...from], [...to]];
  let [i, j] = [0, 0];
  while (i < supply.length && j < demand.length) {
    const mass = Math.min(supply[i]!, demand[j]!);
    if (mass > 1e-12) moves.push({ from: i, to: j, mass });
    supply[i]! -= mass;
    demand[j]! -= mass;
    // What is left by rounding moves nothing.
    if (supply[i]! <= 1e-12) i++;
    if ((demand[j] ?? 0) <= 1e-12) j++;
  }
  return moves;
}

export function costOf(plan: readonly Move[]): number {
  return plan.reduce((sum, { from, to, mass }) => sum + mass * Math.abs(from - to), 0);
}
