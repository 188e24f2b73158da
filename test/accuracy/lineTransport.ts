// The earth mover's distance of equally many points on a line: the sorted sides are moved onto each other in order.
import { add, div, mul, of, sub, abs, ZERO, type DD } from './doubleDouble';

/** @param scale what a step of 1 on the line measures @returns the mean distance that a point moves */
export function lineTransport(from: readonly number[], to: readonly number[], scale: number): DD {
  const [a, b] = [from, to].map((side) => Float64Array.from(side).sort()) as [Float64Array, Float64Array];
  let sum = ZERO;
  a.forEach((place, i) => (sum = add(sum, abs(sub(of(place), of(b[i] as number))))));
  return div(mul(sum, of(scale)), of(a.length));
}
