// The Lovász extension from labelled keys of errors, which are at least 0: each part is sorted and swept from its
// largest error on. Compiled by AssemblyScript.
//
// One more error of a positive takes 1/U off the intersection over union I/U, one of a negative I/(U (U+1)): as exact as
// a quotient is, where the difference of two Jaccard losses loses half of its digits.

/** Below it a number with its index has the index. */
const INDEX_BITS: u32 = 33;

/** The extension so far: intersection, union, value. */
const UNION: usize = 8;
const VALUE: usize = 16;

/** How many of `length` bytes are 1. */
export function countMarks(marks: usize, length: usize): u32 {
  let count: u64 = 0;
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) count += popcnt<u64>(load<u64>(marks + i));
  for (; i < length; i++) count += load<u8>(marks + i) as u64;
  return count as u32;
}

/** Adds what the errors of a sorted part give. */
export function extendFloats(at: usize, length: usize, state: usize): void {
  extend<u32>(at, length, state);
}

/** As `extendFloats`, for 64-bit numbers. */
export function extendDoubles(at: usize, length: usize, state: usize): void {
  extend<u64>(at, length, state);
}

function extend<T extends number>(at: usize, length: usize, state: usize): void {
  let intersection = load<i64>(state);
  let union = load<i64>(state, UNION);
  let sum: f64 = 0;
  for (let from = at + (length - 1) * sizeof<T>(); from >= at; from -= sizeof<T>()) {
    const value = load<T>(from);
    const positive = (value & (1 as T)) as i64;
    sum += errorOf<T>(value) * share(intersection, union, positive);
    intersection -= positive;
    union += 1 - positive;
  }
  store<i64>(state, intersection);
  store<i64>(state, union, UNION);
  store<f64>(state, load<f64>(state, VALUE) + sum, VALUE);
}

function errorOf<T extends number>(value: T): f64 {
  if (sizeof<T>() === 4) return reinterpret<f32>((value >> (1 as T)) as u32) as f64;
  return reinterpret<f64>((value as u64) >> 1);
}

/**
 * As `extendFloats`, for numbers with their index.
 * @param slopes gets ∂value/∂error times `scale`, float32, that of index i `step` bytes after that of i − 1
 */
export function extendIndexed(
  at: usize,
  length: usize,
  state: usize,
  slopes: usize,
  step: usize,
  scale: f64,
): void {
  let intersection = load<i64>(state);
  let union = load<i64>(state, UNION);
  let sum: f64 = 0;
  for (let from = at + (length - 1) * 8; from >= at; from -= 8) {
    const value = load<u64>(from);
    const positive = (value & 1) as i64;
    const slope = share(intersection, union, positive);
    const index = ~((value >> 1) as u32);
    sum += (reinterpret<f32>((value >> INDEX_BITS) as u32) as f64) * slope;
    store<f32>(slopes + (index as usize) * step, (slope * scale) as f32);
    intersection -= positive;
    union += 1 - positive;
  }
  store<i64>(state, intersection);
  store<i64>(state, union, UNION);
  store<f64>(state, load<f64>(state, VALUE) + sum, VALUE);
}

/**
 * What the next error adds to the Jaccard loss: 1/U, or I/(U (U+1)). Nothing branches on the label. Where there are no
 * positives and nothing was wrong yet, the first error makes the whole loss.
 */
function share(intersection: i64, union: i64, positive: i64): f64 {
  const negative = positive - 1;
  const none = i64(union === 0);
  const above: i64 = 1 + ((intersection + none - 1) & negative);
  const below: i64 = 1 + (union & negative);
  return (above as f64) / ((below as f64) * ((union + none) as f64));
}
