// A first plan for a transport problem: sources in turn send to the sinks that are cheapest for them, measured
// from each sink's cheapest source. Compiled by AssemblyScript; networkSimplex.ts says why this one.
import { placeOfLeast } from './leastOf';

/** Of an arc of the plan: source u32 · sink u32 · flow f64 · cost f64. */
const ARC: usize = 24;

let left: usize = 0;
let sinkLeft: usize = 0;
let ties: usize = 0;
let sinkTies: usize = 0;
let prices: usize = 0;
let arcs: usize = 0;
let openSources: usize = 0;
let openSinks: usize = 0;

/**
 * The least cost of each column, and the largest magnitude of all.
 * @param at address of the costs @param stride bytes of a row @param rows how many @param columns how many
 * @param least address of a float64 a column: lowered where a cost is lower
 */
export function survey(at: usize, stride: usize, rows: usize, columns: usize, least: usize): f64 {
  let most = f64x2.splat(0);
  const pairs = (columns & ~1) * 8;
  let single: f64 = 0;
  for (let r: usize = 0; r < rows; r++, at += stride) {
    for (let k: usize = 0; k < pairs; k += 16) {
      const cost = v128.load(at + k);
      v128.store(least + k, f64x2.pmin(v128.load(least + k), cost));
      most = f64x2.pmax(most, f64x2.abs(cost));
    }
    if (columns & 1) {
      const cost = load<f64>(at + pairs);
      store<f64>(least + pairs, min(load<f64>(least + pairs), cost));
      single = max(single, abs(cost));
    }
  }
  return max(single, max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)));
}

/**
 * @param masses address of a float64 a node, sources first: what it has to send or to take, more than 0 and with equal
 * sums; used up
 * @param order address of a u32 a node, which settles ties
 * @param least address of a float64 a sink, and of finite ones up to the end of a cost row: its least cost; used up
 * @param into address of the plan: sources + sinks − 1 arcs of 24 bytes
 */
export function begin(
  masses: usize,
  order: usize,
  least: usize,
  into: usize,
  sources: usize,
  sinks: usize,
): void {
  left = masses;
  sinkLeft = masses + sources * 8;
  ties = order;
  sinkTies = order + sources * 4;
  prices = least;
  arcs = into;
  openSources = sources;
  openSinks = sinks;
  // Mass is thought of as a little more at every source and, for all of them, at the root. No arc is empty
  // then, so that where it only seems to be empty it points to the root: that is a strongly feasible tree.
  for (let k: usize = 0; k < sources; k++) store<u32>(ties + k * 4, 1);
  memory.fill(sinkTies, 0, sinks * 4);
  store<u32>(sinkTies, sources as u32);
}

/**
 * Plans for the next `count` sources, from `first` on, with their costs at `at`.
 * @param most arcs; each looks at a row of costs
 * @returns how many of the sources are closed; the next call goes on with those that are not
 */
export function plan(at: usize, stride: usize, first: usize, count: usize, most: u32): usize {
  let closed: usize = 0;
  for (; closed < count && most > 0; most--) {
    if (!send(first + closed, at + closed * stride, stride)) closed++;
  }
  return closed;
}

/** One arc from a source; whether the source has anything left. Each arc closes a source or a sink, the last one both. */
function send(source: usize, at: usize, stride: usize): bool {
  const cheapest = placeOfLeast(at, at + stride, prices);
  const sink = (cheapest - at) >> 3;
  const own = left + source * 8;
  const other = sinkLeft + sink * 8;
  const mass = load<f64>(own);
  const room = load<f64>(other);
  const tie = load<u32>(ties + source * 4);
  const otherTie = load<u32>(sinkTies + sink * 4);
  const closes = openSinks === 1 || (openSources > 1 && (mass < room || (mass === room && tie < otherTie)));
  const flow = closes ? mass : room;
  store<u32>(arcs, source as u32);
  store<u32>(arcs, sink as u32, 4);
  store<f64>(arcs, flow, 8);
  store<f64>(arcs, load<f64>(cheapest), 16);
  arcs += ARC;
  if (closes) {
    store<f64>(other, room - mass);
    store<u32>(sinkTies + sink * 4, otherTie - tie);
    openSources--;
    return false;
  }
  store<f64>(own, mass - room);
  store<u32>(ties + source * 4, tie - otherTie);
  store<f64>(prices + sink * 8, -Infinity);
  openSinks--;
  return true;
}
