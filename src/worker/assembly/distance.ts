// Squared Euclidean distances to the nearest voxel of a mask: steps along the first axis, plane by plane, then lower
// envelopes along the others. Meijster, Roerdink and Hesselink 2000, A General Algorithm for Computing Distance
// Transforms in Linear Time. Compiled by AssemblyScript.

/** More steps than an axis has: no voxel of the mask so far. */
const FAR: i32 = 1 << 30;

/** Lines across the rows that are gathered at once: two cache lines of each row. */
const LINES: usize = 16;

/** Between gathered lines, so that they do not all fall into the same few lines of the cache. */
const GAP_BYTES: usize = 64;

/** A parabola of an envelope: height, place of its vertex, and the first place where it is the lowest. */
const PARABOLA_BYTES: usize = 24;

/** How far a line is searched voxel by voxel where that suffices; even. */
const NEAR: usize = 16;

/** Bytes of `stack` for lines of up to `n` voxels. */
export function stackBytes(n: usize): usize {
  return (n + 2 * NEAR) * PARABOLA_BYTES;
}

/** Bytes of `lines` for lines of up to `n` voxels. */
export function linesBytes(n: usize): usize {
  return LINES * (n * 8 + GAP_BYTES);
}

/** Sets the steps of `count` columns to "none so far". */
export function clear(steps: usize, count: usize): void {
  const far = i32x4.splat(FAR);
  for (let at = steps; at < steps + count * 4; at += 16) v128.store(at, far);
}

/**
 * Steps back along the first axis to the last voxel of the mask, from those of the plane before.
 * @param mask bytes of this plane, not 0 on the mask
 * @param steps int32 of each column, replaced
 */
export function forth(mask: usize, steps: usize, count: usize): void {
  const one = i32x4.splat(1);
  const zero = i8x16.splat(0);
  let at = steps;
  for (let from = mask; from < mask + count; from += 16) {
    const outside = i8x16.eq(v128.load(from), zero);
    const low = i16x8.extend_low_i8x16_s(outside);
    const high = i16x8.extend_high_i8x16_s(outside);
    step(at, i32x4.extend_low_i16x8_s(low), one);
    step(at + 16, i32x4.extend_high_i16x8_s(low), one);
    step(at + 32, i32x4.extend_low_i16x8_s(high), one);
    step(at + 48, i32x4.extend_high_i16x8_s(high), one);
    at += 64;
  }
}

function step(at: usize, outside: v128, one: v128): void {
  v128.store(at, v128.and(i32x4.add(v128.load(at), one), outside));
}

/**
 * Squared distances along the first axis alone, the last plane first.
 * @param ahead what `forth` gave for this plane
 * @param steps to the nearest voxel of the mask from the plane behind, replaced by this plane's
 * @param squares float64 of each column, infinite where there is no voxel of the mask
 */
export function back(ahead: usize, steps: usize, squares: usize, count: usize, spacing: f64): void {
  const one = i32x4.splat(1);
  const far = i32x4.splat(FAR);
  const infinite = f64x2.splat(Infinity);
  const size = f64x2.splat(spacing);
  let to = squares;
  for (let offset: usize = 0; offset < count * 4; offset += 16) {
    const here = i32x4.min_s(i32x4.add(v128.load(steps + offset), one), v128.load(ahead + offset));
    v128.store(steps + offset, here);
    const none = i32x4.ge_s(here, far);
    const other = i8x16.shuffle(here, here, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
    const low = f64x2.mul(f64x2.convert_low_i32x4_s(here), size);
    const high = f64x2.mul(f64x2.convert_low_i32x4_s(other), size);
    v128.store(to, v128.bitselect(infinite, f64x2.mul(low, low), i64x2.extend_low_i32x4_s(none)));
    v128.store(to + 16, v128.bitselect(infinite, f64x2.mul(high, high), i64x2.extend_high_i32x4_s(none)));
    to += 32;
  }
}

/**
 * Lower envelopes along an axis that is not the last, in place, of the columns from `left` to `right`.
 * @param squares float64 [n, stride]; only rows from `first` to `end` are read, every other counts as infinite
 * @param lines room for `linesBytes(n)`
 */
export function across(
  squares: usize,
  n: usize,
  stride: usize,
  first: usize,
  end: usize,
  left: usize,
  right: usize,
  spacing: f64,
  lines: usize,
  stack: usize,
): void {
  const row = stride * 8;
  const pitch = n * 8 + GAP_BYTES;
  for (let column = left; column < right; column += LINES) {
    const width = min(LINES, right - column);
    const top = squares + column * 8;
    for (let k = first; k < end; k++) {
      const from = top + k * row;
      for (let b: usize = 0; b < width; b++) store<f64>(lines + b * pitch + k * 8, load<f64>(from + b * 8));
    }
    for (let b: usize = 0; b < width; b++) {
      const line = lines + b * pitch;
      if (!envelope(line, n, first, end, spacing, stack, line))
        for (let at = line; at < line + n * 8; at += 8) store<f64>(at, Infinity);
    }
    for (let k: usize = 0; k < n; k++) {
      const to = top + k * row;
      for (let b: usize = 0; b < width; b++) store<f64>(to + b * 8, load<f64>(lines + b * pitch + k * 8));
    }
  }
}

/**
 * Distances, by lower envelopes along the last axis, in place.
 * @param squares float64 [rows, n]; only columns from `first` to `end` are read, every other counts as infinite
 * @param line room for a line and `GAP_BYTES`
 * @param roots 1 where distances are asked for, 0 for their squares
 */
export function along(
  squares: usize,
  rows: usize,
  n: usize,
  first: usize,
  end: usize,
  spacing: f64,
  line: usize,
  stack: usize,
  roots: i32,
): void {
  for (let row: usize = 0; row < rows; row++) {
    const to = squares + row * n * 8;
    if (!envelope(to, n, first, end, spacing, stack, line)) continue;
    if (roots === 0) memory.copy(to, line, n * 8);
    else rootsOf(line, to, n);
  }
}

function rootsOf(from: usize, to: usize, n: usize): void {
  const even = (n & ~1) * 8;
  for (let at: usize = 0; at < even; at += 16) v128.store(to + at, f64x2.sqrt(v128.load(from + at)));
  if ((n & 1) !== 0) store<f64>(to + even, sqrt(load<f64>(from + even)));
}

/**
 * min over j of f[j] + (spacing (i − j))² for each place i of a line; false where no f[j] is finite.
 * @param f float64, read from place `first` to `end`
 * @param line what is found, and whatever up to `GAP_BYTES` behind; may be `f`
 */
function envelope(
  f: usize,
  n: usize,
  first: usize,
  end: usize,
  spacing: f64,
  stack: usize,
  line: usize,
): bool {
  if (first === 0 && end === n) {
    const reach = reachOf(f, n, spacing);
    if (reach <= NEAR) {
      nearby(f, n, reach, spacing, stack, line);
      return true;
    }
  }
  const top = build(f, n, first, end, spacing, stack);
  if (top < stack) return false;
  store<f64>(top + PARABOLA_BYTES, n as f64, 16);
  const size = f64x2.splat(spacing);
  for (let at = stack; at <= top; at += PARABOLA_BYTES) fill(line, at, size);
  return true;
}

/**
 * The parabolas of an envelope: each beats those before it from some place on to the end of the line, and those that it
 * beats where they begin are lost. One that lies above the chord of its neighbours is never the lowest: to look at that
 * first spares a third of the work, as guesses of the processor that go wrong.
 * @returns the topmost on the stack
 */
function build(f: usize, n: usize, first: usize, end: usize, spacing: f64, stack: usize): usize {
  const inverse = 0.5 / (spacing * spacing);
  const bend = 2 * spacing * spacing;
  const length = n as f64;
  const last = f + (end - 1) * 8;
  let top = stack - PARABOLA_BYTES;
  let height: f64 = 0;
  let vertex: f64 = 0;
  let start: f64 = 0;
  let q = (first as f64) - 1;
  let before: f64 = Infinity;
  let h: f64 = Infinity;
  let after = load<f64>(f + first * 8);
  for (let at = f + first * 8; at <= last; at += 8) {
    q += 1;
    before = h;
    h = after;
    after = at < last ? load<f64>(at, 8) : Infinity;
    if (h + h >= before + after + bend || h === Infinity) continue;
    let begin: f64 = 0;
    while (top >= stack) {
      const own = (start - q) * spacing;
      const others = (start - vertex) * spacing;
      if (height + others * others <= h + own * own) {
        begin = floor(((h - height) * inverse) / (q - vertex) + 0.5 * (q + vertex)) + 1;
        begin = max(begin, start + 1);
        break;
      }
      top -= PARABOLA_BYTES;
      height = load<f64>(top, 0);
      vertex = load<f64>(top, 8);
      start = load<f64>(top, 16);
    }
    if (!(begin < length)) continue;
    top += PARABOLA_BYTES;
    height = h;
    vertex = q;
    start = begin;
    store<f64>(top, height, 0);
    store<f64>(top, vertex, 8);
    store<f64>(top, start, 16);
  }
  return top;
}

/** The values of one parabola where it is the lowest, four at a time: what is too much the next one writes over. */
function fill(line: usize, parabola: usize, spacing: v128): void {
  const height = f64x2.splat(load<f64>(parabola, 0));
  const start = load<f64>(parabola, 16);
  const two = f64x2.splat(2);
  let d = f64x2.add(f64x2.splat(start - load<f64>(parabola, 8)), f64x2(0, 1));
  let to = line + ((start as i32 as usize) << 3);
  const stop = line + ((load<f64>(parabola + PARABOLA_BYTES, 16) as i32 as usize) << 3);
  for (; to < stop; to += 32) {
    const low = f64x2.mul(d, spacing);
    d = f64x2.add(d, two);
    const high = f64x2.mul(d, spacing);
    d = f64x2.add(d, two);
    v128.store(to, f64x2.add(f64x2.mul(low, low), height));
    v128.store(to, f64x2.add(f64x2.mul(high, high), height), 16);
  }
}

/** How many voxels aside the least sum of a line can be at most; more than `NEAR` where it is not to be searched so. */
function reachOf(f: usize, n: usize, spacing: f64): usize {
  let low = f64x2.splat(load<f64>(f + (n - 1) * 8));
  let high = low;
  for (let at = f; at < f + (n & ~1) * 8; at += 16) {
    const here = v128.load(at);
    low = f64x2.pmin(low, here);
    high = f64x2.pmax(high, here);
  }
  const most = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
  const least = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  let reach: usize = 0;
  if (most === Infinity) return NEAR + 1;
  for (; reach <= NEAR; reach++) {
    const aside = ((reach + 1) as f64) * spacing;
    if (aside * aside >= most - least) break;
  }
  return reach;
}

/** What `envelope` finds, from the voxels up to `reach` aside. */
function nearby(f: usize, n: usize, reach: usize, spacing: f64, stack: usize, line: usize): void {
  const infinite = f64x2.splat(Infinity);
  const from = stack + NEAR * 8;
  memory.copy(from, f, n * 8);
  for (let at: usize = 0; at < NEAR * 8; at += 16) {
    v128.store(stack + at, infinite);
    v128.store(from + n * 8 + at, infinite);
  }
  for (let at: usize = 0; at < n * 8; at += 16) {
    let least = v128.load(from + at);
    for (let d: usize = 1; d <= reach; d++) {
      const aside = f64x2.splat((d as f64) * spacing);
      const nearer = f64x2.pmin(v128.load(from + at - d * 8), v128.load(from + at + d * 8));
      least = f64x2.pmin(least, f64x2.add(f64x2.mul(aside, aside), nearer));
    }
    v128.store(line + at, least);
  }
}

/**
 * Distances at some voxels of a plane alone.
 * @param squares float64 [rows, n], as `along` takes them
 * @param bits the voxels, as rows of `pitch` bytes (see bits.ts)
 * @param to float64 of each of them, in their order
 * @returns the address behind the last
 */
export function nearest(
  squares: usize,
  rows: usize,
  n: usize,
  first: usize,
  end: usize,
  spacing: f64,
  line: usize,
  stack: usize,
  bits: usize,
  pitch: usize,
  to: usize,
): usize {
  for (let row: usize = 0; row < rows; row++) {
    const f = squares + row * n * 8;
    const words = bits + row * pitch;
    let asked: usize = 0;
    for (let word: usize = 0; word < pitch; word += 8) asked += popcnt(load<u64>(words + word)) as usize;
    // Many voxels that each search their line would take more than the line as a whole.
    const whole = asked * 8 > n && envelope(f, n, first, end, spacing, stack, line);
    for (let word: usize = 0; word < pitch; word += 8) {
      let left = load<u64>(words + word);
      while (left !== 0) {
        const i = (word << 3) + (ctz(left) as usize);
        left &= left - 1;
        const value = whole ? load<f64>(line + i * 8) : search(f, i, first, end, spacing);
        store<f64>(to, sqrt(value));
        to += 8;
      }
    }
  }
  return to;
}

/** min over j of f[j] + (spacing (i − j))², looking no further than it can still get better. */
function search(f: usize, i: usize, first: usize, end: usize, spacing: f64): f64 {
  let best: f64 = i >= first && i < end ? load<f64>(f + i * 8) : Infinity;
  for (let d: usize = 1; ; d++) {
    const far = (d as f64) * spacing;
    const aside = far * far;
    if (aside >= best) break;
    const before = i >= first + d;
    const behind = i + d < end;
    if (!before && !behind) break;
    if (before && i - d < end) best = min(best, load<f64>(f + (i - d) * 8) + aside);
    if (behind && i + d >= first) best = min(best, load<f64>(f + (i + d) * 8) + aside);
  }
  return best;
}
