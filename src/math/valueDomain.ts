// What range of values a plot shows when a curve runs off to infinity: the part where most of it lies.

/**
 * The range that holds the curves: all of it where that is not much more than the middle nine tenths, else the
 * middle. Always holds 0 where 0 is near.
 * @param trim the share cut off at each end of a curve that runs away
 */
export function valueDomain(curves: readonly Float64Array[], trim = 0.05): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const curve of curves) {
    const sorted = curve.filter((v) => Number.isFinite(v)).sort();
    if (sorted.length === 0) continue;
    const [lowest, highest] = [sorted[0]!, sorted[sorted.length - 1]!];
    const [from, to] = [quantile(sorted, trim), quantile(sorted, 1 - trim)];
    const reach = Math.max(to - from, 1e-12) * 0.4;
    low = Math.min(low, from - lowest <= reach ? lowest : from);
    high = Math.max(high, highest - to <= reach ? highest : to);
  }
  if (low > high) return [0, 1];
  const span = high - low;
  if (low > 0 && low <= span) low = 0;
  if (high < 0 && -high <= span) high = 0;
  if (high - low < 1e-9 * Math.max(1, Math.abs(high))) return [low - 0.5, high + 0.5];
  return [low, high];
}

function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const a = sorted[below]!;
  return a + ((sorted[below + 1] ?? a) - a) * (place - below);
}

/** Whether two ranges differ so much that a plot of the one no longer serves the other. */
export function domainsDiffer(
  a: readonly [number, number],
  b: readonly [number, number],
  tolerance: number,
): boolean {
  const span = Math.max(a[1] - a[0], b[1] - b[0]);
  return Math.abs(a[0] - b[0]) > tolerance * span || Math.abs(a[1] - b[1]) > tolerance * span;
}
