// The network simplex on a transport problem's spanning tree: the search for arcs whose reduced cost is negative, and
// the exchange of one arc for another. Compiled by AssemblyScript; networkSimplex.ts says how it is put together.
//
// Nodes are the sources, then the sinks; the first sink is the root. Addresses of their records stand for them:
//   parent u32 · next u32 · previous u32 · depth u32 · flow f64 · cost f64
// `next` and `previous` run through the tree from the root and round, each subtree in one piece; flow and cost are those
// of the arc to the parent. Arcs go from sources to sinks, so that a node's kind says which way its arc points.
// Potentials are an array of their own, for the search's lanes: on every arc of the tree
// cost + potential of the source − potential of the sink is 0.
import { leastOf, placeOfLeast } from './leastOf';

const RECORD: usize = 32;
const NEXT: usize = 4;
const PREVIOUS: usize = 8;
const DEPTH: usize = 12;
const FLOW: usize = 16;
const COST: usize = 24;

/** Arcs are looked at in pieces of a row of up to so many bytes. */
const PIECE: usize = 4096;

let nodes: usize = 0;
let sinks: usize = 0;
let potentials: usize = 0;
let sinkPotentials: usize = 0;

let costs: usize = 0;
let stride: usize = 0;
let rows: usize = 0;
let rowNodes: usize = 0;
let blockBytes: isize = 0;
/** Where the search goes on. */
let row: usize = 0;
let offset: usize = 0;
/** The row of the arc that was found. */
let foundRow: usize = 0;
/** Bytes of costs that were looked at since an arc was found, and that may still be looked at in this call. */
let fruitless: usize = 0;
let allowance: isize = 0;

/**
 * @param records address of a record a node, which are a tree already
 * @param prices address of a float64 a node, and of three more that are finite
 * @param sources how many
 */
export function useTree(records: usize, prices: usize, sources: usize): void {
  nodes = records;
  sinks = records + sources * RECORD;
  potentials = prices;
  sinkPotentials = prices + sources * 8;
}

/**
 * Which arcs are looked at from now on.
 * @param at address of the costs @param bytes of a row: a multiple of 32, what is left over holds Infinity
 * @param first source @param count of sources @param block arcs of which the best is taken
 */
export function useRows(at: usize, bytes: usize, first: usize, count: usize, block: usize): void {
  costs = at;
  stride = bytes;
  rows = count;
  rowNodes = nodes + first * RECORD;
  blockBytes = (block * 8) as isize;
  row = 0;
  offset = 0;
  fruitless = 0;
}

/**
 * Exchanges arcs while any of the rows has a reduced cost below `limit`.
 * @param bytes of costs after which it stops looking: near the end a whole turn may find only one arc
 * @returns how many, at most `most`; the next call goes on where this one stopped
 */
export function exchange(most: u32, limit: f64, bytes: usize): u32 {
  let done: u32 = 0;
  allowance = bytes as isize;
  while (done < most && allowance > 0) {
    const arc = nextArc(limit);
    if (arc === 0) break;
    const column = arc - costs - foundRow * stride;
    pivot(rowNodes + foundRow * RECORD, sinks + column * (RECORD >> 3), load<f64>(arc));
    done++;
  }
  return done;
}

/** Whether a whole turn since the last exchange and the last `reprice` has found no arc. */
export function isBest(): bool {
  return fruitless >= rows * stride;
}

/** Address of the cost of the best arc of the next block that has any below the limit; 0 where none has been found so far. */
function nextArc(limit: f64): usize {
  const total = rows * stride;
  const own = potentialOf(rowNodes);
  let least = limit;
  let best: usize = 0;
  let bestEnd: usize = 0;
  let left = blockBytes;
  while (fruitless < total) {
    const line = costs + row * stride;
    const stop = min(offset + PIECE, stride);
    const found = leastOf(line + offset, line + stop, sinkPotentials + offset) + load<f64>(own + (row << 3));
    if (found < least) {
      least = found;
      best = line + offset;
      bestEnd = line + stop;
      foundRow = row;
    }
    fruitless += stop - offset;
    left -= (stop - offset) as isize;
    allowance -= (stop - offset) as isize;
    offset = stop;
    if (offset === stride) {
      offset = 0;
      row = row + 1 === rows ? 0 : row + 1;
    }
    if (left > 0) continue;
    if (best !== 0 || allowance <= 0) break;
    left = blockBytes;
  }
  if (best === 0) return 0;
  fruitless = 0;
  return placeOfLeast(best, bestEnd, sinkPotentials + (best - costs - foundRow * stride));
}

function potentialOf(node: usize): usize {
  return potentials + ((node - nodes) >> 2);
}

/** Brings an arc into the tree: mass goes round the cycle that it closes until another arc is empty. */
function pivot(source: usize, sink: usize, cost: f64): void {
  const reduced = cost + load<f64>(potentialOf(source)) - load<f64>(potentialOf(sink));
  // On the source's side mass goes down the tree, on the sink's side up. Of the arcs that run empty the last one
  // in the direction of the cycle leaves, seen from where the two sides meet.
  let amount: f64 = Infinity;
  let leaving: usize = 0;
  let onSourceSide = true;
  let a = source;
  let b = sink;
  while (a !== b) {
    if (load<u32>(a, DEPTH) >= load<u32>(b, DEPTH)) {
      if (a < sinks && load<f64>(a, FLOW) < amount) {
        amount = load<f64>(a, FLOW);
        leaving = a;
        onSourceSide = true;
      }
      a = load<u32>(a);
    } else {
      if (b >= sinks && load<f64>(b, FLOW) <= amount) {
        amount = load<f64>(b, FLOW);
        leaving = b;
        onSourceSide = false;
      }
      b = load<u32>(b);
    }
  }
  if (amount > 0) {
    for (let u = source; u !== a; u = load<u32>(u)) addFlow(u, u < sinks ? -amount : amount);
    for (let u = sink; u !== a; u = load<u32>(u)) addFlow(u, u < sinks ? amount : -amount);
  }
  if (onSourceSide) rehang(source, leaving, sink, cost, amount, -reduced);
  else rehang(sink, leaving, source, cost, amount, reduced);
}

function addFlow(node: usize, amount: f64): void {
  store<f64>(node, load<f64>(node, FLOW) + amount, FLOW);
}

/** The subtree below the leaving arc is turned round, so that `top` hangs from `under` by the entering arc. */
function rehang(top: usize, leaving: usize, under: usize, cost: f64, flow: f64, shift: f64): void {
  const before: usize = load<u32>(leaving, PREVIOUS);
  let depth = load<u32>(top, DEPTH);
  let deeper = load<u32>(under, DEPTH) + 1 - depth;
  // Of the new order: its last node. Of the old: who stood before the node, and after its subtree.
  let tail = settle(top, depth, deeper, shift);
  let ahead: usize = load<u32>(top, PREVIOUS);
  let after: usize = load<u32>(tail, NEXT);
  let node = top;
  let parent = under;
  for (;;) {
    const stem: usize = load<u32>(node);
    const oldFlow = load<f64>(node, FLOW);
    const oldCost = load<f64>(node, COST);
    store<u32>(node, parent as u32);
    store<f64>(node, flow, FLOW);
    store<f64>(node, cost, COST);
    if (node === leaving) break;
    // The stem with what hangs from it before the node, then what hangs from it after the node.
    depth--;
    deeper += 2;
    const aheadOfStem: usize = load<u32>(stem, PREVIOUS);
    settleUpTo(stem, node, deeper, shift);
    link(tail, stem);
    tail = ahead;
    ahead = aheadOfStem;
    if (load<u32>(after, DEPTH) > depth) {
      link(tail, after);
      tail = settle(after, depth, deeper, shift);
      after = load<u32>(tail, NEXT);
    }
    parent = node;
    flow = oldFlow;
    cost = oldCost;
    node = stem;
  }
  link(before, after);
  link(tail, load<u32>(under, NEXT));
  link(under, top);
}

function link(first: usize, second: usize): void {
  store<u32>(first, second as u32, NEXT);
  store<u32>(second, first as u32, PREVIOUS);
}

/** Moves a node and all after it that are deeper than `depth`; gives the last of them. */
function settle(node: usize, depth: u32, deeper: u32, shift: f64): usize {
  let last = node;
  do {
    move(node, deeper, shift);
    last = node;
    node = load<u32>(node, NEXT);
  } while (load<u32>(node, DEPTH) > depth);
  return last;
}

function settleUpTo(node: usize, stop: usize, deeper: u32, shift: f64): void {
  do {
    move(node, deeper, shift);
    node = load<u32>(node, NEXT);
  } while (node !== stop);
}

function move(node: usize, deeper: u32, shift: f64): void {
  const place = potentialOf(node);
  store<f64>(place, load<f64>(place) + shift);
  store<u32>(node, load<u32>(node, DEPTH) + deeper, DEPTH);
}

/** Computes the potentials anew, from the root down. What was looked at with others is looked at once more. */
export function reprice(): void {
  fruitless = 0;
  store<f64>(sinkPotentials, 0);
  for (let node: usize = load<u32>(sinks, NEXT); node !== sinks; node = load<u32>(node, NEXT)) {
    const above = load<f64>(potentialOf(load<u32>(node)));
    const cost = load<f64>(node, COST);
    store<f64>(potentialOf(node), node < sinks ? above - cost : above + cost);
  }
}

/**
 * Computes the flows anew, from the leaves up: what a node has too much goes to its parent, what it lacks comes from there.
 * @param excess address of a float64 a node: its supply, or minus its demand; overwritten
 */
export function reflow(excess: usize): void {
  for (let node: usize = load<u32>(sinks, PREVIOUS); node !== sinks; node = load<u32>(node, PREVIOUS)) {
    const mass = load<f64>(excess + ((node - nodes) >> 2));
    store<f64>(node, max<f64>(0, node < sinks ? mass : -mass), FLOW);
    const above = excess + (((load<u32>(node) as usize) - nodes) >> 2);
    store<f64>(above, load<f64>(above) + mass);
  }
}
