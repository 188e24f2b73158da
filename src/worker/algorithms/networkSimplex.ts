// Optimal transport between two sets of masses with any costs: the primal network simplex on a spanning tree, kept
// strongly feasible so that it cannot cycle (Cunningham 1976; Bonneel et al. 2011, https://doi.org/10.1145/2070781.2024192).
// What is done often is WebAssembly (src/worker/assembly/transport.ts); costs are made in its memory, all of
// them where they fit into it. Where they do not, the rows take turns, until no turn finds anything to improve.
//
// Measured on random points in the plane, milliseconds of the solver alone, 500 and 1000 a side of equal masses (POT 0.9.7: 36
// and 209; in JavaScript, from a tree of dear arcs: 15 and 180): 5 and 18 from a first plan by rows, measured from each column's
// cheapest; 10 and 94 from the north-west corner. Vogel's and Russell's plans and the cheapest arcs first save a tenth to
// a third of the 3,800 and 10,000 exchanges and cost more than they save: sorting alone takes 3 and 15. Blocks of twice the
// root of all arcs: of half as many it is 5.4 and 17.5, of twice as many 6 and 31, with random masses the same way round.
// A memory and instances of its own for each request took 4 and 20 more, most of it the first touch of pages.
import transportBytes from '../assembly/transport.wasm';
import startBytes from '../assembly/transportStart.wasm';
import { assembled } from '../kernels/assembled';
import type { KernelMemory } from '../kernels/memory';
import { takeWorkspace, type Workspace } from '../kernels/workspace';
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

/** Costs that are made or looked at before messages are let in: some 10 ms. */
const BYTES_A_STEP = 1 << 25;

/** Random problems take about so many exchanges a node; how far the work is, is told by it. */
const USUAL_PIVOTS_A_NODE = 8;

/** Lets messages in; may throw to cancel. @param fraction how much is done, as far as one can say */
export type Breathe = (fraction: number) => Promise<void>;

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
  breathe: Breathe,
  room = ROOM_BYTES,
): Promise<TransportPlan> {
  const [m, n] = [supply.length, demand.length];
  const stride = 32 * Math.ceil(n / 4);
  const held = Math.max(1, Math.min(m, Math.floor(room / stride)));
  const workspace = takeWorkspace([
    held * stride,
    costs.bytes(stride),
    (m + n) * RECORD_BYTES,
    m * 8 + stride,
    (m + n) * 8,
    (m + n) * 4,
    stride,
    (m + n - 1) * ARC_BYTES,
  ]);
  try {
    return await solve(supply, demand, new RowWindow(costs, workspace, stride, held), workspace, breathe);
  } finally {
    workspace.release();
  }
}

async function solve(
  supply: Float64Array,
  demand: Float64Array,
  rows: RowWindow,
  { memory, addresses }: Workspace,
  breathe: Breathe,
): Promise<TransportPlan> {
  const [m, n] = [supply.length, demand.length];
  const [, , records = 0, potentials = 0, masses = 0, order = 0, least = 0, arcs = 0] = addresses;
  const writeMasses = (sources: Float64Array, sinks: Float64Array): void => {
    const into = new Float64Array(memory.memory.buffer, masses, m + n);
    into.set(sources);
    into.set(sinks, m);
  };
  const whole = wholeMasses(supply, demand);
  writeMasses(whole.supply, whole.demand);
  const dearest = await firstPlan(rows, memory, { masses, order, least, arcs }, () => breathe(0));
  plantTree(memory, arcs, records, m, n);

  const simplex = assembled<'useTree' | 'useRows' | 'exchange' | 'isBest' | 'reprice' | 'reflow'>(
    transportBytes,
    memory,
  );
  new Float64Array(memory.memory.buffer, potentials, m + rows.stride / 8).fill(0);
  simplex.useTree(records, potentials, m);
  simplex.reprice();
  const block = Math.ceil(2 * Math.sqrt(m * n));
  let limit = -ROUNDING * dearest;
  let pivots = 0;
  const usual = USUAL_PIVOTS_A_NODE * (m + n);
  const pause = (): Promise<void> => breathe(pivots / (pivots + usual));
  for (let quiet = 0, at = 0; quiet < rows.windows; at = (at + 1) % rows.windows) {
    const { first, count } = await rows.show(at, pause);
    simplex.useRows(rows.address, rows.stride, first, count, block);
    quiet++;
    for (;;) {
      const done = simplex.exchange(PIVOTS_A_STEP, limit, BYTES_A_STEP);
      if (done > 0) {
        // What many small changes have rounded; mostly nothing is left to improve after the last time.
        simplex.reprice();
        quiet = 1;
        pivots += done;
        if (pivots > MOST_PIVOTS_A_NODE * (m + n)) limit *= 2;
      } else if (simplex.isBest() !== 0) break;
      await pause();
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
  readonly windows: number;
  private readonly memory: KernelMemory;
  private readonly fill: ReturnType<CostRows['open']>;
  private shown = -1;

  /** @param stride bytes of a row, whose rest holds Infinity: such arcs are never the best @param held rows */
  constructor(
    readonly costs: CostRows,
    { memory, addresses: [address = 0, own = 0] }: Workspace,
    readonly stride: number,
    private readonly held: number,
  ) {
    this.memory = memory;
    this.address = address;
    this.windows = Math.ceil(costs.rows / held);
    this.fill = costs.open(memory, own, stride);
  }

  async show(
    window: number,
    pause: () => Promise<void>,
  ): Promise<{ readonly first: number; readonly count: number }> {
    const first = window * this.held;
    const count = Math.min(this.held, this.costs.rows - first);
    if (window !== this.shown) {
      for (const { start, size } of this.pieces(count)) {
        this.write(first + start, size, this.address + start * this.stride);
        await pause();
      }
    }
    this.shown = window;
    return { first, count };
  }

  /** Rows that are gone through at once. */
  *pieces(count: number): Generator<{ readonly start: number; readonly size: number }> {
    const most = Math.max(1, Math.floor(BYTES_A_STEP / this.stride));
    for (let start = 0; start < count; start += most) yield { start, size: Math.min(most, count - start) };
  }

  private write(first: number, count: number, address: number): void {
    this.fill(first, count, address);
    const width = this.stride / 8;
    const { columns } = this.costs;
    if (columns === width) return;
    const numbers = new Float64Array(this.memory.memory.buffer, address, count * width);
    for (let i = 0; i < count; i++) numbers.fill(Infinity, i * width + columns, (i + 1) * width);
  }
}

/** @returns the largest magnitude of a cost; the plan's arcs, which join all nodes, are at `arcs` */
async function firstPlan(
  rows: RowWindow,
  memory: KernelMemory,
  { masses, order, least, arcs }: Readonly<Record<'masses' | 'order' | 'least' | 'arcs', number>>,
  pause: () => Promise<void>,
): Promise<number> {
  const { rows: m, columns: n } = rows.costs;
  const start = assembled<'survey' | 'begin' | 'plan'>(startBytes, memory);
  new Float64Array(memory.memory.buffer, least, rows.stride / 8).fill(0).fill(Infinity, 0, n);
  let dearest = 0;
  for (let at = 0; at < rows.windows; at++) {
    const { count } = await rows.show(at, pause);
    for (const piece of rows.pieces(count)) {
      const address = rows.address + piece.start * rows.stride;
      dearest = Math.max(dearest, start.survey(address, rows.stride, piece.size, n, least));
      await pause();
    }
  }
  start.begin(masses, order, least, arcs, m, n);
  const arcsAtOnce = Math.max(1, Math.floor(BYTES_A_STEP / rows.stride));
  for (let at = 0; at < rows.windows; at++) {
    const { first, count } = await rows.show(at, pause);
    for (let done = 0; done < count; await pause()) {
      const address = rows.address + done * rows.stride;
      done += start.plan(address, rows.stride, first + done, count - done, arcsAtOnce);
    }
  }
  return dearest;
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
  const parentOf = (node: number): number => ((links[8 * node] as number) - records) / RECORD_BYTES;
  const places = new Float64Array(m + n);
  let count = 0;
  for (let node = 0; node < m + n; node++) {
    if (node === m || !((numbers[4 * node + 2] as number) > 0)) continue;
    const parent = parentOf(node);
    places[count++] = node < m ? node * n + parent - m : parent * n + node - m;
  }
  const inOrder = places.subarray(0, count).sort();
  const from = Uint32Array.from(inOrder, (place) => Math.floor(place / n));
  const to = Uint32Array.from(inOrder, (place) => place % n);
  const flow = new Float64Array(count);
  let cost = 0;
  for (let k = 0; k < count; k++) {
    const [source, sink] = [from[k] as number, m + (to[k] as number)];
    const below = links[8 * source] === records + sink * RECORD_BYTES ? source : sink;
    flow[k] = numbers[4 * below + 2] as number;
    cost += (flow[k] as number) * (numbers[4 * below + 3] as number);
  }
  return { from, to, flow, cost, sources: prices.slice(0, m).map((v) => -v), sinks: prices.slice(m) };
}
