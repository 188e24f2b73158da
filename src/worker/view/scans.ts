// Loops over whole blocks, four numbers a turn: the additions do not wait for one another.
import type { Numbers } from '../run/pass';

export function sumOfAbsolutes(values: Numbers): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = values.length & ~3;
  let i = 0;
  for (; i < whole; i += 4) {
    a += Math.abs(values[i] as number);
    b += Math.abs(values[i + 1] as number);
    c += Math.abs(values[i + 2] as number);
    d += Math.abs(values[i + 3] as number);
  }
  for (; i < values.length; i++) a += Math.abs(values[i] as number);
  return a + b + (c + d);
}

/** The first index from `from` on whose value is above the bar or NaN; the length where there is none. */
export function firstAbove(values: Numbers, from: number, bar: number): number {
  let i = from;
  for (; i + 3 < values.length; i += 4) {
    const [a, b] = [values[i] as number, values[i + 1] as number];
    const [c, d] = [values[i + 2] as number, values[i + 3] as number];
    if (!(a <= bar && b <= bar && c <= bar && d <= bar)) break;
  }
  while (i < values.length && (values[i] as number) <= bar) i++;
  return i;
}
