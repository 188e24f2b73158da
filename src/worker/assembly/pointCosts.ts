// Distances of points: the cost of moving from each to each, two at a time. Compiled by AssemblyScript.

/**
 * @param from address of the points of the rows, `dimensions` float64 each
 * @param to address of the points of the columns: all their first coordinates, then all their second, …
 * @param stride bytes of a row of costs and of a coordinate of `to`: a multiple of 16
 * @param into address of the costs, `rows` × `stride` bytes
 * @param metric 0: Euclidean, 1: Manhattan, 2: squared Euclidean
 */
export function distances(
  from: usize,
  rows: usize,
  dimensions: usize,
  to: usize,
  stride: usize,
  into: usize,
  metric: u32,
): void {
  for (let r: usize = 0; r < rows; r++) {
    memory.fill(into, 0, stride);
    for (let k: usize = 0; k < dimensions; k++) {
      addCoordinate(f64x2.splat(load<f64>(from)), to + k * stride, into, stride, metric === 1);
      from += 8;
    }
    if (metric === 0) takeRoots(into, stride);
    into += stride;
  }
}

function addCoordinate(at: v128, to: usize, into: usize, bytes: usize, absolute: bool): void {
  for (let b: usize = 0; b < bytes; b += 16) {
    const d = f64x2.sub(at, v128.load(to + b));
    v128.store(into + b, f64x2.add(v128.load(into + b), absolute ? f64x2.abs(d) : f64x2.mul(d, d)));
  }
}

function takeRoots(at: usize, bytes: usize): void {
  for (let b: usize = 0; b < bytes; b += 16) v128.store(at + b, f64x2.sqrt(v128.load(at + b)));
}
