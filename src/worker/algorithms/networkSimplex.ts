// Optimal transport between two sets of masses with any costs: the primal network simplex on a spanning tree, kept
// strongly feasible so that it cannot cycle (Cunningham 1976; Bonneel et al. 2011, https://doi.org/10.1145/2070781.2024192).
// What is done often is WebAssembly (src/worker/assembly/transport.ts); costs are made in its memory, all of
// them where they fit into it. Where they do not, the rows take turns, until no turn finds anything to improve.
import transportBytes from '../assembly/transport.wasm';
import startBytes from '../assembly/transportStart.wasm';
import { assembled } from '../kernels/assembled';
import { KernelMemory } from '../kernels/memory';
import type { CostRows } from './costRows';
import { wholeMasses } from './transportMasses';
import { ARC_BYTES, plantTree, RECORD_BYTES } from './transportTree';

export interface TransportPlan {
  /** Mass that goes from source `from[k]` to sink `to[k]`, by source and sink; none is 0. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly flow: Float64Array;
  /** Σ flow · cost. */
  readonly cost: number;
  /** Duals u and v with u_i + v_j ≤ cost_ij everywhere and equality where mass flows: ∂cost/∂mass. */
  readonly sources: Float64Array;
  readonly sinks: Float64Array;
}

/** Exchanges that are made at once before messages are let in: some milliseconds of the largest problems. */
const PIVOTS_A_STEP = 500;

/** Rows that lie in memory at once may take so much. */
const ROOM_BYTES = 3 * 2 ** 30;

/** Reduced costs above this share of the dearest cost, below 0, are roundings. */
const ROUNDING = 1e-14;

/**
 * Random problems take five to fifteen exchanges a node. After so many, roundings must be what is exchanged: those of
 * ever larger size are let be.
 */
const MOST_PIVOTS_A_NODE = 2000;

/**
 * @param supply of each source @param demand of each sink, with the same sum; none negative
 * @param costs finite
 * @param breathe is awaited between steps; may throw to cancel
 * @param room bytes of cost rows that are kept in memory at once
 */
export async function transport(
  supply: Float64Array,
  demand: Float64Array,
  costs: CostRows,
  breathe: () => Promise<void>,
  room = ROOM_BYTES,
): Promise<TransportPlan> {
  const [m, n] = [supply.length, demand.length];
  const memory = new KernelMemory(false);
  const rows = new RowWindow(costs, memory, room);
  const records = memory.reserve((m + n) * RECORD_BYTES);
  const potentials = memory.reserve(m * 8 + rows.stride);
  const masses = memory.reserve((m + n) * 8);
  const writeMasses = (sources: Float64Array, sinks: Float64Array): void => {
    const into = new Float64Array(memory.memory.buffer, masses, m + n);
    into.set(sources);
    into.set(sinks, m);
  };
  const whole = wholeMasses(supply, demand);
  writeMasses(whole.supply, whole.demand);
  const { arcs, dearest } = firstPlan(rows, memory, masses);
  plantTree(memory, arcs, records, m, n);

  const simplex = assembled<'useTree' | 'useRows' | 'exchange' | 'reprice' | 'reflow'>(
    transportBytes,
    memory,
  );
  simplex.useTree(records, potentials, m);
  simplex.reprice();
  const block = Math.ceil(2 * Math.sqrt(m * n));
  let limit = -ROUNDING * dearest;
  let pivots = 0;
  for (let quiet = 0, at = 0; quiet < rows.windows; at = (at + 1) % rows.windows) {
    const { first, count } = rows.show(at);
    simplex.useRows(rows.address, rows.stride, first, count, block);
    quiet++;
    for (;;) {
      const done = simplex.exchange(PIVOTS_A_STEP, limit);
      if (done === 0) break;
      // What many small changes have rounded; mostly nothing is left to improve after the last time.
      simplex.reprice();
      quiet = 1;
      pivots += done;
      if (pivots > MOST_PIVOTS_A_NODE * (m + n)) limit *= 2;
      await breathe();
    }
  }
  writeMasses(
    supply,
    demand.map((mass) => -mass),
  );
  simplex.reflow(masses);
  return planOf(memory, records, potentials, m, n);
}

/** Cost rows in memory: as many as there is room for, from a multiple of that on. */
class RowWindow {
  readonly address: number;
  /** Bytes of a row, whose rest holds Infinity: such arcs are never the best. */
  readonly stride: number;
  readonly windows: number;
  private readonly size: number;
  private readonly fill: ReturnType<CostRows['open']>;
  private shown = -1;

  constructor(
    readonly costs: CostRows,
    private readonly memory: KernelMemory,
    room: number,
  ) {
    this.stride = 32 * Math.ceil(costs.columns / 4);
    this.size = Math.max(1, Math.min(costs.rows, Math.floor(room / this.stride)));
    this.windows = Math.ceil(costs.rows / this.size);
    this.address = memory.reserve(this.size * this.stride);
    this.fill = costs.open(memory, this.stride);
  }

  show(window: number): { readonly first: number; readonly count: number } {
    const first = window * this.size;
    const count = Math.min(this.size, this.costs.rows - first);
    if (window !== this.shown) {
      this.fill(first, count, this.address);
      const width = this.stride / 8;
      const { columns } = this.costs;
      const numbers = new Float64Array(this.memory.memory.buffer, this.address, count * width);
      if (columns < width)
        for (let i = 0; i < count; i++) numbers.fill(Infinity, i * width + columns, (i + 1) * width);
    }
    this.shown = window;
    return { first, count };
  }
}

/** @returns address of the plan's arcs, which join all nodes, and the largest magnitude of a cost */
function firstPlan(
  rows: RowWindow,
  memory: KernelMemory,
  masses: number,
): { readonly arcs: number; readonly dearest: number } {
  const { rows: m, columns: n } = rows.costs;
  const start = assembled<'survey' | 'begin' | 'plan'>(startBytes, memory);
  const order = memory.reserve((m + n) * 4);
  const least = memory.reserve(rows.stride);
  const arcs = memory.reserve((m + n - 1) * ARC_BYTES);
  new Float64Array(memory.memory.buffer, least, n).fill(Infinity);
  let dearest = 0;
  for (let at = 0; at < rows.windows; at++) {
    const { count } = rows.show(at);
    dearest = Math.max(dearest, start.survey(rows.address, rows.stride, count, n, least));
  }
  start.begin(masses, order, least, arcs, m, n);
  for (let at = 0; at < rows.windows; at++) {
    const { first, count } = rows.show(at);
    start.plan(rows.address, rows.stride, first, count);
  }
  return { arcs, dearest };
}

function planOf(
  memory: KernelMemory,
  records: number,
  potentials: number,
  m: number,
  n: number,
): TransportPlan {
  const links = new Uint32Array(memory.memory.buffer, records, ((m + n) * RECORD_BYTES) / 4);
  const numbers = new Float64Array(memory.memory.buffer, records, ((m + n) * RECORD_BYTES) / 8);
  const prices = new Float64Array(memory.memory.buffer, potentials, m + n);
  const nodes = new Map<number, number>();
  for (let node = 0; node < m + n; node++) {
    if (node === m || !((numbers[4 * node + 2] as number) > 0)) continue;
    const parent = ((links[8 * node] as number) - records) / RECORD_BYTES;
    nodes.set(node < m ? node * n + parent - m : parent * n + node - m, node);
  }
  const places = Float64Array.from(nodes.keys()).sort();
  const inOrder = Array.from(places, (place) => nodes.get(place) as number);
  const flow = Float64Array.from(inOrder, (node) => numbers[4 * node + 2] as number);
  return {
    from: Uint32Array.from(places, (place) => Math.floor(place / n)),
    to: Uint32Array.from(places, (place) => place % n),
    flow,
    cost: inOrder.reduce((sum, node, k) => sum + (flow[k] as number) * (numbers[4 * node + 3] as number), 0),
    sources: prices.slice(0, m).map((v) => -v),
    sinks: prices.slice(m),
  };
}
