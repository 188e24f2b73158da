// Costs of moving mass between points: distances of each point of one set to each of another.

export type PointMetric = 'euclidean' | 'manhattan' | 'squared';

/**
 * @param from points, row-major, `dimensions` coordinates each @param to as well
 * @returns from × to, row-major
 */
export function costsBetween(
  from: Float64Array,
  to: Float64Array,
  dimensions: number,
  metric: PointMetric,
): Float64Array {
  const [m, n] = [from.length / dimensions, to.length / dimensions];
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < dimensions; k++) {
        const d = (from[i * dimensions + k] as number) - (to[j * dimensions + k] as number);
        sum += metric === 'manhattan' ? Math.abs(d) : d * d;
      }
      out[i * n + j] = metric === 'euclidean' ? Math.sqrt(sum) : sum;
    }
  }
  return out;
}
