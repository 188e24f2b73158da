// The least difference of two arrays of float64, four at a time, and where it is.

/**
 * The least of a[k] − b[k].
 * @param at address of a @param stop its end: a multiple of 32 bytes further, and not the same
 * @param other address of b
 */
export function leastOf(at: usize, stop: usize, other: usize): f64 {
  let low = f64x2.sub(v128.load(at), v128.load(other));
  let high = f64x2.sub(v128.load(at, 16), v128.load(other, 16));
  at += 32;
  other += 32;
  while (at + 32 < stop) {
    low = f64x2.pmin(low, f64x2.sub(v128.load(at), v128.load(other)));
    high = f64x2.pmin(high, f64x2.sub(v128.load(at, 16), v128.load(other, 16)));
    low = f64x2.pmin(low, f64x2.sub(v128.load(at, 32), v128.load(other, 32)));
    high = f64x2.pmin(high, f64x2.sub(v128.load(at, 48), v128.load(other, 48)));
    at += 64;
    other += 64;
  }
  if (at < stop) {
    low = f64x2.pmin(low, f64x2.sub(v128.load(at), v128.load(other)));
    high = f64x2.pmin(high, f64x2.sub(v128.load(at, 16), v128.load(other, 16)));
  }
  low = f64x2.pmin(low, high);
  return min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
}

/** Numbers of a piece that is searched one by one. */
const PIECE: usize = 64 * 8;

/** Address of the a[k] whose difference from b[k] is least, the first of equals. @param stop as for `leastOf` */
export function placeOfLeast(at: usize, stop: usize, other: usize): usize {
  let piece = at;
  let least: f64 = Infinity;
  for (let from = at; from < stop; from += PIECE) {
    const here = leastOf(from, min(from + PIECE, stop), other + (from - at));
    if (here >= least) continue;
    least = here;
    piece = from;
  }
  other += piece - at;
  while (load<f64>(piece) - load<f64>(other) !== least) {
    piece += 8;
    other += 8;
  }
  return piece;
}
