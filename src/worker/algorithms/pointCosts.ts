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
  const absolute = metric === 'manhattan';
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < dimensions; k++) {
      const at = from[i * dimensions + k] as number;
      for (let j = 0, place = i * n, other = k; j < n; j++, place++, other += dimensions) {
        const d = at - (to[other] as number);
        out[place] = (out[place] as number) + (absolute ? Math.abs(d) : d * d);
      }
    }
  }
  if (metric === 'euclidean') for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(out[i] as number);
  return out;
}
