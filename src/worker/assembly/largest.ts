// The first largest column of each row, four rows (of float64 two) at a time in the lanes of a vector; as JavaScript's
// comparison has it, NaN is larger than nothing, and nothing larger than NaN. Compiled by AssemblyScript.

/**
 * @param scores address of float32 numbers: column k of row r is `k * columnStep + r * rowStep` bytes on
 * @param rows they may be read up to the next multiple of four
 * @param to gets the column of each, 32 bits, up to the next multiple of four
 */
export function largestFloats(
  scores: usize,
  rows: usize,
  columns: usize,
  rowStep: usize,
  columnStep: usize,
  to: usize,
): void {
  largest<f32, i32>(scores, rows, columns, rowStep, columnStep, to);
}

/** As `largestFloats`, for float64: two rows at a time. */
export function largestDoubles(
  scores: usize,
  rows: usize,
  columns: usize,
  rowStep: usize,
  columnStep: usize,
  to: usize,
): void {
  largest<f64, i64>(scores, rows, columns, rowStep, columnStep, to);
}

/** @typeParam I an integer as wide as a number */
function largest<T, I>(
  scores: usize,
  rows: usize,
  columns: usize,
  rowStep: usize,
  columnStep: usize,
  to: usize,
): void {
  const lanes = 16 / sizeof<T>();
  const one = v128.splat<I>(1 as I);
  for (let row: usize = 0; row < rows; row += lanes) {
    let at = scores + row * rowStep;
    let most = sizeof<T>() === 4 ? fourFloats(at, rowStep) : twoDoubles(at, rowStep);
    let where = v128.splat<I>(0 as I);
    let column = one;
    for (let k: usize = 1; k < columns; k++) {
      at += columnStep;
      const here = sizeof<T>() === 4 ? fourFloats(at, rowStep) : twoDoubles(at, rowStep);
      const larger = v128.gt<T>(here, most);
      most = v128.bitselect(here, most, larger);
      where = v128.bitselect(column, where, larger);
      column = v128.add<I>(column, one);
    }
    if (sizeof<T>() === 4) v128.store(to + (row << 2), where);
    else v128.store64_lane(to + (row << 2), i32x4.shuffle(where, where, 0, 2, 0, 2), 0);
  }
}

/** Numbers of four rows, beside each other where rows are columns of planes. */
function fourFloats(at: usize, step: usize): v128 {
  if (step === 4) return v128.load(at);
  let four = v128.load32_splat(at);
  four = v128.load32_lane(at + step, four, 1);
  four = v128.load32_lane(at + 2 * step, four, 2);
  return v128.load32_lane(at + 3 * step, four, 3);
}

function twoDoubles(at: usize, step: usize): v128 {
  return v128.load64_lane(at + step, v128.load64_splat(at), 1);
}

/** How many of `length` float32 numbers are NaN or infinite. */
export function countNonFiniteFloats(at: usize, length: usize): u32 {
  const zero = f32x4.splat(0);
  let lanes = i32x4.splat(0);
  let i: usize = 0;
  for (; i + 4 <= length; i += 4) {
    const numbers = v128.load(at + (i << 2));
    // What is not finite less itself is NaN.
    lanes = i32x4.sub(lanes, f32x4.ne(f32x4.sub(numbers, numbers), zero));
  }
  let count: u32 =
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3);
  for (; i < length; i++) {
    const number = load<f32>(at + (i << 2));
    count += u32(number - number !== 0);
  }
  return count;
}

/** As `countNonFiniteFloats`, for float64. */
export function countNonFiniteDoubles(at: usize, length: usize): u32 {
  let count: u32 = 0;
  for (let i: usize = 0; i < length; i++) {
    const number = load<f64>(at + (i << 3));
    count += u32(number - number !== 0);
  }
  return count;
}
