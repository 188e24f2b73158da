// Scores with binary labels as keys: unsigned integers in the order of the scores, −0 as 0, and a byte 1 for a
// positive. Laid out in parts, a number is a key without its highest bit, which its part has in common, and the label
// below it: so labels cost nothing as they are sorted, and positives stand together within a score. Compiled by
// AssemblyScript.
import {
  addressOf,
  bytesOf,
  countKeys,
  emptyHistogram,
  highOf,
  LINE_BYTES,
  lowOf,
  PART_BYTES,
  place,
  PLAN_BYTES,
  planParts,
  writeLines,
} from './parts';
import { COUNT_BYTES, sortRange } from './radix';

/** Below the key of a number with its index are the index and the label. */
const INDEX_BITS: u32 = 33;

/** Bytes that planning and sorting need. */
export function workBytes(): usize {
  return PLAN_BYTES + COUNT_BYTES;
}

/** Bytes that a part needs: its row of the table, its line, and the room up to the next whole line. */
export function partBytes(): usize {
  return PART_BYTES + 2 * LINE_BYTES;
}

/**
 * Makes keys of float32 scores, of one column or of every one.
 * @param scores rows of `columns` numbers @param labels as many, positive above ½
 * @param keys gets `length` keys, @param marks gets as many bytes
 * @returns how many scores are NaN
 */
export function takeFloats(
  scores: usize,
  labels: usize,
  length: usize,
  columns: usize,
  keys: usize,
  marks: usize,
): u32 {
  if (columns === 1) return takeRow(scores, labels, length, keys, marks);
  let missing: u32 = 0;
  const step = columns << 2;
  for (let i: usize = 0; i < length; i++) {
    missing += takeOne(scores + i * step, labels + i * step, keys + (i << 2), marks + i);
  }
  return missing;
}

function takeOne(score: usize, label: usize, key: usize, mark: usize): u32 {
  const value: f32 = load<f32>(score) + 0;
  const bits = reinterpret<i32>(value);
  store<i32>(key, bits ^ ((bits >> 31) | i32.MIN_VALUE));
  store<u8>(mark, u8(load<f32>(label) > 0.5));
  return u32(value !== value);
}

function takeRow(scores: usize, labels: usize, length: usize, keys: usize, marks: usize): u32 {
  const sign = i32x4.splat(i32.MIN_VALUE);
  const zero = f32x4.splat(0);
  const half = f32x4.splat(0.5);
  const one = i8x16.splat(1);
  let unordered = i32x4.splat(0);
  let i: usize = 0;
  for (; i + 16 <= length; i += 16) {
    const at = i << 2;
    for (let k: usize = 0; k < 64; k += 16) {
      const value = f32x4.add(v128.load(scores + at + k), zero);
      unordered = i32x4.sub(unordered, f32x4.ne(value, value));
      v128.store(keys + at + k, v128.xor(value, v128.or(i32x4.shr_s(value, 31), sign)));
    }
    const first = i16x8.narrow_i32x4_s(
      f32x4.gt(v128.load(labels + at), half),
      f32x4.gt(v128.load(labels + at, 16), half),
    );
    const second = i16x8.narrow_i32x4_s(
      f32x4.gt(v128.load(labels + at, 32), half),
      f32x4.gt(v128.load(labels + at, 48), half),
    );
    v128.store(marks + i, v128.and(i8x16.narrow_i16x8_s(first, second), one));
  }
  let missing: u32 =
    i32x4.extract_lane(unordered, 0) +
    i32x4.extract_lane(unordered, 1) +
    i32x4.extract_lane(unordered, 2) +
    i32x4.extract_lane(unordered, 3);
  for (; i < length; i++) {
    missing += takeOne(scores + (i << 2), labels + (i << 2), keys + (i << 2), marks + i);
  }
  return missing;
}

/** As `takeFloats`, with scores and labels of float64 and keys of 64 bits. */
export function takeDoubles(
  scores: usize,
  labels: usize,
  length: usize,
  columns: usize,
  keys: usize,
  marks: usize,
): u32 {
  let missing: u32 = 0;
  const step = columns << 3;
  for (let i: usize = 0; i < length; i++) {
    const value: f64 = load<f64>(scores + i * step) + 0;
    const bits = reinterpret<i64>(value);
    store<i64>(keys + (i << 3), bits ^ ((bits >> 63) | i64.MIN_VALUE));
    store<u8>(marks + i, u8(load<f64>(labels + i * step) > 0.5));
    missing += u32(value !== value);
  }
  return missing;
}

/** Before keys are counted. */
export function begin(work: usize): void {
  emptyHistogram(work);
}

export function countFloats(keys: usize, length: usize, work: usize): void {
  countKeys<u32>(keys, length, work);
}

export function countDoubles(keys: usize, length: usize, work: usize): void {
  countKeys<u64>(keys, length, work);
}

/** Plans the parts of the counted keys (parts.ts). */
export function plan(work: usize, parts: usize, target: u32, to: usize, size: u32): u32 {
  return planParts(work, parts, target, to, size);
}

/** Lays keys of 32 bits out, with their labels. */
export function layFloats(
  keys: usize,
  marks: usize,
  length: usize,
  work: usize,
  parts: usize,
  lines: usize,
): void {
  for (let i: usize = 0; i < length; i++) {
    const key = load<u32>(keys + (i << 2));
    place<u32>(work, parts, lines, key, (key << 1) | (load<u8>(marks + i) as u32));
  }
}

/** Lays keys of 64 bits out, with their labels. */
export function layDoubles(
  keys: usize,
  marks: usize,
  length: usize,
  work: usize,
  parts: usize,
  lines: usize,
): void {
  for (let i: usize = 0; i < length; i++) {
    const key = load<u64>(keys + (i << 3));
    place<u64>(work, parts, lines, (key >> 32) as u32, (key << 1) | (load<u8>(marks + i) as u64));
  }
}

/**
 * Lays keys out as numbers of 64 bits: the key, the index counted from the last, the label. From the last on, so that
 * equal errors are swept as they stood.
 * @param first index of the first of the keys
 */
export function layIndexed(
  keys: usize,
  marks: usize,
  length: usize,
  first: u32,
  work: usize,
  parts: usize,
  lines: usize,
): void {
  for (let i: usize = length; i > 0; i--) {
    const key = load<u32>(keys + ((i - 1) << 2));
    const index = ~(first + ((i - 1) as u32));
    const value = ((key as u64) << INDEX_BITS) | ((index as u64) << 1) | (load<u8>(marks + i - 1) as u64);
    place<u64>(work, parts, lines, key, value);
  }
}

/** Call after the last keys were laid out. */
export function finish(parts: usize, lines: usize, count: u32): void {
  writeLines(parts, lines, count);
}

/** Sorts a part of 32-bit numbers ascending. @param other as much room as it has @returns where it is then */
export function sortFloats(part: usize, other: usize, work: usize): usize {
  const length = bytesOf(part) >> 2;
  return sortRange<u32>(addressOf(part), other, length, lowOf(part), highOf(part), 0, work + PLAN_BYTES);
}

/** As `sortFloats`, for keys of 64 bits. */
export function sortDoubles(part: usize, other: usize, work: usize): usize {
  return sortWide(part, other, work, 0);
}

/** As `sortFloats`, for numbers with their index. */
export function sortIndexed(part: usize, other: usize, work: usize): usize {
  return sortWide(part, other, work, INDEX_BITS);
}

function sortWide(part: usize, other: usize, work: usize, floor: u32): usize {
  const low = (lowOf(part) as u64) << 32;
  const high = ((highOf(part) as u64) << 32) | 0xffff_ffff;
  return sortRange<u64>(addressOf(part), other, bytesOf(part) >> 3, low, high, floor, work + PLAN_BYTES);
}
