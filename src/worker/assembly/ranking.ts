// Ranking metrics from labelled keys (labelledKeys.ts): each sorted part is swept from its largest score on. Compiled by
// AssemblyScript.
//
// Measured on 10^7 float32 scores: 8 ms a pass of the keys' making, 60 for laying them out, 36 for sorting, 24 for the
// sweep, in which nothing branches on a label or a tie; `select` on integers and numbers did, and took 80.
/** A sweep so far: true positives, false ones, twice the pairs in order, the sum of the precision, the curve. */
const FALSE: usize = 8;
const PAIRS: usize = 16;
const GAINED: usize = 24;
const NEXT: usize = 32;
const STEP: usize = 40;
const LAST: usize = 48;
const POINTS: usize = 56;
const CURVE: usize = 64;
const POINT_BYTES: usize = 24;

/**
 * Goes on down the ranking through a part that is sorted.
 * @param upper whether its keys have the highest bit, which its numbers lack
 */
export function sweepFloats(at: usize, length: usize, upper: u32, state: usize): void {
  sweep<u32>(at, length, upper << 31, state);
}

/** As `sweepFloats`, for 64-bit numbers. */
export function sweepDoubles(at: usize, length: usize, upper: u32, state: usize): void {
  sweep<u64>(at, length, (upper as u64) << 63, state);
}

/**
 * Positives come before the negatives of their score. A negative is below all positives so far, and ties with those
 * since its score began: so it adds the positives now and at that time to twice the pairs.
 */
function sweep<T extends number>(at: usize, length: usize, top: T, state: usize): void {
  const size = sizeof<T>();
  let tp = load<i64>(state);
  let seen = tp + load<i64>(state, FALSE);
  let pairs = load<u64>(state, PAIRS);
  let next = ceil(load<f64>(state, NEXT)) as i64;
  let gained: f64 = 0;
  let before = tp;
  let place = at + (length - 1) * size;
  let run = (load<T>(place) >> (1 as T)) as T;
  for (; place >= at; place -= size) {
    const value = load<T>(place);
    const key = (value >> (1 as T)) as T;
    const positive = (value & (1 as T)) as i64;
    const fresh = key !== run;
    if (seen >= next && fresh) next = addPoint(state, (top | run) as u64, tp, seen - tp);
    const gains = (tp - before) & -i64(fresh);
    // Nothing seen yet is nothing gained, by whatever precision.
    gained += (gains as f64) * ((tp as f64) / ((seen | i64(seen === 0)) as f64));
    before += gains;
    run = key;
    pairs += ((tp + before) & (positive - 1)) as u64;
    tp += positive;
    seen++;
  }
  gained += ((tp - before) as f64) * ((tp as f64) / (seen as f64));
  if (seen >= next) addPoint(state, (top | run) as u64, tp, seen - tp);
  store<i64>(state, tp);
  store<i64>(state, seen - tp, FALSE);
  store<u64>(state, pairs, PAIRS);
  store<f64>(state, load<f64>(state, GAINED) + gained, GAINED);
  store<u64>(state, (top | run) as u64, LAST);
}

/** Adds a point of the curve. @returns how many samples the next one is at */
function addPoint(state: usize, key: u64, tp: i64, fp: i64): i64 {
  const count = load<u32>(state, POINTS);
  const to = state + CURVE + (count as usize) * POINT_BYTES;
  store<u64>(to, key);
  store<f64>(to, tp as f64, 8);
  store<f64>(to, fp as f64, 16);
  store<u32>(state, count + 1, POINTS);
  const step = load<f64>(state, STEP);
  let next = load<f64>(state, NEXT);
  while (next <= ((tp + fp) as f64)) next += step;
  store<f64>(state, next, NEXT);
  return ceil(next) as i64;
}
