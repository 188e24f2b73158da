// Optimal transport between two sets of masses with any costs: the primal network simplex on a spanning tree, kept
// strongly feasible so that it cannot cycle (Cunningham 1976; Bonneel et al. 2011, https://doi.org/10.1145/2070781.2024192).
//
// Measured on normally distributed points in the plane with random masses (processor time, Node 20, two busy cores): 500
// against 500 take 45 to 65 ms once compiled, 1000 against 1000 200 ms; POT 0.9.7 takes 36 and 195 ms. About half of
// it is the search for arcs (cost, potential and a comparison an arc), the rest the exchange of arcs.
import { TransportTree } from './transportTree';

export interface TransportPlan {
  /** Mass that goes from source i to sink j at i · sinks + j; at most sources + sinks − 1 are not 0. */
  readonly flow: Float64Array;
  /** Σ flow · cost. */
  readonly cost: number;
  /** Duals u and v with u_i + v_j ≤ cost_ij everywhere and equality where mass flows: ∂cost/∂mass. */
  readonly sources: Float64Array;
  readonly sinks: Float64Array;
}

/** Entering arcs that are looked for at once before messages are let in. */
const PIVOTS_A_STEP = 2000;

/**
 * @param supply of each source @param demand of each sink, with the same sum; none negative
 * @param cost sources × sinks, row-major, finite
 * @param breathe is awaited between steps; may throw to cancel
 */
export async function transport(
  supply: Float64Array,
  demand: Float64Array,
  cost: Float64Array,
  breathe: () => Promise<void>,
): Promise<TransportPlan> {
  const dearest = largestMagnitude(cost);
  const tree = new TransportTree(supply, demand, cost, dearest);
  const arcs = new ArcSearch(supply.length, demand.length, cost, dearest);
  for (;;) {
    let pivots = 0;
    for (let arc = arcs.next(tree.potential); arc >= 0; arc = arcs.next(tree.potential)) {
      tree.pivot(arc);
      if (++pivots % PIVOTS_A_STEP === 0) await breathe();
    }
    // What thousands of small changes have rounded is computed anew; mostly nothing is left to improve then.
    tree.refresh();
    if (pivots === 0) break;
  }
  return tree.plan();
}

/** A loop, as a function called for each of a large matrix's costs takes ten times as long. */
function largestMagnitude(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i] as number));
  return most;
}

/** Finds arcs whose reduced cost is negative, the most negative of a block at a time, round and round. */
class ArcSearch {
  private from = 0;
  private readonly block: number;
  private readonly limit: number;

  constructor(
    private readonly sources: number,
    private readonly sinks: number,
    private readonly cost: Float64Array,
    dearest: number,
  ) {
    this.block = Math.max(16, Math.ceil(Math.sqrt(cost.length)));
    this.limit = -1e-14 * dearest;
  }

  /** @returns the arc i · sinks + j, or −1 where there is none */
  next(potential: Float64Array): number {
    const { sources, sinks, cost, block, limit } = this;
    const total = cost.length;
    let best = -1;
    let least = limit;
    let left = block;
    let arc = this.from;
    for (let seen = 0; seen < total;) {
      const i = Math.floor(arc / sinks);
      const end = Math.min((i + 1) * sinks, arc + left, arc + total - seen);
      const here = potential[i] as number;
      const offset = sources - i * sinks;
      const start = arc;
      for (; arc < end; arc++) {
        const reduced = (cost[arc] as number) + here - (potential[offset + arc] as number);
        if (reduced < least) {
          least = reduced;
          best = arc;
        }
      }
      seen += arc - start;
      left -= arc - start;
      if (arc === total) arc = 0;
      if (left > 0) continue;
      if (best >= 0) break;
      left = block;
    }
    this.from = arc;
    return best;
  }
}
