// Masses of a transport problem as whole numbers, whose sums and differences are exact: then a plan's empty arcs are
// really empty, and the network simplex cannot go round in circles.

/** The sum of each side is about this. */
const WHOLE = 2 ** 50;

/**
 * Whole numbers in proportion to the masses to within 2^−50 of their sum, at least 1, and the same sum on both sides. Nodes
 * without mass get 1 too: their duals are then the price of a first unit.
 */
export function wholeMasses(
  supply: Float64Array,
  demand: Float64Array,
): { readonly supply: Float64Array; readonly demand: Float64Array } {
  const most = Math.max(sumOf(supply), sumOf(demand));
  // A power of 2, so that masses which are whole numbers stay in proportion exactly.
  const scale = most > 0 ? 2 ** Math.min(1000, Math.floor(Math.log2(WHOLE / most))) : 1;
  const whole = (mass: number): number => Math.max(1, Math.round(mass * scale));
  const sides = { supply: supply.map(whole), demand: demand.map(whole) };
  const excess = sumOf(sides.supply) - sumOf(sides.demand);
  const lighter = excess > 0 ? sides.demand : sides.supply;
  const at = lighter.reduce((best, mass, k) => (mass > (lighter[best] as number) ? k : best), 0);
  lighter[at] = (lighter[at] as number) + Math.abs(excess);
  return sides;
}

export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}
