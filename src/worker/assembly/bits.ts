// Masks as bits: 64 voxels of the last axis a word, the first the lowest bit, each row from a word of its own on. Bits
// behind the end of a row are 0. Compiled by AssemblyScript.

/** Bytes of a row of `width` voxels. */
export function pitchOf(width: usize): usize {
  return ((width + 63) >> 6) << 3;
}

/**
 * Bits of masks that are bytes.
 * @returns 0 where all bytes are 0 or 1
 */
export function pack(from: usize, rows: usize, width: usize, to: usize): i32 {
  const zero = i8x16.splat(0);
  const pitch = pitchOf(width);
  const whole = width & ~15;
  let seen = zero;
  let rest: u32 = 0;
  for (let row: usize = 0; row < rows; row++) {
    const bytes = from + row * width;
    const bits = to + row * pitch;
    store<u64>(bits + pitch - 8, 0);
    for (let x: usize = 0; x < whole; x += 16) {
      const some = v128.load(bytes + x);
      seen = v128.or(seen, some);
      store<u16>(bits + (x >> 3), i8x16.bitmask(i8x16.ne(some, zero)) as u16);
    }
    let last: u32 = 0;
    for (let x = whole; x < width; x++) {
      const byte: u32 = load<u8>(bytes + x);
      rest |= byte;
      if (byte !== 0) last |= 1 << ((x - whole) as u32);
    }
    if (whole < width) store<u16>(bits + (whole >> 3), last as u16);
  }
  return rest > 1 || v128.any_true(i8x16.gt_u(seen, i8x16.splat(1))) ? 1 : 0;
}

/** Bytes 0 and 1 of bits; up to 15 bytes behind the last are overwritten. */
export function unpack(from: usize, rows: usize, width: usize, to: usize): void {
  const pitch = pitchOf(width);
  const own = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  const one = i8x16.splat(1);
  const zero = i8x16.splat(0);
  for (let row: usize = 0; row < rows; row++) {
    const bits = from + row * pitch;
    const bytes = to + row * width;
    for (let x: usize = 0; x < width; x += 16) {
      const pair = i16x8.splat(load<u16>(bits + (x >> 3)) as i16);
      const spread = i8x16.shuffle(pair, pair, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
      v128.store(bytes + x, v128.and(i8x16.ne(v128.and(spread, own), zero), one));
    }
  }
}

/** How many bits are 1. @param bytes a multiple of 8 */
export function ones(bits: usize, bytes: usize): f64 {
  let count: u64 = 0;
  for (let at = bits; at < bits + bytes; at += 8) count += popcnt(load<u64>(at));
  return count as f64;
}

/**
 * Where two masks have voxels at all.
 * @param filled a byte a row: whether it has any
 * @param columns a row of bits, 0 before: the columns that have any
 */
export function union(a: usize, b: usize, rows: usize, pitch: usize, filled: usize, columns: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    let any: u64 = 0;
    for (let word: usize = 0; word < pitch; word += 8) {
      const here = load<u64>(a + row * pitch + word) | load<u64>(b + row * pitch + word);
      any |= here;
      store<u64>(columns + word, load<u64>(columns + word) | here);
    }
    store<u8>(filled + row, any !== 0 ? 1 : 0);
  }
}

/** Columns `left` to `left + width` of rows that have no bit behind them. */
export function crop(from: usize, pitch: usize, rows: usize, left: usize, width: usize, to: usize): void {
  const narrow = pitchOf(width);
  const first = (left >> 6) << 3;
  const shift = (left & 63) as u64;
  for (let row: usize = 0; row < rows; row++) {
    const source = from + row * pitch;
    const target = to + row * narrow;
    for (let word: usize = 0; word < narrow; word += 8) {
      let bits = load<u64>(source + first + word) >> shift;
      if (shift !== 0 && first + word + 8 < pitch)
        bits |= load<u64>(source + first + word + 8) << (64 - shift);
      store<u64>(target + word, bits);
    }
  }
}

/** Voxels whose neighbours in the row are in the mask too; outside of the row there is none of it. */
export function erodeRows(mask: usize, rows: usize, pitch: usize, to: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    let before: u64 = 0;
    let here = load<u64>(mask + row * pitch);
    for (let word: usize = 0; word < pitch; word += 8) {
      const at = row * pitch + word;
      const after: u64 = word + 8 < pitch ? load<u64>(mask + at, 8) : 0;
      store<u64>(to + at, here & ((here << 1) | (before >> 63)) & ((here >> 1) | (after << 63)));
      before = here;
      here = after;
    }
  }
}

/**
 * Keeps in `to` the voxels whose neighbours along another axis are in the mask too.
 * @param blocks how often [n, stride] bytes of bits follow each other
 */
export function erodeAcross(mask: usize, blocks: usize, n: usize, stride: usize, to: usize): void {
  for (let block: usize = 0; block < blocks; block++) {
    for (let k: usize = 0; k < n; k++) {
      const from = mask + (block * n + k) * stride;
      const target = to + (block * n + k) * stride;
      if (k === 0 || k === n - 1) {
        memory.fill(target, 0, stride);
        continue;
      }
      for (let at: usize = 0; at < stride; at += 8) {
        const both = load<u64>(from + at - stride) & load<u64>(from + at + stride);
        store<u64>(target + at, load<u64>(target + at) & both);
      }
    }
  }
}

/** What an erosion has taken away, in place of what it left. */
export function subtract(mask: usize, eroded: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 8)
    store<u64>(eroded + at, load<u64>(mask + at) & ~load<u64>(eroded + at));
}
