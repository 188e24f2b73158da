// Counts pairs of class ids below 256: ids of any type become bytes, and two bytes are the index of a counter. Compiled by
// AssemblyScript.
//
// Neighbours go to different tables, as adding twice to one counter has the second wait for the first; sixteen equal
// pairs, most of a label map, are one addition.

/** Bytes of one of the four tables of counters. */
const TABLE_BYTES: usize = 4 << 16;

/**
 * As `narrow16`, for bytes with a sign, of which nothing is to be made.
 * @returns other than 0 where one is negative
 */
export function narrow8(from: usize, length: usize): u32 {
  let seen = i8x16.splat(0);
  for (let at = from; at < from + length; at += 16) seen = v128.or(seen, v128.load(at));
  return i8x16.bitmask(seen);
}

/**
 * Makes bytes of ids of 16 bits, with or without sign.
 * @param length of the ids; up to the next multiple of 16 they are 0 @param to gets as many bytes
 * @returns other than 0 where one is no whole number from 0 to 255
 */
export function narrow16(from: usize, length: usize, to: usize): u32 {
  let seen = i16x8.splat(0);
  for (let i: usize = 0; i < length; i += 16) {
    const at = from + (i << 1);
    const a = v128.load(at);
    const b = v128.load(at, 16);
    seen = v128.or(seen, v128.or(a, b));
    v128.store(to + i, i8x16.narrow_i16x8_u(a, b));
  }
  return u32(v128.any_true(i16x8.shr_u(seen, 8)));
}

/** As `narrow16`, for 32 bits. */
export function narrow32(from: usize, length: usize, to: usize): u32 {
  let seen = i32x4.splat(0);
  for (let i: usize = 0; i < length; i += 16) {
    const at = from + (i << 2);
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    seen = v128.or(seen, v128.or(v128.or(a, b), v128.or(c, d)));
    v128.store(to + i, bytesOf(a, b, c, d));
  }
  return beyondByte(seen);
}

/** As `narrow16`, for 64 bits. */
export function narrow64(from: usize, length: usize, to: usize): u32 {
  let seen = i64x2.splat(0);
  for (let i: usize = 0; i < length; i += 8) {
    const at = from + (i << 3);
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    seen = v128.or(seen, v128.or(v128.or(a, b), v128.or(c, d)));
    const low = i32x4.shuffle(a, b, 0, 2, 4, 6);
    const high = i32x4.shuffle(c, d, 0, 2, 4, 6);
    const words = i16x8.narrow_i32x4_s(low, high);
    v128.store64_lane(to + i, i8x16.narrow_i16x8_u(words, words), 0);
  }
  return u32(v128.any_true(i64x2.shr_u(seen, 8)));
}

/** As `narrow16`, for float32. */
export function narrowFloats(from: usize, length: usize, to: usize): u32 {
  let seen = i32x4.splat(0);
  let wrong = i32x4.splat(0);
  for (let i: usize = 0; i < length; i += 16) {
    const at = from + (i << 2);
    const a = wholeFloats(at);
    const b = wholeFloats(at + 16);
    const c = wholeFloats(at + 32);
    const d = wholeFloats(at + 48);
    seen = v128.or(seen, v128.or(v128.or(a, b), v128.or(c, d)));
    const odd = v128.or(isOdd(at, a), isOdd(at + 16, b));
    wrong = v128.or(wrong, v128.or(odd, v128.or(isOdd(at + 32, c), isOdd(at + 48, d))));
    v128.store(to + i, bytesOf(a, b, c, d));
  }
  return beyondByte(seen) | u32(v128.any_true(wrong));
}

function wholeFloats(at: usize): v128 {
  return i32x4.trunc_sat_f32x4_u(v128.load(at));
}

/** Where a number is not the whole one that it became: NaN, negative, with a fraction, infinite. */
function isOdd(at: usize, whole: v128): v128 {
  return f32x4.ne(v128.load(at), f32x4.convert_i32x4_u(whole));
}

/** As `narrow16`, for float64. */
export function narrowDoubles(from: usize, length: usize, to: usize): u32 {
  let wrong: u32 = 0;
  for (let i: usize = 0; i < length; i++) {
    const value = load<f64>(from + (i << 3));
    const whole = value as u32;
    wrong |= u32((whole as f64) !== value) | (whole >> 8);
    store<u8>(to + i, whole as u8);
  }
  return wrong;
}

function bytesOf(a: v128, b: v128, c: v128, d: v128): v128 {
  return i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
}

function beyondByte(words: v128): u32 {
  return u32(v128.any_true(i32x4.shr_u(words, 8)));
}

/** Adds pairs of bytes to the counters: a label is the upper byte of a counter's index, a prediction the lower. */
export function countPairs(prediction: usize, label: usize, length: usize, tables: usize): void {
  let i: usize = 0;
  for (; i + 16 <= length; i += 16) {
    const p = v128.load(prediction + i);
    const y = v128.load(label + i);
    const same = v128.and(
      i8x16.eq(p, i8x16.swizzle(p, i8x16.splat(0))),
      i8x16.eq(y, i8x16.swizzle(y, i8x16.splat(0))),
    );
    const low = i8x16.shuffle(p, y, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    if (i8x16.all_true(same)) {
      add(tables, 0, i16x8.extract_lane_u(low, 0), 16);
      continue;
    }
    const high = i8x16.shuffle(p, y, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    addEight(tables, low);
    addEight(tables, high);
  }
  for (; i < length; i++) {
    add(tables, 0, (load<u8>(prediction + i) as u32) | ((load<u8>(label + i) as u32) << 8), 1);
  }
}

function addEight(tables: usize, pairs: v128): void {
  add(tables, 0, i16x8.extract_lane_u(pairs, 0), 1);
  add(tables, 1, i16x8.extract_lane_u(pairs, 1), 1);
  add(tables, 2, i16x8.extract_lane_u(pairs, 2), 1);
  add(tables, 3, i16x8.extract_lane_u(pairs, 3), 1);
  add(tables, 0, i16x8.extract_lane_u(pairs, 4), 1);
  add(tables, 1, i16x8.extract_lane_u(pairs, 5), 1);
  add(tables, 2, i16x8.extract_lane_u(pairs, 6), 1);
  add(tables, 3, i16x8.extract_lane_u(pairs, 7), 1);
}

function add(tables: usize, table: usize, pair: u32, count: u32): void {
  const at = tables + table * TABLE_BYTES + ((pair as usize) << 2);
  store<u32>(at, load<u32>(at) + count);
}

/** Adds the tables up into the first one. */
export function joinTables(tables: usize): void {
  for (let at = tables; at < tables + TABLE_BYTES; at += 16) {
    const left = i32x4.add(v128.load(at), v128.load(at + TABLE_BYTES));
    const right = i32x4.add(v128.load(at + 2 * TABLE_BYTES), v128.load(at + 3 * TABLE_BYTES));
    v128.store(at, i32x4.add(left, right));
  }
}
